internal import Text

extension Expander {
    func hasParameter(_ name: String) -> Bool { parameters[name] != nil }

    mutating func expandName(
        _ name: String, _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        if let argument = scope.arguments[name] { return argument }
        if scope.frame == nil, let value = parameters[name] {
            used.insert(name)
            return try make(.number(value == 0 ? 0 : value), .constant, span, scope)
        }
        if name == Keyword.itself.rawValue {
            guard let kind = scope.selfKind else {
                throw flaw(
                    span, scope, "'self' stands in the second part of a recur alone",
                    hint: "recur(x, y, n)")
            }
            return try make(.self(kind), kind, span, scope)
        }
        if let word = PositionWord(rawValue: name) {
            guard scope.context.allows(word) else {
                throw flaw(
                    span, scope,
                    "'\(name)' has no meaning in \(scope.context.rawValue)",
                    hint: "it stands in \(RuleContext.places(of: word))")
            }
            return try make(.position(word), word.kind, span, scope)
        }
        if let primitive = Primitive(rawValue: name) {
            try count(0, primitive, span, scope)
            return try make(.call(primitive, []), primitive.leafKind, span, scope)
        }
        if functions.functions[name] != nil { return try expandCall(name, [], span, scope) }
        if ConstantFunction(rawValue: name) != nil {
            throw flaw(span, scope, "'\(name)' takes an argument", hint: "write \(name)(k)")
        }
        throw unknown(name, span, scope, isCall: false)
    }

    func unknown(
        _ name: String, _ span: Range<Int>, _ scope: Scope, isCall: Bool
    ) -> Flaw {
        let own = scope.frame == nil ? Array(parameters.keys) : Array(scope.arguments.keys)
        let found = Names.unknown(
            name, at: span, isCall: isCall, among: own + functions.names + Names.language)
        return Flaw(
            span: scope.frame?.span ?? found.span,
            message: flaw(span, scope, found.message).message, hint: found.hint,
            fix: scope.frame == nil ? found.fix : nil)
    }

    func count(
        _ count: Int, _ primitive: Primitive, _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) {
        do {
            try Names.checkCount(
                count, of: primitive.roles.count, orMore: primitive.isVariadic,
                signature: primitive.signature, at: span)
        } catch { throw flaw(span, scope, error.message, hint: error.hint, fix: error.fix) }
    }

    /// A function's body with these arguments put in.
    mutating func expand(
        _ function: FunctionLibrary.Function, _ arguments: [TermIndex], _ span: Range<Int>,
        _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        do {
            try Names.checkCount(
                arguments.count, of: function.arguments.count, signature: function.signature,
                at: span)
        } catch { throw flaw(span, scope, error.message, hint: error.hint, fix: error.fix) }
        let key = CallKey(
            name: function.name, arguments: arguments, context: scope.context,
            selfKind: scope.selfKind)
        if let known = calls[key] { return known }
        var inner = try deeper(span, scope)
        inner.arguments = [:]
        for (name, argument) in zip(function.arguments, arguments) {
            inner.arguments[name] = argument
        }
        inner.frame = Frame(
            name: scope.frame?.name ?? function.name, inner: function.name,
            signature: scope.frame?.signature ?? function.signature,
            span: scope.frame?.span ?? span)
        let term = try expand(function.body, inner)
        calls[key] = term
        return term
    }
}
