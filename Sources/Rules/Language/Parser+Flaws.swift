internal import Text

extension Parser {
    /// Where a text ends: its last byte, which can be marked.
    var endSpan: Range<Int> { max(0, text.utf8.count - 1)..<text.utf8.count }

    func spelling(_ token: Token) -> String {
        excerpt(of: String(decoding: Array(text.utf8)[token.span], as: UTF8.self))
    }

    func leftOver(expected: Sign? = nil) -> Flaw {
        let found = spelling(current)
        let wanted = expected.map { " where '\($0.rawValue)' is expected" } ?? ""
        switch current.kind {
        case .sign(.close), .sign(.closeIndex):
            return Flaw(
                span: current.span,
                message: expected == nil
                    ? "'\(found)' closes nothing" : "'\(found)' stands\(wanted)",
                hint: expected == nil ? "leave it out, or open it before" : nil,
                fix: expected == nil ? "" : nil)
        case .sign(.comma):
            return flawOfComma(wanted)
        case .name(let name) where ["over", "under"].contains(name.lowercased()):
            return Flaw(
                span: current.span, message: "'\(found)' is not of this language",
                hint: "write x crosses above y, or x crosses below y")
        case .name("not"):
            return Flaw(
                span: current.span, message: "'not' cannot stand between two values",
                hint: "write 'and not'", fix: "and not")
        case .name, .number:
            return Flaw(
                span: current.span,
                message: "something is missing before '\(found)'",
                hint: "an operator: + - * /, a comparison, 'and' or 'or'")
        default:
            return Flaw(span: current.span, message: "'\(found)' cannot stand here")
        }
    }

    /// A comma that separates nothing: most often one within a number.
    private func flawOfComma(_ wanted: String) -> Flaw {
        // In range: the end follows every other token.
        let (last, next) = (tokens[max(0, position - 1)], tokens[position + 1])
        let span = last.span.lowerBound..<next.span.upperBound
        let digits = spelling(last) + spelling(next)
        guard case .number = last.kind, case .number = next.kind,
            last.span.upperBound == current.span.lowerBound,
            next.span.lowerBound == current.span.upperBound,
            digits.utf8.allSatisfy(\.isDigit)
        else {
            return Flaw(
                span: current.span, message: "',' stands\(wanted.isEmpty ? " alone" : wanted)",
                hint: "a comma separates the arguments of a function")
        }
        return Flaw(
            span: span, message: "a number has no comma",
            fix: next.span.count == 3 ? digits : "\(spelling(last)).\(spelling(next))")
    }

    /// `> 5 and 5 >` for `> 5 >`, where what stands between two comparisons is a word.
    func fixOfChain(first: Infix, second: Infix, _ sign: Range<Int>) -> String? {
        guard position > 0, case let middle = tokens[position - 1],
            sign.upperBound <= middle.span.lowerBound, position > 1,
            tokens[position - 2].span.upperBound == sign.upperBound
        else { return nil }
        let value = spelling(middle)
        return "\(first.spelling) \(value) and \(value) \(second.spelling)"
    }
}
