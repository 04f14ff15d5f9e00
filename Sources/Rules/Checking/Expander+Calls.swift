internal import Text

extension Expander {
    /// `name(…)`.
    mutating func expandCall(
        _ name: String, _ arguments: [Syntax], _ span: Range<Int>, _ outer: Scope
    ) throws(Flaw) -> TermIndex {
        let scope = arguments.isEmpty ? outer : try deeper(span, outer)
        if outer.arguments[name] != nil {
            throw flaw(span, outer, "'\(name)' is an argument and cannot be called")
        }
        if name == Primitive.recur.rawValue {
            return try expandRecur(arguments, span, scope)
        }
        if let function = functions.functions[name] {
            var terms: [TermIndex] = []
            for argument in arguments { terms.append(try expand(argument, scope)) }
            // What is wrong with it was told where it stands.
            if function.isBroken {
                usesBrokenFunction = true
                return try make(.unknown, .any, span, outer)
            }
            return try expand(function, terms, span, outer)
        }
        let constants = ConstantFunction(rawValue: name)
        if let primitive = Primitive(rawValue: name) {
            try count(arguments.count, primitive, span, outer)
            var terms: [TermIndex] = []
            for argument in arguments { terms.append(try expand(argument, scope)) }
            if let value = constants?.value(terms.compactMap { table.number($0) }),
                terms.allSatisfy({ table.number($0) != nil })
            {
                return try constant(value, span, outer)
            }
            return try call(primitive, terms, arguments.map(\.span), span, outer)
        }
        if let constants { return try expandConstant(constants, arguments, span, scope) }
        guard !isKnown(name, outer) else {
            throw flaw(
                span, outer, "'\(name)' takes no arguments", hint: "write \(name) alone", fix: name)
        }
        throw unknown(name, span, outer, isCall: true)
    }

    private func isKnown(_ name: String, _ scope: Scope) -> Bool {
        PositionWord(rawValue: name) != nil || Keyword(rawValue: name) != nil
            || scope.frame == nil && hasParameter(name)
    }

    /// `floor` and `round`, which constants alone have.
    private mutating func expandConstant(
        _ function: ConstantFunction, _ arguments: [Syntax], _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        var values: [Double] = []
        for argument in arguments {
            let term = try expand(argument, scope)
            guard let value = table.number(term) else {
                throw flaw(
                    argument.span, scope,
                    "'\(function.rawValue)' takes a constant, and \(shown(term)) is \(table[term].kind)"
                )
            }
            values.append(value)
        }
        guard let value = function.value(values) else {
            throw flaw(
                span, scope, "'\(function.rawValue)' takes 1 argument, not \(values.count)",
                hint: "write \(function.rawValue)(k)")
        }
        return try constant(value, span, scope)
    }

    /// A primitive over terms, each checked for its role.
    private mutating func call(
        _ primitive: Primitive, _ terms: [TermIndex], _ spans: [Range<Int>], _ span: Range<Int>,
        _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        let roles = primitive.roles
        let user = "'\(primitive.rawValue)'"
        var arguments: [Term.Argument] = []
        for (place, term) in terms.enumerated() {
            // In range: an argument more than there are roles is one of a variadic function.
            let role = roles[min(place, roles.count - 1)]
            switch role {
            case .series: try needNumber(term, spans[place], scope, user)
            case .condition: try needCondition(term, spans[place], scope, user)
            case .period, .constant:
                let value = try number(term, role, primitive, spans[place], scope)
                arguments.append(.constant(value))
                continue
            }
            if primitive.remembers { try refusePosition(term, spans[place], scope, user) }
            arguments.append(.term(term))
        }
        try checkConstants(of: primitive, arguments, spans, scope)
        let kind = try kind(of: primitive, terms, span, scope)
        return try make(.call(primitive, arguments), kind, span, scope)
    }

    /// The value of an argument that is a constant.
    private func number(
        _ term: TermIndex, _ role: Primitive.Role, _ primitive: Primitive, _ span: Range<Int>,
        _ scope: Scope
    ) throws(Flaw) -> Double {
        let what = role == .period ? "the period" : "this argument"
        guard let value = table.number(term) else {
            throw flaw(
                span, scope,
                "\(what) of '\(primitive.rawValue)' is a constant, and \(shown(term)) changes",
                hint: "write \(primitive.signature)")
        }
        guard role == .period else { return value }
        guard value >= 1, value <= Double(Limits.period), value == value.rounded(.down) else {
            throw flaw(
                span, scope,
                "the period of '\(primitive.rawValue)' is a whole number from 1 to 10,000, "
                    + "not \(Decimals.text(value))",
                hint: value > 1 && value < 10_000
                    ? "floor(k) or round(k) makes a constant whole" : nil)
        }
        return value
    }

