internal import Text

/// Reads an expression by the grammar of the language, by rank of its operators.
///
/// Two depths are known. A text of the file nests at most 64 levels of parentheses, calls, `not`,
/// signs and indexes. A canonical spelling has parentheses also where none are needed: parentheses
/// that open at one place are read in a loop, and what they hold on the left joins its chain, so
/// that neither a long sum of the file nor its spelling makes a deep tree.
struct Parser {
    let text: String
    let tokens: [Token]
    var position = 0
    var level = 0
    let levels: Int
    let isCanonical: Bool

    /// Deeper than any spelling: five ranks stand between two levels.
    static let canonicalLevels = 5 * Limits.levels + Limits.levels

    private init(_ text: String, isCanonical: Bool) throws(Flaw) {
        self.text = text
        self.isCanonical = isCanonical
        levels = isCanonical ? Self.canonicalLevels : Limits.levels
        let most = isCanonical ? Limits.canonicalBytes : Limits.expressionBytes
        guard text.utf8.count <= most else {
            throw Flaw(
                span: most..<text.utf8.count,
                message: "it has \(text.utf8.count) bytes, and \(most) are the most",
                hint: "what is marked is too much: give a part of it a name in functions")
        }
        tokens = try Lexer.tokens(of: text)
    }

    /// The expression that a text spells.
    static func syntax(of text: String, isCanonical: Bool = false) throws(Flaw) -> Syntax {
        var parser = try Parser(text, isCanonical: isCanonical)
        if case .end = parser.current.kind {
            throw Flaw(
                span: 0..<text.utf8.count, message: "the text is empty",
                hint: "a rule that is not wanted is left out, key and all")
        }
        let syntax = try parser.expression(.or)
        guard case .end = parser.current.kind else { throw parser.leftOver() }
        return syntax
    }

    var current: Token { tokens[position] }

    mutating func advance() {
        if position + 1 < tokens.count { position += 1 }
    }

    func isNext(_ sign: Sign) -> Bool { current.kind == .sign(sign) }

    /// One level deeper, for as long as the body takes.
    mutating func deeper<Value>(
        by count: Int = 1, at span: Range<Int>,
        _ body: (inout Parser) throws(Flaw) -> Value
    ) throws(Flaw) -> Value {
        guard level + count <= levels else {
            throw Flaw(
                span: span,
                message: "it nests deeper than \(Limits.levels) levels",
                hint: "give a part of it a name in functions")
        }
        level += count
        defer { level -= count }
        return try body(&self)
    }

    /// Operators of a rank and closer; `from` is a value that was read already.
    mutating func expression(
        _ least: Rank, from start: Syntax? = nil
    ) throws(Flaw) -> Syntax {
        var left: Chain
        if let start {
            left = Chain(first: try postfix(start))
        } else {
            left = Chain(first: try operand(least))
        }
        while let infix = try infix(), infix.rank >= least {
            let sign = current.span
            takeInfix(infix)
            left.append(Syntax.Link(infix: infix, right: try expression(infix.rank.closer)))
            if infix.rank == .comparison, let second = try self.infix(), second.rank == .comparison
            {
                throw Flaw(
                    span: sign.lowerBound..<current.span.upperBound,
                    message: "comparisons do not chain", hint: "write x < y and y < z",
                    fix: fixOfChain(first: infix, second: second, sign))
            }
            // Each step of a spelling's chain is a node of its own.
            guard !isCanonical || left.links.count <= Limits.nodes else {
                throw Flaw(
                    span: sign, message: "it has more than \(Limits.nodes) different nodes",
                    hint: "leave parts out")
            }
        }
        return left.syntax
    }

    /// Operators of one rank while they are read.
    struct Chain {
        private(set) var first: Syntax
        private(set) var links: [Syntax.Link] = []

        init(first: Syntax) { self.first = first }

        var syntax: Syntax {
            guard let last = links.last else { return first }
            let start = first.span.lowerBound
            return Syntax(
                form: .chain(first, links), span: start..<max(start, last.right.span.upperBound))
        }

        mutating func append(_ link: Syntax.Link) {
            if let last = links.last, last.infix.rank != link.infix.rank {
                (first, links) = (syntax, [])
            }
            // `(a + b) + c` is what `a + b + c` means.
            if links.isEmpty, link.infix.rank != .comparison,
                case .parentheses(let inner) = first.form,
                case .chain(let start, let known) = inner.form,
                known.last?.infix.rank == link.infix.rank
            {
                (first, links) = (start, known)
            }
            links.append(link)
        }
    }

    /// The operator that stands here.
    func infix() throws(Flaw) -> Infix? {
        switch current.kind {
        case .sign(let sign):
            if let comparison = Comparison(rawValue: sign.rawValue) {
                return .comparison(comparison)
            }
            return Arithmetic(rawValue: sign.rawValue).map { .arithmetic($0) }
        case .name("or"): return .or
        case .name("and"): return .and
        case .name("crosses"):
            // In range: the end follows every other token.
            switch tokens[position + 1].kind {
            case .name("above"): return .crosses(above: true)
            case .name("below"): return .crosses(above: false)
            default:
                throw Flaw(
                    span: current.span, message: "'above' or 'below' follows 'crosses'",
                    hint: "write x crosses above y")
            }
        default: return nil
        }
    }

    mutating func takeInfix(_ infix: Infix) {
        advance()
        if case .crosses = infix { advance() }
    }
}
