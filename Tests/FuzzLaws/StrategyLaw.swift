internal import Market
internal import Rules

/// A strategy in text: refused in few words, or one that reads back from its canonical spelling as
/// the same, and runs.
///
/// The first byte tells what the rest is: a condition to buy by, functions and a strategy a line each,
/// or a canonical spelling. Lines are `enter`, `enter TAG`, `exit`, `stop`, `target`, `trail`, `size`,
/// `require` or a function's head, `:`, and their text.
enum StrategyLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        guard let kind = input.first else { return }
        let text = String(decoding: input.dropFirst(), as: UTF8.self)
        let found: RuleStrategy
        do throws(RuleError) {
            found = try strategy(kind & 3, text)
        } catch {
            return try judge(error)
        }
        try judge(found)
    }

    private static func strategy(_ kind: UInt8, _ text: String) throws(RuleError) -> RuleStrategy {
        switch kind {
        case 0:
            return try RuleStrategy(
                StrategyText(name: "fuzzed", enter: [TaggedText(text)]), timeframe: .fiveMinutes)
        case 1:
            let rules = lines(of: text)
            return try RuleStrategy(
                canonical: CanonicalStrategy(
                    enter: tagged("enter", rules), exit: tagged("exit", rules),
                    stop: single("stop", rules), target: single("target", rules),
                    trail: rules.filter { $0.name == "trail" }.map(\.text),
                    size: single("size", rules)), timeframe: .fiveMinutes)
        default:
            let rules = lines(of: text)
            let functions = rules.filter { !isRule($0.name) }.map { ($0.name, $0.text) }
            let parameters = [("a", 2), ("b", 3)].map {
                StrategyText.Parameter(name: $0, value: ExactNumber($1))
            }
            return try RuleStrategy.checked(
                StrategyText(
                    name: "fuzzed", parameters: parameters, require: single("require", rules),
                    enter: tagged("enter", rules), exit: tagged("exit", rules),
                    stop: single("stop", rules), target: single("target", rules),
                    trail: rules.filter { $0.name == "trail" }.map(\.text),
                    size: single("size", rules)),
                functions: try FunctionLibrary(functions: functions),
                timeframe: kind == 2 ? .fiveMinutes : nil
            ).strategy
        }
    }

    // MARK: Laws

    private static func judge(_ error: RuleError) throws(BrokenLaw) {
        try MessageLaw.check(error.headline, atMost: 1_000, "the error")
        let lines = error.quotation + (error.hint.map { [$0] } ?? [])
        for line in lines where !line.isEmpty {
            try MessageLaw.check(line, atMost: 1_000, "what is quoted")
        }
    }

    private static func judge(_ strategy: RuleStrategy) throws(BrokenLaw) {
        let spelling = strategy.canonical
        let again: RuleStrategy
        do throws(RuleError) {
            again = try RuleStrategy(canonical: spelling, timeframe: .fiveMinutes)
        } catch {
            // What was not asked for a timeframe may be impossible in this one.
            return try hold(error.message.contains("candle"), "the spelling is refused: \(error)")
        }
        try hold(again.canonical == spelling, "the spelling of the spelling is another")
        try hold(strategy.needs <= strategy.warm, "more is needed than is remembered")
        guard strategy.plan == again.plan else { return }
        try run(strategy)
    }

    /// Memory comes back from its words, and what was cut off changes nothing.
    private static func run(_ strategy: RuleStrategy) throws(BrokenLaw) {
        var memory = RuleMemory(for: strategy.plan)
        for number in 0..<40 {
            memory.consume(SampleCandles.candle(number, .fiveMinutes), of: strategy)
            guard number == 20 else { continue }
            guard let kept = RuleMemory(words: memory.words, for: strategy.plan) else {
                throw BrokenLaw("what was remembered cannot be read again")
            }
            try hold(kept == memory, "what was remembered reads as something else")
        }
        _ = memory.first(
            thatHoldsOf: strategy.program.enter, .flat(barsFlat: 3, lastProfitPercent: nil),
            strategy.plan)
        _ = memory.first(thatHoldsOf: strategy.program.exit, .none, strategy.plan)
    }

    // MARK: Text

    private typealias Line = (name: String, text: String)

    private static func lines(of text: String) -> [Line] {
        text.split(separator: "\n").prefix(60).map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (
                String(parts.first ?? ""),
                String((parts.dropFirst().first ?? "").drop { $0 == " " })
            )
        }
    }

    private static func isRule(_ name: String) -> Bool {
        let purpose = name.prefix { $0 != " " }
        return StrategyRule.Purpose(rawValue: String(purpose)) != nil || purpose == "require"
    }

    private static func tagged(_ purpose: String, _ lines: [Line]) -> [TaggedText] {
        lines.filter { $0.name.prefix { $0 != " " } == purpose }.map { line in
            let tag = line.name.split(separator: " ").dropFirst().first.map(String.init)
            return TaggedText(tag: tag, line.text)
        }
    }

    private static func single(_ purpose: String, _ lines: [Line]) -> String? {
        lines.first { $0.name == purpose }?.text
    }
}
