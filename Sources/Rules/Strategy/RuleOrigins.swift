internal import Text

/// Where in the texts of a strategy its parts stand.
package struct RuleOrigins: Sendable {
    struct Rule {
        let place: String
        let text: String
        let root: TermIndex
        /// The bytes of each part that is written in the text, and in no function that it names.
        let spans: [TermIndex: Range<Int>]
    }

    let rules: [Rule]
    let terms: [Term]

    struct Origin {
        let place: String
        let text: String
        let span: Range<Int>
        /// Whether the bytes are the part itself, and not the call of a function that it is in.
        let isItself: Bool
    }

    /// The first rule that holds a part, and what of its text that is.
    func origin(of term: TermIndex) -> Origin? {
        var holders = Set([term])
        // What a part is made of has smaller numbers.
        for index in terms.indices.dropFirst(term + 1)
        where terms[index].form.operands.contains(where: holders.contains) {
            holders.insert(index)
        }
        if let rule = rules.first(where: { $0.spans[term] != nil }), let span = rule.spans[term] {
            return Origin(place: rule.place, text: rule.text, span: span, isItself: true)
        }
        guard let rule = rules.first(where: { holders.contains($0.root) }) else { return nil }
        let spans = rule.spans.filter { holders.contains($0.key) }.map(\.value)
        let closest = spans.min { ($0.count, $0.lowerBound) < ($1.count, $1.lowerBound) }
        return Origin(
            place: rule.place, text: rule.text, span: closest ?? 0..<rule.text.utf8.count,
            isItself: false)
    }

    /// A warning about a part, at its place.
    package func warning(
        about part: RulePart, _ message: String, hint: String? = nil
    ) -> RuleWarning? {
        origin(of: part.term).map {
            RuleWarning(
                place: $0.place, text: $0.text, Flaw(span: $0.span, message: message, hint: hint))
        }
    }
}
