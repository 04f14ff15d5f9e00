internal import Text

/// Reads an expression by the grammar of the language, by rank of its operators.
///
/// Two depths are known. A text of the file nests at most 64 levels of parentheses, calls, `not`,
/// signs and indexes. A canonical spelling has parentheses also where none are needed: parentheses
/// that open at one place are read in a loop, and what they hold on the left joins its chain, so
/// that neither a long sum of the file nor its spelling makes a deep tree.
struct Parser {
    private let text: String
    private let tokens: [Token]
    private var position = 0
    private var level = 0
    private let levels: Int
    private let isCanonical: Bool

    /// Deeper than any spelling: five ranks stand between two levels.
    private static let canonicalLevels = 5 * Limits.levels + Limits.levels

    private init(_ text: String, isCanonical: Bool) throws(Flaw) {
        self.text = text
        self.isCanonical = isCanonical
        levels = isCanonical ? Self.canonicalLevels : Limits.levels
        let most = isCanonical ? Limits.canonicalBytes : Limits.expressionBytes
        guard text.utf8.count <= most else {
            throw Flaw(
                span: 0..<0, message: "it has \(text.utf8.count) bytes, and \(most) are the most")
        }
        tokens = try Lexer.tokens(of: text)
    }

    /// The expression that a text spells.
    static func syntax(of text: String, isCanonical: Bool = false) throws(Flaw) -> Syntax {
        var parser = try Parser(text, isCanonical: isCanonical)
        if case .end = parser.current.kind {
            throw Flaw(span: 0..<text.utf8.count, message: "the text is empty")
        }
        let syntax = try parser.expression(.or)
        guard case .end = parser.current.kind else { throw parser.leftOver() }
        return syntax
    }

    private var current: Token { tokens[position] }

    private mutating func advance() {
        if position + 1 < tokens.count { position += 1 }
    }

    private func isNext(_ sign: Sign) -> Bool { current.kind == .sign(sign) }

