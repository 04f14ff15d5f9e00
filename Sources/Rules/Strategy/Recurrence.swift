/// A `recur` of a strategy, with what shows whether its author's promise holds.
///
/// `recur(x, y, n)` promises that after n candles it does not matter where it started. Whoever
/// doubts evaluates both expressions over a market, and looks whether they meet.
package struct Recurrence: Hashable, Sendable {
    /// Its canonical text.
    package let text: String
    /// The same from another start: twice x, or one more than a constant x.
    package let other: String
    /// After how many candles the two are to be the same.
    package let period: Int
}

extension RuleStrategy {
    /// All of them, each once.
    package var recurrences: [Recurrence] {
        terms.indices.compactMap { index in
            guard case .call(.recur, let arguments) = terms[index].form, arguments.count == 3,
                case .term(let start) = arguments[0], case .term(let next) = arguments[1],
                case .constant(let period) = arguments[2], let count = Int(exactly: period)
            else { return nil }
            let first = TermSpelling.text(of: start, in: terms)
            let second = TermSpelling.text(of: next, in: terms)
            let another =
                if case .number(let value) = terms[start].form {
                    Decimals.text(value + 1)
                } else {
                    "2 * (\(first))"
                }
            return Recurrence(
                text: TermSpelling.text(of: index, in: terms),
                other: "recur(\(another), \(second), \(count))", period: count)
        }
    }
}
