package import JSON
internal import Market
package import Record
package import Reporting
internal import Store
internal import Trading

extension RecordHistory: JSONRecord {
    package static var blank: RecordHistory {
        RecordHistory(name: "", coin: "", initialBalance: Money(units: 1))
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("journal", &position)
        try visitor.field("startedAt", &startedAt)
        try visitor.count("candles", &candles)
        try visitor.optionalField("skipped", &skipped)
        try visitor.field("firstTraded", &firstTraded)
        try visitor.field("lead", &lead)
        try visitor.field("holdings", &holdings)
        try visitor.field("books", &books)
        try visitor.field("drawdown", &drawdown)
        try visitor.field("curve", &curve)
    }

    /// What is kept of a trader's record before a moment; `nil` where that is nothing, damaged or
    /// of no use.
    ///
    /// Whether it is of this journal, the next line of that has to tell.
    static func kept(
        of checkpoint: Checkpoint, before moment: Timestamp, in store: any RecordStore
    ) -> RecordHistory? {
        let name = StateFiles.pageHistory(of: checkpoint.trader)
        guard let history: RecordHistory = try? store.document(name),
            history.position.lines < checkpoint.journal.lines,
            history.position.length < checkpoint.journal.length,
            // A candle is the end of one order at most.
            let skipped = history.skipped, (0...history.candles).contains(skipped),
            let last = history.lead.last, last.openTime < moment,
            history.lead.count
                >= min(PageTrader.lead(checkpoint.parameters.strategy), history.candles)
        else { return nil }
        return history
    }

    /// Keeps it for the next page, which does without where it cannot be kept.
    ///
    /// A page that another user asks for leaves nothing there: a tick would be stopped by it.
    func keep(of trader: String, in directory: StateDirectory) {
        do {
            try directory.checkOwnership(in: StateFiles.directory(of: trader))
            try directory.replace(StateFiles.pageHistory(of: trader), with: self, durable: false)
        } catch {}
    }
}

extension RecordBooks: JSONRecord {
    package static var blank: RecordBooks { RecordBooks(balance: .zero) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("balance", &balance)
        try visitor.field("amount", &quantity)
        try visitor.field("close", &close)
    }
}

extension Holding: JSONRecord {
    package static var blank: Holding { Holding(.blank) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var (position, trade, isLate) = (position, trade, isLate)
        try visitor.field("position", &position)
        try visitor.field("trade", &trade)
        try visitor.field("late", &isLate)
        self = Holding(position, endedBy: trade, isLate: isLate)
    }
}

extension RecordCurve: JSONRecord {
    package static var blank: RecordCurve {
        RecordCurve(EquityCurve(name: "", coin: "", initialBalance: Money(units: 1)))
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var (equity, drawdown) = (equity, drawdown)
        try visitor.field("equity", &equity)
        try visitor.field("drawdown", &drawdown)
        self = RecordCurve(equity, drawdown: drawdown)
    }
}

extension EquityCurve: JSONRecord {
    package static var blank: EquityCurve { RecordCurve.blank.equity }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var (name, coin, initialBalance) = (name, coin, initialBalance)
        var (equity, hold, first, last) = (equity, hold, first, last)
        try visitor.field("name", &name)
        try visitor.field("coin", &coin)
        try visitor.field("initialBalance", &initialBalance)
        guard initialBalance > .zero else {
            throw .field(name: "initialBalance", expected: "above 0")
        }
        try visitor.field("first", &first)
        try visitor.field("last", &last)
        try visitor.field("equity", &equity)
        try visitor.field("hold", &hold)
        self = EquityCurve(
            name: name, coin: coin, initialBalance: initialBalance, equity: equity, hold: hold,
            first: first, last: last)
    }
}

extension EquityCurve.Mark: JSONRecord {
    package static var blank: EquityCurve.Mark { EquityCurve.Mark(equity: .zero, price: nil) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("equity", &equity)
        try visitor.field("price", &price)
        if let price, price <= .zero { throw .field(name: "price", expected: "above 0") }
    }
}

/// Marks are a list of times and values in turn, four pairs a span.
extension TimeBuckets: JSONRecord {
    package static var blank: TimeBuckets { TimeBuckets(atMost: RecordCurve.maximumKept) }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        var span = milliseconds
        var numbers = marks.flatMap { [Double($0.time.milliseconds), $0.value] }
        try visitor.field("milliseconds", &span)
        try visitor.field("marks", &numbers)
        let pairs = stride(from: 0, to: numbers.count - 1, by: 2).map { place in
            (time: Int64(exactly: numbers[place]) ?? -1, value: numbers[place + 1])
        }
        let marks = pairs.map { pair in
            Sample(time: Timestamp(milliseconds: pair.time), value: pair.value)
        }
        guard numbers.count % 2 == 0,
            marks.allSatisfy({ Timestamp.representable.contains($0.time) }),
            let line = TimeBuckets(
                atMost: RecordCurve.maximumKept, milliseconds: span, marks: marks)
        else { throw .field(name: "marks", expected: "the marks of a line") }
        self = line
    }
}
