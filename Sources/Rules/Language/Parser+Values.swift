internal import Text

extension Parser {
    mutating func operand(_ least: Rank) throws(Flaw) -> Syntax {
        let token = current
        if token.kind == .name("not") {
            guard least <= .not else {
                throw Flaw(
                    span: token.span, message: "'not' cannot stand here",
                    hint: "put it in parentheses: (not c)")
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

    mutating func primary() throws(Flaw) -> Syntax {
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
            throw Flaw(
                span: endSpan, message: "it ends where a value is expected",
                hint: "a number, a name or a call is missing behind it")
        case .timeframe, .sign:
            throw Flaw(
                span: token.span, message: "a value is expected before '\(spelling(token))'",
                hint: isNext(.plus)
                    ? "a number is positive without a sign"
                    : "a number, a name or a call is missing before it",
                fix: isNext(.plus) ? "" : nil)
        }
    }

    mutating func named(_ name: String, _ span: Range<Int>) throws(Flaw) -> Syntax {
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
            throw Flaw(
                span: span, message: "a value is expected before '\(name)'",
                hint: "'\(name)' stands between two values")
        }
    }

    mutating func call(_ name: String, _ span: Range<Int>) throws(Flaw) -> Syntax {
        let opening = current.span
        advance()
        if isNext(.close) {
            throw Flaw(
                span: span.lowerBound..<current.span.upperBound,
                message: "'\(excerpt(of: name))' has empty parentheses",
                hint: "what takes no arguments is written without them: \(excerpt(of: name))",
                fix: name)
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
    mutating func parenthesised() throws(Flaw) -> Syntax {
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
                // What follows stands in one pair less.
                if !parser.isCanonical { parser.level -= 1 }
            }
            if !parser.isCanonical { parser.level += openings.count }
            guard let value else { throw Flaw(span: parser.endSpan, message: "nothing is there") }
            return value
        }
    }

    /// The indexes and timeframes behind a value.
    mutating func postfix(_ start: Syntax) throws(Flaw) -> Syntax {
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
    mutating func close(_ sign: Sign, of opening: Range<Int>) throws(Flaw) -> Int {
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
}
