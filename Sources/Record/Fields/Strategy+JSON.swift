internal import JSON
internal import Market
internal import Rules
internal import Store
internal import Text
package import Trading

// A strategy in text as a journal's first line and a checkpoint hold it: whole, in the one spelling
// that all equal strategies share, so that a record can be replayed without the file it came from.

/// The rules of a strategy as they are kept.
struct StrategyRecord: Equatable {
    /// What its owner calls it; no part of what a fingerprint covers.
    var name: String?
    private var enter: [RuleRecord] = []
    private var exit: [RuleRecord] = []
    private var stop: String?
    private var target: String?
    private var trail: [String]?
    private var size: String?

    private init() {}

    /// The rules of a strategy; `nil` of one that is kept as its numbers.
    init?(_ strategy: Strategy, isNamed: Bool = true) {
        guard let text = strategy.text else { return nil }
        let canonical = text.rules.canonical
        name = isNamed ? text.name : nil
        enter = canonical.enter.map(RuleRecord.init)
        exit = canonical.exit.map(RuleRecord.init)
        stop = canonical.stop
        target = canonical.target
        trail = canonical.trail.isEmpty ? nil : canonical.trail
        size = canonical.size
    }

    /// Whose rules are compiled already.
    @TaskLocal private static var known: TraderSettings?

    /// Does something, in which the very rules of these settings are not compiled again where a record
    /// holds them.
    static func knowing<Value, Failure: Error>(
        _ settings: TraderSettings, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        guard settings.parameters.strategy.text != nil else { return try body() }
        return try $known.withValue(settings) { () -> Result<Value, Failure> in
            Result(catching: body)
        }.get()
    }

    /// The strategy, compiled for a timeframe.
    ///
    /// - Throws: ``JSONError`` where it says something that no strategy says.
    func strategy(_ timeframe: Timeframe) throws(JSONError) -> Strategy {
        let canonical = CanonicalStrategy(
            enter: enter.map(\.text), exit: exit.map(\.text), stop: stop, target: target,
            trail: trail ?? [], size: size)
        if let known = Self.known, known.market.timeframe == timeframe,
            let rules = known.parameters.strategy.text?.rules,
            rules.name == name ?? "", rules.canonical == canonical
        {
            return .text(TextStrategy(rules))
        }
        do {
            let rules = try RuleStrategy(
                canonical: canonical, name: name ?? "", timeframe: timeframe)
            guard rules.canonical == canonical else {
                throw JSONError.field(name: "strategy", expected: "in its canonical spelling")
            }
            return .text(TextStrategy(rules))
        } catch let error as RuleError {
            throw .field(name: "strategy", expected: "rules that can be read: \(error.headline)")
        } catch {
            throw (error as? JSONError) ?? .field(name: "strategy", expected: "readable")
        }
    }
}

/// A rule and the name that a trade gets by it.
private struct RuleRecord: Equatable {
    var tag: String?
    var rule = ""

    init(_ text: TaggedText) { (tag, rule) = (text.tag, text.text) }

    init() {}

    var text: TaggedText { TaggedText(tag: tag, rule) }
}

extension RuleRecord: JSONRecord {
    static var blank: RuleRecord { RuleRecord() }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.optionalField("tag", &tag)
        try visitor.field("rule", &rule)
    }
}

extension StrategyRecord: JSONRecord {
    static var blank: StrategyRecord { StrategyRecord() }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.optionalField("name", &name)
        try visitor.field("enter", &enter)
        try visitor.field("exit", &exit)
        try visitor.optionalField("stop", &stop)
        try visitor.optionalField("target", &target)
        try visitor.optionalField("trail", &trail)
        try visitor.optionalField("size", &size)
    }
}

extension TextStrategy {
    /// The digest of its canonical spelling, in hexadecimal: what a memory is bound to.
    package var digest: String {
        Digest(of: Array(rules.canonical.description.utf8)).hexadecimal
    }
}

/// What rules in text remember, as a checkpoint keeps it.
///
/// The numbers of the nodes are words of 64 bits in hexadecimal, so that each comes back to the last
/// bit; what they are of is told by the rules, whose digest stands beside them.
struct RuleSignalsRecord {
    private var digest = ""
    private var memory = ""
    private var barsHeld = 0
    private var barsFlat = 0
    private var peak: Price?
    private var trough: Price?
    private var lastProfitPercent: Double?

    private init() {}

    init(_ signals: RuleSignals, of strategy: TextStrategy) {
        digest = strategy.digest
        memory = Self.text(signals.memory.words)
        barsHeld = signals.barsHeld
        barsFlat = signals.barsFlat
        peak = signals.peak
        trough = signals.trough
        lastProfitPercent = signals.lastProfitPercent
    }

    /// What the rules of a strategy remember.
    ///
    /// - Throws: ``JSONError`` where it is the memory of others, or of none.
    func signals(of strategy: TextStrategy) throws(JSONError) -> RuleSignals {
        guard digest == strategy.digest else {
            throw .field(name: "digest", expected: "that of the rules")
        }
        guard let words = Self.words(memory),
            let memory = RuleMemory(words: words, for: strategy.plan)
        else { throw .field(name: "memory", expected: "that of the rules") }
        var signals = RuleSignals(for: strategy)
        signals.memory = memory
        (signals.barsHeld, signals.barsFlat) = (barsHeld, barsFlat)
        (signals.peak, signals.trough) = (peak, trough)
        signals.lastProfitPercent = lastProfitPercent
        return signals
    }

    private static func text(_ words: [UInt64]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16 * words.count)
        let digits = Array("0123456789abcdef".utf8)
        for word in words {
            for shift in stride(from: 60, through: 0, by: -4) {
                // In range: four bits are.
                bytes.append(digits[Int(truncatingIfNeeded: word >> UInt64(shift) & 0xf)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func words(_ text: String) -> [UInt64]? {
        guard text.utf8.count % 16 == 0 else { return nil }
        var words: [UInt64] = []
        words.reserveCapacity(text.utf8.count / 16)
        var word: UInt64 = 0
        for (index, byte) in text.utf8.enumerated() {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            default: return nil
            }
            word = word << 4 | UInt64(truncatingIfNeeded: digit)
            if index % 16 == 15 { words.append(word) }
        }
        return words
    }
}

extension RuleSignalsRecord: JSONRecord {
    static var blank: RuleSignalsRecord { RuleSignalsRecord() }

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("digest", &digest)
        try visitor.field("memory", &memory)
        try visitor.count("barsHeld", &barsHeld)
        try visitor.count("barsFlat", &barsFlat)
        try visitor.optionalField("peak", &peak)
        try visitor.optionalField("trough", &trough)
        try visitor.optionalField("lastProfitPercent", &lastProfitPercent)
    }
}

extension Strategy {
    /// What two strategies differ in: the name where that is another, and the rules in their words.
    func differences(from other: Strategy) -> [(name: String, mine: String, theirs: String)] {
        guard let mine = text?.rules.canonical, let theirs = other.text?.rules.canonical else {
            guard text != nil || other.text != nil else { return [] }
            let isNamesake = name == other.name
            return [
                (
                    "strategy", isNamesake ? origin : name,
                    isNamesake ? other.origin : other.name
                )
            ]
        }
        let rules = mine.differences(from: theirs).map { ($0.place, $0.mine, $0.theirs) }
        guard !rules.isEmpty, name != other.name, !name.isEmpty else { return rules }
        return [("strategy", name, other.name)] + rules
    }

    /// Which one of its name it is.
    private var origin: String {
        text == nil ? "the built-in \(name)" : "\(name) of algom.json"
    }
}
