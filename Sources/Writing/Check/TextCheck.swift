/// Whether a text may be posted: it says nothing that the facts do not, and nothing that it should
/// not.
///
/// The check is strict where it cannot understand. A harmless text that it refuses costs nothing,
/// for the built-in ones serve; one that it lets by is out. It cannot judge what is said without a
/// figure, a promise or an instruction: whether a general statement is true is not its business.
package struct TextCheck: Sendable {
    /// The most bytes that are looked at; what is longer is too long by any measure.
    private static let mostBytes = 8_192

    package let facts: [Fact]
    /// The only hashtags allowed, each with its `#`.
    package let hashtags: [String]
    package let longest: Int
    private let length: @Sendable (String) -> Int
    private let figures: FactFigures

    /// - Parameters:
    ///   - facts: all that may be said in figures.
    ///   - hashtags: the only ones allowed, each with its `#`.
    ///   - longest: the most that `length` may come to.
    ///   - length: the length of a text as the platform counts it.
    package init(
        facts: [Fact], hashtags: [String], longest: Int, length: @escaping @Sendable (String) -> Int
    ) {
        self.facts = facts
        self.hashtags = hashtags
        self.longest = longest
        self.length = length
        figures = FactFigures(facts)
    }

    /// Everything wrong with a text, in the order of the rules; empty where it may be posted.
    package func flaws(in text: String) -> [TextFlaw] {
        guard text.utf8.count <= Self.mostBytes else {
            return [TextFlaw(.length, "\(text.utf8.count) bytes")]
        }
        guard text.contains(where: { $0.isLetter }) else { return [TextFlaw(.empty, text)] }
        let words = TextWords(text)
        var flaws: [TextFlaw] = []
        let count = length(text)
        if count > longest { flaws.append(TextFlaw(.length, "\(count) of \(longest)")) }
        flaws += CharacterRules.flaws(in: text)
        flaws += WrappingRules.flaws(in: text)
        flaws += LinkRules.flaws(in: text, hashtags: hashtags)
        flaws += LanguageRule.flaws(in: words)
        flaws += figures.flaws(in: words)
        flaws += PhraseRules.flaws(in: words)
        return flaws
    }
}

/// What a text is refused for.
package enum TextRule: String, CaseIterable, Sendable {
    case empty = "nothing is said"
    case length = "too long"
    case character = "a character that has no place in a post"
    case language = "not the language asked for"
    case wrapping = "wrapped in something that is not the text"
    case leakage = "speaks of the one who writes or of what was asked"
    case link = "a link"
    case mention = "a mention"
    case hashtag = "a hashtag or cashtag of others"
    case number = "a number that the facts do not hold"
    case numberWord = "a number in words that the facts do not hold"
    case meaning = "a figure of the facts that says something else here"
    case advice = "advice"
    case promise = "a promise"
}

/// One thing wrong with a text.
package struct TextFlaw: Equatable, Sendable, CustomStringConvertible {
    private static let longest = 40

    package let rule: TextRule
    /// Where, as one short line.
    package let excerpt: String

    init(_ rule: TextRule, _ excerpt: some StringProtocol) {
        self.rule = rule
        let shown = excerpt.unicodeScalars.prefix(Self.longest).map { scalar -> Character in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                "?"
            default: Character(scalar)
            }
        }
        self.excerpt = String(shown)
    }

    package var description: String { "\(rule.rawValue) ('\(excerpt)')" }
}
