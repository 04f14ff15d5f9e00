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
                    ? "'\(found)' closes nothing" : "'\(found)' stands\(wanted)")
        case .sign(.comma):
            return Flaw(
                span: current.span, message: "',' stands\(wanted.isEmpty ? " alone" : wanted)",
                hint: "a comma separates the arguments of a function")
        case .name(let name) where ["over", "under"].contains(name.lowercased()):
            return Flaw(
                span: current.span, message: "'\(found)' is not of this language",
                hint: "x crosses above y, x crosses below y")
        case .name("not"):
            return Flaw(
                span: current.span, message: "'not' cannot stand between two values",
                hint: "write 'and not'")
        case .name, .number:
            return Flaw(
                span: current.span,
                message: "something is missing before '\(found)'",
                hint: "an operator: + - * /, a comparison, 'and' or 'or'")
        default:
            return Flaw(span: current.span, message: "'\(found)' cannot stand here")
        }
    }
}