    private func checkConstants(
        of primitive: Primitive, _ arguments: [Term.Argument], _ spans: [Range<Int>],
        _ scope: Scope
    ) throws(Flaw) {
        for (place, argument) in arguments.enumerated() {
            guard case .constant(let value) = argument,
                primitive.roles[min(place, primitive.roles.count - 1)] == .constant
            else { continue }
            let flawed: String? =
                switch primitive {
                case .noise where !(value >= 0 && value <= 0x1p53 && value == value.rounded(.down)):
                    "a whole number from 0 to 2⁵³"
                case .kama
                where
                    !(value >= 1 && value <= Double(Limits.period)
                    && value == value.rounded(.down)):
                    "a whole number from 1 to 10,000"
                case .psar where value <= 0: "above 0"
                default: nil
                }
            guard let flawed else { continue }
            throw flaw(
                spans[place], scope,
                "this argument of '\(primitive.rawValue)' is \(flawed), not \(Decimals.text(value))"
            )
        }
    }

    /// The kind of what a primitive gives; numbers that it mixes are of one.
    private func kind(
        of primitive: Primitive, _ terms: [TermIndex], _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> Kind {
        switch primitive {
        case .sum, .sma, .highest, .lowest, .median, .ema, .rma, .wma, .stdev, .meandev,
            .linreg, .slope, .abs, .kama:
            return numberKind(terms[0])
        case .sqrt: return numberKind(terms[0]).squareRoot
        case .valueWhen: return chosenKind(numberKind(terms[1]), terms[1...])
        case .known: return .condition
        case .if, .min, .max:
            let choices = terms.dropFirst(primitive == .if ? 1 : 0)
            var common = Kind.any
            for term in choices {
                guard let next = common.common(with: table[term].kind) else {
                    throw flaw(
                        span, scope,
                        "'\(primitive.rawValue)' mixes \(common) with \(table[term].kind)")
                }
                common = next
            }
            return chosenKind(common == .any ? .constant : common, choices)
        default: return primitive.leafKind
        }
    }

    /// The kind of what is chosen among constants: a plain number, computed from candles.
    ///
    /// `unknown` still goes with all.
    private func chosenKind(_ kind: Kind, _ choices: ArraySlice<TermIndex>) -> Kind {
        let isUnknown = choices.allSatisfy { table[$0].kind == .any }
        return kind == .constant && !isUnknown ? .plain : kind
    }

    // MARK: recur

    /// `recur(x, y, n)`, whose y knows its own value a candle before as `self`.
    private mutating func expandRecur(
        _ arguments: [Syntax], _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        try count(arguments.count, .recur, span, scope)
        guard scope.selfKind == nil else {
            throw flaw(
                span, scope, "a recur cannot stand in the second part of another",
                hint: "it may stand in the first")
        }
        let start = try expand(arguments[0], scope)
        try needNumber(start, arguments[0].span, scope, "'recur'")
        try refusePosition(start, arguments[0].span, scope, "'recur'")
        var inner = scope
        let startKind = numberKind(start)
        inner.selfKind = startKind
        var next = try expandNext(arguments[1], inner)
        // A constant start takes the kind of what follows, which `self` then has as well.
        if startKind == .constant, numberKind(next) != .constant {
            inner.selfKind = numberKind(next)
            next = try expandNext(arguments[1], inner)
        }
        guard let kind = startKind.common(with: numberKind(next)) else {
            throw flaw(
                span, scope,
                "'recur' starts as \(startKind) and goes on as \(table[next].kind)")
        }
        let last = try expand(arguments[2], scope)
        let known = chosenKind(kind, [start, next])
        let period = try number(last, .period, .recur, arguments[2].span, scope)
        return try make(
            .call(.recur, [.term(start), .term(next), .constant(period)]), known, span, scope)
    }

    private mutating func expandNext(
        _ syntax: Syntax, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        let next = try expand(syntax, scope)
        try needNumber(next, syntax.span, scope, "'recur'")
        guard !table[next].isPosition else {
            let word = table.positionWord(in: next)?.rawValue ?? ""
            throw flaw(
                syntax.span, scope,
                "'\(word)' cannot stand in 'recur', which remembers earlier candles")
        }
        guard !table[next].holdsRecur else {
            throw flaw(
                syntax.span, scope, "a recur cannot stand in the second part of another",
                hint: "it may stand in the first")
        }
        return next
    }
}
