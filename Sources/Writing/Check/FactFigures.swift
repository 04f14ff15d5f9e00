/// The numbers that the facts hold, and the judgement on a text's numbers by them.
///
/// A number passes only if a fact holds the very same one in the same unit and with the same sign,
/// and if the sentence says it of what the fact says it of: nothing is rounded, converted, computed or
/// moved from one measure to another.
struct FactFigures: Sendable {
    private struct Known: Sendable {
        let figure: Figure?
        let text: String
        let measure: String?
        let counted: String?
        let concepts: Set<String>
        let labelConcepts: Set<String>
    }

    private static let gains: Set<String> = [
        "gained", "gain", "gains", "rose", "rise", "rises", "rising", "up", "profit", "profits",
        "profitable", "won", "earned", "earn", "earns", "made", "makes", "grew", "grown", "growth",
        "increased", "increase", "climbed", "plus", "positive", "ahead", "higher", "above", "added",
    ]
    private static let losses: Set<String> = [
        "lost", "loss", "losses", "lose", "loses", "losing", "down", "fell", "fall", "falls",
        "fallen", "dropped", "drop", "drops", "below", "minus", "negative", "decreased", "declined",
        "behind", "shrank", "shrunk", "lower", "cost",
    ]
    private static let totals: Set<String> = [
        "all", "every", "each", "most", "none", "no", "majority", "mostly", "never", "always",
        "nobody",
    ]
    private static let outcomes: Set<String> = [
        "won", "win", "wins", "winning", "winner", "winners", "lost", "lose", "loses", "losing",
        "loser", "losers", "profitable", "unprofitable", "losses",
    ]

    private let known: [Known]
    /// All plain words of the facts, line by line, for what must stand there word by word.
    private let lines: [String]

    init(_ facts: [Fact]) {
        var known: [Known] = []
        var lines: [String] = []
        for fact in facts {
            let words = TextWords(fact.line)
            let plain = words.plain.map(\.text)
            lines.append(" " + plain.joined(separator: " ") + " ")
            let concepts = Concepts.concepts(of: plain)
            let label = Concepts.concepts(of: TextWords(fact.label).plain.map(\.text))
            known += FigureScan(words).items.map {
                Known(
                    figure: $0.figure, text: $0.text.lowercased(), measure: $0.measure,
                    counted: $0.counted, concepts: concepts, labelConcepts: label)
            }
        }
        self.known = known
        self.lines = lines
    }

    func flaws(in words: TextWords) -> [TextFlaw] {
        var flaws = FigureScan(words).items.compactMap { flaw(of: $0, in: words) }
        for word in words.words where Self.isRoman(word.text) {
            if !holds(word.plain) { flaws.append(TextFlaw(.numberWord, word.text)) }
        }
        return flaws + sweeping(words)
    }

    // MARK: One number

    private func flaw(of item: FigureScan.Item, in words: TextWords) -> TextFlaw? {
        let rule = item.isWord ? TextRule.numberWord : .number
        guard let figure = item.figure else {
            let isKnown = known.contains { $0.text == item.text.lowercased() }
            return isKnown && (!item.isWord || holds([item.text])) ? nil : TextFlaw(rule, item.text)
        }
        let sentence = words.plain.filter { $0.sentence == item.sentence }.map(\.text)
        if let next = Self.scale(after: item, in: sentence), !holds(next) {
            return TextFlaw(.numberWord, next.joined(separator: " "))
        }
        let same = known.filter { $0.figure.map(figure.isSameNumber) ?? false }
        guard !same.isEmpty else { return TextFlaw(rule, item.text) }
        if let modifier = item.modifier {
            let plain = TextWords(item.text).plain.map(\.text)
            guard holds(modifier.split(separator: " ").map(String.init) + plain) else {
                return TextFlaw(.meaning, "\(modifier) \(item.text)")
            }
        }
        let fits = same.contains { isSaid(figure, item, in: sentence, of: $0) }
        return fits ? nil : TextFlaw(.meaning, item.text)
    }

    /// Whether the sentence says of a number what the fact says of it.
    private func isSaid(
        _ figure: Figure, _ item: FigureScan.Item, in sentence: [String], of fact: Known
    ) -> Bool {
        guard let known = fact.figure, isTrueToSign(figure, known, in: sentence) else {
            return false
        }
        if let measure = item.measure, measure != fact.measure { return false }
        if let counted = item.counted {
            guard fact.counted.map({ $0 == counted }) ?? fact.labelConcepts.contains(counted) else {
                return false
            }
        }
        let said = Concepts.concepts(of: sentence)
        if !said.isDisjoint(with: fact.concepts) { return true }
        return fact.concepts.contains("result")
            && sentence.contains(where: Concepts.ofResult.contains)
    }

    private func isTrueToSign(_ figure: Figure, _ known: Figure, in sentence: [String]) -> Bool {
        let speaksOfGain = sentence.contains(where: Self.gains.contains)
        let speaksOfLoss = sentence.contains(where: Self.losses.contains)
        switch (figure.sign, known.sign) {
        case (.none, .none), (.minus, .minus), (.plus, .plus): return true
        case (.none, .minus): return speaksOfLoss && !speaksOfGain
        case (.none, .plus): return !speaksOfLoss
        default: return false
        }
    }

    /// A figure and the scale after it, `5 million`, where one follows.
    private static func scale(after item: FigureScan.Item, in sentence: [String]) -> [String]? {
        guard !item.isWord, let plain = TextWords(item.text).plain.map(\.text).last,
            let index = sentence.firstIndex(of: plain), index + 1 < sentence.count,
            NumberWords.scales[sentence[index + 1]] != nil
        else { return nil }
        return [plain, sentence[index + 1]]
    }

    // MARK: Words that count without a number

    /// "Every trade won", "no losses": totals of outcomes that no fact holds.
    private func sweeping(_ words: TextWords) -> [TextFlaw] {
        var flaws: [TextFlaw] = []
        for (index, word) in words.plain.enumerated() where Self.totals.contains(word.text) {
            let next = words.plain[(index + 1)...].prefix(3)
                .prefix { $0.sentence == word.sentence }.map(\.text)
            guard let end = next.firstIndex(where: Self.outcomes.contains) else { continue }
            let said = [word.text] + next[...end]
            if !holds(said) { flaws.append(TextFlaw(.meaning, said.joined(separator: " "))) }
        }
        return flaws
    }

    /// `XIV`, `MMXXV`; single letters are none.
    private static func isRoman(_ word: String) -> Bool {
        word.count >= 2
            && word.wholeMatch(of: /M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})/) != nil
    }

    /// Whether a fact holds these plain words one after another.
    private func holds(_ words: [String]) -> Bool {
        let sought = " " + words.joined(separator: " ") + " "
        return !words.isEmpty && lines.contains { $0.contains(sought) }
    }
}
