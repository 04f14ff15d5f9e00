internal import Market
internal import Rules
internal import Text
internal import Trading

/// What people are told of a strategy in text: its own rules, and what their parts were.
struct RuleWords: StrategyWords {
    /// The most readings in a line about a tick, and characters of a text among them.
    private static let (mostInLine, longestInLine) = (4, 60)
    /// The most characters that a condition has in a sentence.
    private static let longestInSentence = 120

    private let text: TextStrategy
    private let signals: RuleSignals?
    private let position: Position?
    private let close: Price?

    /// Without signals and a close there are words about the rules alone.
    init(
        of text: TextStrategy, signals: RuleSignals? = nil, holding position: Position? = nil,
        close: Price? = nil
    ) {
        self.text = text
        self.signals = signals
        self.position = position
        self.close = close
    }

    private var strategy: RuleStrategy { text.rules }

    private func ruleList(_ purpose: StrategyRule.Purpose) -> [StrategyRule] {
        strategy.rules.filter { $0.purpose == purpose }
    }

    // MARK: The rules

    var rules: String {
        let exits = [
            text.program.stop.words("stop -"), text.program.target.words("target +"),
        ].compactMap { $0 }
        return ([strategy.name] + exits).joined(separator: ", ")
    }

    var entryRule: String { "the entry rule of \(strategy.name) held" }
    var exitRule: String { "the exit rule of \(strategy.name) held" }

    func cause(of side: Side, tag: String?) -> String {
        guard let tag else { return side == .buy ? entryRule : exitRule }
        return "the rule '\(tag)' of \(strategy.name) held"
    }

    var exitCondition: String? {
        let exits = ruleList(.exit).compactMap(\.part).filter { !isNever($0) }
        guard !exits.isEmpty else { return nil }
        return exits.map { sentence($0) }.joined(separator: " or ")
    }

    var exitReason: String { "its exit rule held" }
    var purposeOfWarmUp: String { "do its rules know what they compare" }
    var lineWords: String { text.lines.isEmpty ? "the trades" : "the lines of its rules" }
    var linesWord: String { "lines" }

    var introduction: [String] {
        let entries = ruleList(.enter).compactMap(\.part).map { sentence($0) }
        let exits = [
            text.program.stop.words("a stop of -"), text.program.target.words("a target of +"),
            exitCondition,
        ].compactMap { $0 }
        return [
            "What it waits for: \(entries.joined(separator: " or ")). It then buys at the next open.",
            exits.isEmpty
                ? "Nothing ends a position: what it buys it holds."
                : "What ends a position: \(exits.joined(separator: ", or ")).",
        ]
    }

    private func isNever(_ part: RulePart) -> Bool { strategy.text(of: part) == "false" }

    private func sentence(_ part: RulePart) -> String {
        ShownText.line(strategy.text(of: part), atMost: Self.longestInSentence)
    }

    // MARK: What was read

    private var values: [(part: RulePart, value: Double?)] {
        guard let signals, let close else { return [] }
        return signals.comparedValues(of: text, holding: position, at: close)
    }

    var readings: [Figure] {
        values.compactMap { part, value in
            value.map { Figure(sentence(part), number($0, part.kind)) }
        }
    }

    var readingsInLine: [String] {
        let known = values.filter { $0.value != nil }.prefix(Self.mostInLine)
        return [strategy.name]
            + known.map { part, value in
                let label = ShownText.line(strategy.text(of: part), atMost: Self.longestInLine)
                return "\(label) \(value.map { number($0, part.kind) } ?? "unknown")"
            }
    }

    private func number(_ value: Double, _ kind: Kind) -> String {
        if kind == .price, let close { return Figures.average(value, beside: close) }
        let digits = value.magnitude < 1 ? 4 : value.magnitude < 1_000 ? 2 : 0
        return Figures.decimal(value, digits: digits)
    }

    var waitsToBuy: String {
        let missing = ruleList(.enter).compactMap(\.part).map { part in
            self.missing(of: part, in: .enter).map { sentence($0) }.joined(separator: " and ")
        }
        let words = missing.filter { !$0.isEmpty }
        return words.isEmpty
            ? "waits for its exit rule to be over" : "waits for \(words.joined(separator: " or "))"
    }

    /// The parts of a condition that do not hold, of `and` each by itself.
    private func missing(
        of part: RulePart, in purpose: StrategyRule.Purpose
    ) -> [RulePart] {
        guard value(part, purpose) != 1 else { return [] }
        guard strategy.isConjunction(part) else { return [part] }
        return strategy.parts(of: part).flatMap { missing(of: $0, in: purpose) }
    }

    private func value(_ part: RulePart, _ purpose: StrategyRule.Purpose) -> Double? {
        guard var signals, let close else { return nil }
        return signals.value(of: part, in: purpose, of: text, holding: position, at: close)
    }

    // MARK: What happened

    func observations(closeBefore _: Price?) -> [String] { [] }

    var obstacles: [String] {
        let missing = ruleList(.enter).compactMap(\.part).map { part in
            self.missing(of: part, in: .enter).map { self.sentence($0) }
        }.filter { !$0.isEmpty }
        guard missing.count == ruleList(.enter).count else { return ["its exit rule holds as well"] }
        return missing.map { parts in
            "\(parts.joined(separator: " and ")) \(parts.count == 1 ? "does" : "do") not hold"
        }
    }

    var reasonToHold: String { "no exit rule held" }

    /// The rules that were asked at the last close, each as a tree of its parts.
    var tree: [RuleTreeLine] {
        guard signals != nil, close != nil else { return [] }
        return strategy.rules.flatMap { rule -> [RuleTreeLine] in
            guard let part = rule.part, !isNever(part) else { return [] }
            let name = rule.purpose.rawValue + (rule.tag.map { " \($0)" } ?? "")
            return lines(of: part, rule.purpose, depth: 0, named: name)
        }
    }

    private func lines(
        of part: RulePart, _ purpose: StrategyRule.Purpose, depth: Int, named name: String? = nil
    ) -> [RuleTreeLine] {
        let value = value(part, purpose)
        let verdict: RuleTreeLine.Verdict =
            part.kind == .condition
            ? (value == 1 ? .holds : value == 0 ? .fails : .unknown)
            : .number(value.map { number($0, part.kind) } ?? "unknown")
        let line = RuleTreeLine(
            depth: depth, rule: name, text: strategy.text(of: part), verdict: verdict)
        // What a number is made of is told one level down, and no further than a person reads.
        let isOpen = part.kind == .condition || depth == 0
        let parts = isOpen ? strategy.parts(of: part).filter { !strategy.isConstant($0) } : []
        return [line] + parts.flatMap { lines(of: $0, purpose, depth: depth + 1) }
    }
}

/// A line of a rule's tree: a part, and what it was.
struct RuleTreeLine: Equatable, Sendable {
    enum Verdict: Equatable, Sendable {
        case holds, fails, unknown
        case number(String)
    }

    /// How deep it stands below its rule.
    let depth: Int
    /// The rule's name, on its first line.
    let rule: String?
    let text: String
    let verdict: Verdict
}

extension Level {
    /// `stop -2%`, where it is a percentage.
    fileprivate func words(_ front: String) -> String? {
        if case .percent(let percent) = self { "\(front)\(percent)%" } else { nil }
    }
}
