package import JSON
internal import Market
package import Trading

extension TradeTally: JSONRecord {
    package static var blank: TradeTally { TradeTally() }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.count("wins", &wins)
        try visitor.count("losses", &losses)
        try visitor.field("grossProfit", &grossProfit)
        try visitor.field("grossLoss", &grossLoss)
        try visitor.field("best", &best)
        try visitor.field("worst", &worst)
        try visitor.field("fees", &fees)
        try visitor.field("streak", &streak)
        // A streak is no longer than its trades are many.
        guard (-losses...wins).contains(streak) else {
            throw .field(name: "streak", expected: "within wins and losses")
        }
    }
}

extension Drawdown: JSONRecord {
    package static var blank: Drawdown { Drawdown(initialBalance: .zero) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("equity", &equity)
        try visitor.field("peak", &peak)
        guard peak > .zero else { throw .field(name: "peak", expected: "above 0") }
        try visitor.figure("maximumPercent", &maximumPercent)
    }
}

extension ReturnMoments: JSONRecord {
    package static var blank: ReturnMoments { ReturnMoments() }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.count("count", &count)
        try visitor.figure("mean", &mean)
        try visitor.figure("squaredDeviations", &squaredDeviations)
        try visitor.figure("squaredLosses", &squaredLosses)
    }
}

extension DailyReturns: JSONRecord {
    package static var blank: DailyReturns { DailyReturns(initialBalance: .zero) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("day", &day)
        try visitor.field("equity", &equity)
        try visitor.field("base", &base)
        try visitor.field("finished", &finished)
    }
}

extension Exposure: JSONRecord {
    package static var blank: Exposure { Exposure() }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.count("candles", &candles)
        try visitor.count("exposed", &exposed)
    }
}

extension TrackRecord: JSONRecord {
    package static var blank: TrackRecord { TrackRecord(initialBalance: .zero) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("tally", &tally)
        try visitor.field("drawdown", &drawdown)
        try visitor.field("returns", &returns)
        try visitor.field("exposure", &exposure)
        try visitor.field("recentTrades", &recentTrades)
    }
}
