package import Indicators
package import JSON
internal import Market
package import Trading

// A trader's state as its checkpoint spells it. Every number comes back as it was: decimals and
// counts exactly, doubles as the shortest text that reads back as the same one.

extension Side: JSONName {}
extension Reason: JSONName {}
extension PauseReason: JSONName {}
extension Signals.Standing: JSONName {}

extension Order: JSONRecord {
    package static var blank: Order {
        Order(side: .buy, reason: .signal, decidedAt: .zero, price: .zero)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("side", &side)
        try visitor.field("reason", &reason)
        try visitor.field("decidedAt", &decidedAt)
        try visitor.field("price", &price)
    }
}

extension Position: JSONRecord {
    package static var blank: Position {
        Position(
            entryPrice: .zero, quantity: .zero, cost: .zero, entryFee: .zero, stop: .zero,
            target: .zero, openTime: .zero, entryReason: .signal)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("entryPrice", &entryPrice)
        try visitor.field("amount", &quantity)
        try visitor.field("invested", &cost)
        try visitor.field("entryFee", &entryFee)
        try visitor.field("stopLoss", &stop)
        try visitor.field("takeProfit", &target)
        try visitor.field("openTime", &openTime)
        try visitor.field("entryReason", &entryReason)
    }
}

extension Trade: JSONRecord {
    package static var blank: Trade {
        Trade(
            id: .zero, entryPrice: .zero, exitPrice: .zero, quantity: .zero, invested: .zero,
            pnl: .zero, fees: .zero, reason: .signal, entryReason: .signal, entryTime: .zero,
            exitTime: .zero, outlay: .zero)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("id", &id)
        try visitor.field("entryPrice", &entryPrice)
        try visitor.field("exitPrice", &exitPrice)
        try visitor.field("amount", &quantity)
        try visitor.field("invested", &invested)
        try visitor.field("outlay", &outlay)
        try visitor.field("pnl", &pnl)
        try visitor.field("fees", &fees)
        try visitor.field("reason", &reason)
        try visitor.field("entryReason", &entryReason)
        try visitor.field("entryTime", &entryTime)
        try visitor.field("exitTime", &exitTime)
    }
}

extension Account: JSONRecord {
    package static var blank: Account { Account(balance: .zero) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("balance", &balance)
        try visitor.field("position", &position)
        try visitor.field("pendingOrder", &pendingOrder)
    }
}

extension RiskControl: JSONRecord {
    package static var blank: RiskControl { RiskControl(initialBalance: .zero) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("day", &day)
        try visitor.field("dailyPnL", &dailyPnL)
        try visitor.field("dayStartEquity", &dayStartEquity)
        try visitor.count("consecutiveLosses", &consecutiveLosses)
        try visitor.count("ratedTrades", &ratedTrades)
        try visitor.count("ratedWins", &ratedWins)
        try visitor.field("controlPeak", &controlPeak)
        try visitor.field("pausedUntil", &pausedUntil)
        try visitor.field("pauseReasons", &pauseReasons)
    }
}

/// What a period may be: no file makes the program ask for more memory than a trader could need.
private let periods = 1...10_000

extension WilderAverage: JSONRecord {
    package static var blank: WilderAverage { WilderAverage(period: 1) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var (period, count, accumulated) = (period, count, accumulated)
        try visitor.field("period", &period)
        try visitor.field("count", &count)
        try visitor.figure("accumulated", &accumulated)
        guard periods.contains(period), (0...period).contains(count), accumulated >= 0 else {
            throw .field(name: "count", expected: "at most the period")
        }
        self = WilderAverage(period: period, count: count, accumulated: accumulated)
    }
}

extension SimpleMovingAverage: JSONRecord {
    package static var blank: SimpleMovingAverage { SimpleMovingAverage(period: 1) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var (period, window) = (period, window)
        try visitor.field("period", &period)
        try visitor.field("window", &window)
        guard periods.contains(period), window.count <= period else {
            throw .field(name: "window", expected: "at most the period long")
        }
        self = SimpleMovingAverage(period: period, window: window)
    }
}

extension RelativeStrengthIndex: JSONRecord {
    package static var blank: RelativeStrengthIndex { RelativeStrengthIndex(period: 1) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var (gain, loss, last) = (gain, loss, last)
        try visitor.field("gain", &gain)
        try visitor.field("loss", &loss)
        try visitor.field("last", &last)
        self = RelativeStrengthIndex(gain: gain, loss: loss, last: last)
    }
}

extension Signals: JSONRecord {
    package static var blank: Signals { Signals(Crossover()) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var previous = previous
        try visitor.field("fast", &fast)
        try visitor.field("slow", &slow)
        try visitor.field("rsi", &rsi)
        try visitor.field("previous", &previous)
        self = Signals(fast: fast, slow: slow, rsi: rsi, previous: previous)
    }
}

extension TraderState: JSONRecord {
    package static var blank: TraderState { TraderState(Parameters()) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.count("candles", &candles)
        try visitor.field("lastOpenTime", &lastOpenTime)
        try visitor.field("lastClose", &lastClose)
        try visitor.field("signals", &strategy.signals)
        try visitor.field("account", &account)
        try visitor.field("risk", &risk)
        try visitor.field("record", &record)
    }
}

extension Timestamp {
    fileprivate static var zero: Timestamp { Timestamp(milliseconds: 0) }
}
