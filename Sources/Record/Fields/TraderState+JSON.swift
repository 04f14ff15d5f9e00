package import Indicators
package import JSON
internal import Market
package import Rules
package import Trading

// A trader's state as its checkpoint spells it. Every number comes back as it was: decimals and
// counts exactly, doubles as the shortest text that reads back as the same one.

extension Side: JSONName {}
extension Reason: JSONName {}
extension PauseReason: JSONName {}
extension Signals.Standing: JSONName {}

extension Tag: JSONCodable {
    package init(json: JSONValue) throws(JSONError) {
        guard let tag = Tag(try String(json: json)) else {
            throw .field(name: "", expected: "the name of a rule")
        }
        self = tag
    }

    package func write(to writer: inout JSONWriter) { description.write(to: &writer) }
}

extension Order: JSONRecord {
    package static var blank: Order {
        Order(side: .buy, reason: .signal, decidedAt: .zero, price: .zero)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("side", &side)
        try visitor.field("reason", &reason)
        try visitor.field("decidedAt", &decidedAt)
        try visitor.field("price", &price)
        try visitor.optionalField("tag", &tag)
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
        try visitor.optionalField("entryTag", &entryTag)
        try visitor.flag("isTrailing", &isTrailing)
        try visitor.flag("isTargetMarket", &isTargetMarket)
    }
}

extension FieldVisitor {
    /// Visits a truth that stands in the object only where it is one.
    fileprivate mutating func flag(_ name: String, _ value: inout Bool) throws(JSONError) {
        var told: Bool? = value ? true : nil
        try optionalField(name, &told)
        value = told ?? false
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
        try visitor.optionalField("entryTag", &entryTag)
        try visitor.optionalField("exitTag", &exitTag)
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
        var rules: RuleSignalsRecord?
        try fields(&visitor, &rules)
        guard rules == nil else { throw .field(name: "rules", expected: "beside its strategy") }
    }

    /// Visits the fields, the memory of rules in text as it is kept.
    fileprivate mutating func fields(
        _ visitor: inout some FieldVisitor, _ rules: inout RuleSignalsRecord?
    ) throws(JSONError) {
        try visitor.count("candles", &candles)
        try visitor.field("lastOpenTime", &lastOpenTime)
        try visitor.field("lastClose", &lastClose)
        try visitor.optionalField("rules", &rules)
        if rules == nil, var signals = strategy.signals {
            try visitor.field("signals", &signals)
            strategy.signals = signals
        }
        try visitor.field("account", &account)
        try visitor.field("risk", &risk)
        try visitor.field("record", &record)
    }
}

/// A state as a checkpoint holds it, before its strategy is known.
struct StateRecord {
    private var state: TraderState
    private var rules: RuleSignalsRecord?

    private init() { state = TraderState(Parameters()) }

    init(_ state: TraderState, of strategy: Strategy) {
        self.state = state
        guard let signals = state.strategy.rules, let text = strategy.text else { return }
        rules = RuleSignalsRecord(signals, of: text)
    }

    /// The state of a trader with this strategy.
    ///
    /// - Throws: ``JSONError`` where the memory is that of another one.
    func state(of strategy: Strategy) throws(JSONError) -> TraderState {
        guard let text = strategy.text else {
            guard rules == nil else { throw .field(name: "rules", expected: "absent") }
            return state
        }
        guard let rules else { throw .field(name: "rules", expected: "where it belongs") }
        // What is being written is there already.
        guard state.strategy.rules == nil else { return state }
        var state = state
        do {
            state.strategy = StrategyMemory(try rules.signals(of: text))
        } catch {
            throw error.inside("rules")
        }
        return state
    }
}

extension StateRecord: JSONRecord {
    static var blank: StateRecord { StateRecord() }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try state.fields(&visitor, &rules)
    }
}

extension Timestamp {
    fileprivate static var zero: Timestamp { Timestamp(milliseconds: 0) }
}
