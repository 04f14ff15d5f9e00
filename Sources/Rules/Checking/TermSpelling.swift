/// Terms as text that reads back to the same terms.
///
/// An operator inside an operator stands in parentheses, numbers are the shortest decimals, one
/// space stands about what stands between two values, and behind commas.
enum TermSpelling {
    /// The canonical text of a term; of 65,536 bytes at most, as terms are.
    static func text(of index: TermIndex, in terms: [Term]) -> String {
        var text = ""
        append(index, terms, to: &text)
        return text
    }

    /// Operators on the left are walked in a loop: a sum of hundreds nests as deep in a spelling.
    private static func append(_ index: TermIndex, _ terms: [Term], to text: inout String) {
        var spine: [(infix: Infix, right: TermIndex)] = []
        var current = index
        while case .infix(let infix, let left, let right) = terms[current].form {
            spine.append((infix, right))
            current = left
        }
        text += String(repeating: "(", count: max(0, spine.count - 1))
        if spine.isEmpty {
            appendValue(current, terms, to: &text)
        } else {
            appendOperand(current, terms, to: &text)
        }
        for (place, step) in spine.reversed().enumerated() {
            if place > 0 { text += ")" }
            text += " \(step.infix.spelling) "
            appendOperand(step.right, terms, to: &text)
        }
    }

    private static func appendOperand(_ index: TermIndex, _ terms: [Term], to text: inout String) {
        append(index, terms, inParentheses: terms[index].form.isOperator, to: &text)
    }

    private static func append(
        _ index: TermIndex, _ terms: [Term], inParentheses isOpen: Bool, to text: inout String
    ) {
        if isOpen { text += "(" }
        append(index, terms, to: &text)
        if isOpen { text += ")" }
    }

    private static func appendBase(_ index: TermIndex, _ terms: [Term], to text: inout String) {
        append(index, terms, inParentheses: terms[index].form.rank < .value, to: &text)
    }

    private static func appendValue(_ index: TermIndex, _ terms: [Term], to text: inout String) {
        switch terms[index].form {
        case .number(let value): text += Decimals.text(value)
        case .truth(let truth): text += truth ? "true" : "false"
        case .unknown: text += "unknown"
        case .position(let word): text += word.rawValue
        case .self: text += "self"
        case .infix: append(index, terms, to: &text)
        case .negated(let inner):
            text += "-"
            appendOperand(inner, terms, to: &text)
        case .not(let inner):
            text += "not "
            appendOperand(inner, terms, to: &text)
        case .shifted(let inner, let count):
            appendBase(inner, terms, to: &text)
            text += "[\(count)]"
        case .longer(let inner, let timeframe):
            appendBase(inner, terms, to: &text)
            text += "@\(timeframe.rawValue)"
        case .call(let primitive, let arguments):
            text += primitive.rawValue
            guard !arguments.isEmpty else { return }
            text += "("
            for (place, argument) in arguments.enumerated() {
                if place > 0 { text += ", " }
                switch argument {
                case .term(let term): append(term, terms, to: &text)
                case .constant(let value): text += Decimals.text(value)
                }
            }
            text += ")"
        }
    }
}
