package import Reporting
internal import Text

/// Whether a draft may be kept for a person to accept.
///
/// It writes no figure and no name of its own: those come from facts, through places in the text, and
/// with their labels. So nothing has to be compared with anything, and all that looks like a number or
/// a name is refused. What is said beside them is judged by lists of phrases, which close no
/// language: they are the first sieve, and a person is the second.
package struct TextCheck: Sendable {
    /// The most bytes that are looked at; what is longer is too long by any measure.
    private static let maximumBytes = 8_192

    package let facts: [NamedFact]
    package let longest: Int
    private let length: @Sendable (String) -> Int

    /// - Parameters:
    ///   - facts: what the text may have places for.
    ///   - longest: the most that `length` may come to, the facts filled in.
    ///   - length: the length of a text as the platform counts it.
    package init(
        facts: [NamedFact], longest: Int, length: @escaping @Sendable (String) -> Int
    ) {
        self.facts = facts
        self.longest = longest
        self.length = length
    }

    /// Everything wrong with a text, in the order of the rules; empty where a person may see it.
    package func flaws(in text: String) -> [TextFlaw] {
        guard text.utf8.count <= Self.maximumBytes else {
            return [TextFlaw(.length, "\(text.utf8.count) bytes")]
        }
        guard text.contains(where: { $0.isLetter }) else { return [TextFlaw(.empty, text)] }
        guard let placed = PlacedText(text) else { return [TextFlaw(.wrapping, text)] }
        guard let filled = placed.filled(facts), let said = placed.labelled(facts) else {
            return [TextFlaw(.fact, text)]
        }
        var flaws: [TextFlaw] = []
        let count = length(filled)
        if count > longest { flaws.append(TextFlaw(.length, "\(count) of \(longest)")) }
        return flaws + FormRules.flaws(in: said) + WordRules.flaws(in: TextWords(said))
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
    case fact = "a place for a fact that there is none of"
    case number = "a number that is no fact's"
    case numberWord = "a number in words"
    case name = "a name"
    case claim = "a claim about all trades or none"
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
        self.excerpt = ShownText.line(excerpt, atMost: Self.longest)
    }

    package var description: String { "\(rule.rawValue) ('\(excerpt)')" }
}