    /// One level deeper, for as long as the body takes.
    private mutating func deeper<Value>(
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

    // MARK: Operators

    /// Operators of a rank and closer; `from` is a value that was read already.
    private mutating func expression(
        _ least: Rank, from start: Syntax? = nil
    ) throws(Flaw) -> Syntax {
        var left: Syntax
        if let start {
            left = try postfix(start)
        } else {
            left = try operand(least)
        }
        while let infix = try infix(), infix.rank >= least {
            let sign = current.span
            takeInfix(infix)
            let right = try expression(infix.rank.closer)
            left = Self.chained(left, infix, right)
            if infix.rank == .comparison, let second = try self.infix(), second.rank == .comparison
            {
                throw Flaw(
                    span: sign.lowerBound..<current.span.upperBound,
                    message: "comparisons do not chain", hint: "write x < y and y < z")
            }
        }
        return left
    }

    /// The operator that stands here.
    private func infix() throws(Flaw) -> Infix? {
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
                    hint: "x crosses above y")
            }
        default: return nil
        }
    }

    private mutating func takeInfix(_ infix: Infix) {
        advance()
        if case .crosses = infix { advance() }
    }

    /// The two sides, in one chain with what stands before where the rank is the same.
    private static func chained(_ left: Syntax, _ infix: Infix, _ right: Syntax) -> Syntax {
        let span = left.span.lowerBound..<max(left.span.lowerBound, right.span.upperBound)
        let link = Syntax.Link(infix: infix, right: right)
        // `(a + b) + c` is what `a + b + c` means.
        var inner = left
        if case .parentheses(let syntax) = left.form { inner = syntax }
        if infix.rank != .comparison, case .chain(let first, let links) = inner.form,
            links.last?.infix.rank == infix.rank
        {
            return Syntax(form: .chain(first, links + [link]), span: span)
        }
        return Syntax(form: .chain(left, [link]), span: span)
    }

    // MARK: Values

    private mutating func operand(_ least: Rank) throws(Flaw) -> Syntax {
        let token = current
        if token.kind == .name("not") {
            guard least <= .not else {
                throw Flaw(
                    span: token.span, message: "'not' cannot stand here",
                    hint: "put it in parentheses: (not …)")
            }
            advance()
            let inner = try deeper(at: token.span) { parser throws(Flaw) in
                try parser.expression(.not)
            }
            return Syntax(
                form: .not(inner), span: token.span.lowerBound..<inner.span.upperBound)
        }
        if isNext(.minus) {
            advance()
            let inner = try deeper(at: token.span) { parser throws(Flaw) in
                try parser.operand(.sign)
            }
            return Syntax(
                form: .negated(inner), span: token.span.lowerBound..<inner.span.upperBound)
        }
        return try postfix(primary())
    }

    private mutating func primary() throws(Flaw) -> Syntax {
        let token = current
        switch token.kind {
        case .number(let value):
            advance()
            return Syntax(form: .number(value), span: token.span)
        case .name(let name):
            return try named(name, token.span)
        case .sign(.open):
            return try parenthesised()
        case .end:
            throw Flaw(span: endSpan, message: "it ends where a value is expected")
        case .timeframe, .sign:
            throw Flaw(
                span: token.span, message: "a value is expected before '\(spelling(token))'",
                hint: isNext(.plus) ? "a number is positive without a sign" : nil)
        }
    }

    private mutating func named(_ name: String, _ span: Range<Int>) throws(Flaw) -> Syntax {
        switch Keyword(rawValue: name) {
        case .true, .false:
            advance()
            return Syntax(form: .truth(name == "true"), span: span)
        case .unknown:
            advance()
            return Syntax(form: .unknown, span: span)
        case nil, .itself:
            advance()
            return isNext(.open)
                ? try call(name, span) : Syntax(form: .name(name), span: span)
        case .and, .or, .not, .crosses, .above, .below:
            throw Flaw(span: span, message: "a value is expected before '\(name)'")
        }
    }

    private mutating func call(_ name: String, _ span: Range<Int>) throws(Flaw) -> Syntax {
        let opening = current.span
        advance()
        if isNext(.close) {
            throw Flaw(
                span: span.lowerBound..<current.span.upperBound,
                message: "'\(excerpt(of: name))' has empty parentheses",
                hint: "what takes no arguments is written without them: \(excerpt(of: name))")
        }
        let arguments = try deeper(at: span) { parser throws(Flaw) in
            var arguments = [try parser.expression(.or)]
            while parser.isNext(.comma) {
                parser.advance()
                arguments.append(try parser.expression(.or))
            }
            return arguments
        }
        let end = try close(.close, of: opening)
        return Syntax(form: .call(name, arguments), span: span.lowerBound..<end)
    }

    /// What stands in parentheses; those that open together are read in a loop.
    private mutating func parenthesised() throws(Flaw) -> Syntax {
        var openings: [Range<Int>] = []
        while isNext(.open) {
            openings.append(current.span)
            advance()
        }
        // Each counts as a level in a text of the file; in a spelling what matters is recursion.
        let count = isCanonical ? 1 : openings.count
        return try deeper(by: count, at: openings[0]) { parser throws(Flaw) in
            var value: Syntax?
            for opening in openings.reversed() {
                let inner = try parser.expression(.or, from: value)
                let end = try parser.close(.close, of: opening)
                value = Syntax(form: .parentheses(inner), span: opening.lowerBound..<end)
            }
            guard let value else { throw Flaw(span: parser.endSpan, message: "nothing is there") }
            return value
        }
    }

    /// The indexes and timeframes behind a value.
    private mutating func postfix(_ start: Syntax) throws(Flaw) -> Syntax {
        var value = start
        var count = 0
        while true {
            let span = current.span
            if isNext(.openIndex) {
                advance()
                count += 1
                let index = try deeper(by: count, at: span) { parser throws(Flaw) in
                    try parser.expression(.sum)
                }
                let end = try close(.closeIndex, of: span)
                value = Syntax(
                    form: .index(value, index), span: value.span.lowerBound..<end)
            } else if case .timeframe(let name) = current.kind,
                let timeframe = LongerTimeframe(rawValue: name)
            {
                advance()
                count += 1
                try deeper(by: count, at: span) { _ throws(Flaw) in }
                value = Syntax(
                    form: .longer(value, timeframe),
                    span: value.span.lowerBound..<span.upperBound)
            } else {
                return value
            }
        }
    }

    /// The end of what a bracket opened.
    private mutating func close(_ sign: Sign, of opening: Range<Int>) throws(Flaw) -> Int {
        guard isNext(sign) else {
            if case .end = current.kind {
                throw Flaw(
                    span: opening, message: "this is not closed",
                    hint: "a '\(sign.rawValue)' is missing")
            }
            throw leftOver(expected: sign)
        }
        let end = current.span.upperBound
        advance()
        return end
    }

    // MARK: Words about what is wrong

    /// Where a text ends: its last byte, which can be marked.
    private var endSpan: Range<Int> { max(0, text.utf8.count - 1)..<text.utf8.count }

    private func spelling(_ token: Token) -> String {
        excerpt(of: String(decoding: Array(text.utf8)[token.span], as: UTF8.self))
    }

    private func leftOver(expected: Sign? = nil) -> Flaw {
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
