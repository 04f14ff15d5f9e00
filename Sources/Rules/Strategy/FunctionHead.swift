/// The left side of a definition: `name` or `name(argument, argument)`.
enum FunctionHead {
    static func read(_ text: String) throws(Flaw) -> (name: String, arguments: [String]) {
        let wrong = Flaw(
            span: 0..<text.utf8.count, message: "this names no function",
            hint: "write my_name, or my_name(x, n)")
        guard text.utf8.count <= Limits.expressionBytes else { throw wrong }
        let tokens = try Lexer.tokens(of: text)
        guard case .name(let name) = tokens[0].kind else { throw wrong }
        if tokens[1].kind == .end { return (name, []) }
        guard tokens[1].kind == .sign(.open) else { throw wrong }
        var arguments: [String] = []
        var rest = tokens.dropFirst(2)
        while let token = rest.popFirst(), case .name(let argument) = token.kind {
            guard !arguments.contains(argument) else {
                throw Flaw(span: token.span, message: "'\(argument)' is there twice")
            }
            arguments.append(argument)
            let separator = rest.popFirst()?.kind
            if separator == .sign(.close), rest.first?.kind == .end { return (name, arguments) }
            guard separator == .sign(.comma) else { throw wrong }
        }
        throw wrong
    }
}

extension Syntax {
    /// A name that stands in an expression, with how many arguments it is called, and where.
    typealias Mention = (name: String, count: Int?, span: Range<Int>)

    /// All names in it, in the order in which they stand.
    var names: [Mention] {
        var names: [Mention] = []
        var waiting = [self]
        while let syntax = waiting.popLast() {
            switch syntax.form {
            case .number, .truth, .unknown: continue
            case .name(let name): names.append((name, nil, syntax.span))
            case .call(let name, let arguments):
                names.append((name, arguments.count, syntax.span))
                waiting += arguments.reversed()
            case .parentheses(let inner), .negated(let inner), .not(let inner),
                .longer(let inner, _):
                waiting.append(inner)
            case .index(let base, let count): waiting += [count, base]
            case .chain(let first, let links): waiting += links.map(\.right).reversed() + [first]
            }
        }
        return names
    }
}
