internal import Market
internal import Rules
internal import Text
internal import Trading

/// What people are told of a strategy in text: its own rules, and what their parts were.
struct RuleWords: StrategyWords {
    /// The most readings on one line, in a table, and in a post.
    private static let (maximumInLine, maximumInTable, maximumInPost) = (4, 12, 4)
    /// The most characters of a part among others, by itself in a sentence, and of a whole sentence.
    private static let (longestLabel, longestPart, longestSentence) = (40, 100, 240)

    private let reading: RuleReading

    /// Without signals and a close there are words about the rules alone.
    init(
        of text: TextStrategy, signals: RuleSignals? = nil, holding position: Position? = nil,
        close: Price? = nil
    ) {
        reading = RuleReading(of: text, signals: signals, holding: position, close: close)
    }

    private var text: TextStrategy { reading.text }
    private var name: String { text.name }

    // MARK: The rules

    var strategyName: String? { name }

    var rules: String {
        let exits = [
            text.program.stop.words("stop -"), text.program.target.words("target +"),
        ].compactMap { $0 }
        let parts = [
            "\(name): \(entry)", condition(.exit).map { "sells when \($0)" },
        ].compactMap { $0 }
        return (parts + exits).joined(separator: ", ")
    }

    /// When it buys.
    private var entry: String {
        if reading.isAlways(.enter) { return "buys whenever it holds nothing" }
        return condition(.enter).map { "buys when \($0)" } ?? "never buys"
    }

    var entryRule: String {
        reading.isAlways(.enter)
            ? "\(name) buys whenever it holds nothing" : "the entry rule of \(name) held"
    }
    var exitRule: String { "the exit rule of \(name) held" }

    func cause(of side: Side, tag: Tag?) -> String {
        guard let tag else { return side == .buy ? entryRule : exitRule }
        return "the rule '\(tag)' of \(name) held"
    }

    var exitCondition: String? { condition(.exit) }
    func exitReason(tag: Tag?) -> String {
        tag.map { "its exit rule '\($0)' held" } ?? "its exit rule held"
    }
    var purposeOfWarmUp: String { "do its rules know what they compare" }
    var lineWords: String { text.series.isEmpty ? "the trades" : "the lines of its rules" }
    var linesWord: String { "lines" }

    var introduction: [String] {
        let exits = [
            text.program.stop.words("a stop of -"), text.program.target.words("a target of +"),
            exitCondition,
        ].compactMap { $0 }
        return [
            reading.isAlways(.enter)
                ? "What it waits for: nothing. It buys at the next open whenever it holds nothing."
                : condition(.enter).map {
                    "What it waits for: \($0). It then buys at the next open."
                } ?? "Its rules never buy.",
            exits.isEmpty && text.program.stop == .none && text.program.target == .none
                && text.program.trail.isEmpty
                ? "Nothing ends a position: what it buys it holds."
                : "What ends a position: "
                    + (exits.isEmpty
                        ? "the prices that its rules set"
                        : exits.joined(separator: ", or ")) + ".",
        ]
    }

    /// The conditions of a purpose, as they are written; `nil` where there is none.
    private func condition(_ purpose: StrategyRule.Purpose) -> String? {
        guard !reading.isAlways(purpose) else { return "it holds anything" }
        let words = reading.parts(purpose).map { reading.words($0.part, atMost: Self.longestPart) }
        return words.isEmpty ? nil : sentence(words.joined(separator: " or "))
    }

    private func sentence(_ words: String) -> String {
        ShownText.line(words, atMost: Self.longestSentence)
    }

    // MARK: What was read

    private var known: [RuleReading.Compared] { reading.compared.filter { $0.value != nil } }

    private func words(_ compared: RuleReading.Compared, atMost most: Int) -> String {
        "\(reading.words(compared.part, atMost: most)) "
            + reading.number(compared.value, compared.part.kind)
    }

    /// One by one, and the strategy before them.
    var readings: [Figure] {
        [Figure("strategy", name)]
            + known.prefix(Self.maximumInTable).map { compared in
                Figure(
                    reading.words(compared.part, atMost: Self.longestPart),
                    reading.number(compared.value, compared.part.kind))
            }
    }

    var readingRows: [[Figure]] {
        let known = known
        let told = known.prefix(Self.maximumInTable).map { words($0, atMost: Self.longestLabel) }
        let left = known.count - told.count
        let rest = left > 0 ? ["and \(left) more"] : []
        return [[Figure("strategy", name)]]
            + (told.isEmpty
                ? [] : [[Figure("compares", (told + rest).joined(separator: ", "))]])
    }

    var readingsInLine: [String] {
        [name] + known.prefix(Self.maximumInLine).map { words($0, atMost: Self.longestLabel) }
    }

    var readingsInPost: String? {
        let told = known.prefix(Self.maximumInPost).map { words($0, atMost: Self.longestLabel) }
        return told.isEmpty
            ? nil : "\(name) compares \(told.joined(separator: ", "))".withoutMentions
    }

    var waitsToBuy: String {
        guard !reading.holds(.enter) else {
            // Nothing else keeps from buying but the end of the warm-up.
            return reading.holds(.exit)
                ? "waits for its exit rule to be over" : "asks its rules from the next candle on"
        }
        guard !reading.parts(.enter).isEmpty else { return "waits for nothing: it never buys" }
        let missing = reading.parts(.enter).map { tag, part in
            (tag, reading.missing(of: part, in: .enter))
        }
        let ways = missing.map { tag, parts in
            let words = parts.map { wish($0, isAlone: parts.count == 1) }
                .joined(separator: " and ")
            return missing.count > 1 ? tag.map { "\(words) (\($0))" } ?? words : words
        }
        return "waits for \(sentence(ways.joined(separator: " or ")))"
    }

    /// What has to come: a condition, or of a crossing what has to cross what.
    private func wish(_ part: RulePart, isAlone: Bool) -> String {
        let label = { (part: RulePart) in reading.words(part, atMost: Self.longestPart) }
        guard let crossing = reading.crossing(part) else {
            if case .infix(.or, _, _) = reading.form(part), !isAlone { return "(\(label(part)))" }
            return label(part)
        }
        let (left, right) = (label(crossing.left), label(crossing.right))
        let way = crossing.isUp ? "above" : "below"
        guard reading.isBeyond(crossing, .enter) else {
            return "\(left) to cross \(way) \(right)"
        }
        let back = crossing.isUp ? "fall below" : "rise above"
        return "\(left) to \(back) \(right) and cross \(way) it again"
    }

    // MARK: What happened

    func observations(closeBefore _: Price?) -> [String] { [] }

    /// What they are is told by what is waited for, and by the tree.
    var obstacles: [String] {
        if reading.holds(.enter) {
            return reading.holds(.exit) ? ["its exit rule held as well"] : []
        }
        let rules = reading.parts(.enter)
        return [rules.count == 1 ? "its entry rule did not hold" : "no entry rule held"]
    }

    var reasonToHold: String {
        reading.parts(.exit).isEmpty ? "it has no exit rule" : "no exit rule held"
    }

    var tree: [RuleTreeLine] { RuleTree(reading: reading).lines }
}

extension Level {
    /// `stop -2%`, where it is a percentage.
    fileprivate func words(_ front: String) -> String? {
        if case .percent(let percent) = self { "\(front)\(percent)%" } else { nil }
    }
}

extension String {
    /// Without signs that make a mention of what follows them: `close@1h` as `close over 1h`.
    var withoutMentions: String { replacing("@", with: " over ") }
}
