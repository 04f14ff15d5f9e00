internal import Text

/// Turns what was read into terms: names mean something, functions are put in, kinds are checked.
///
/// Arguments are expanded before the body of the function that they are given to, so that values
/// are put in, not text; what a function makes of the same arguments is looked up. An error inside a
/// function is told at the call that stands in the rule.
struct Expander {
    private(set) var table = TermTable()
    /// What is odd about the rule that is being expanded.
    var warnings: [Flaw] = []
    let functions: FunctionLibrary
    /// Parameters that some rule has used.
    var used: Set<String> = []
    let parameters: [String: Double]
    var steps = 0
    var calls: [CallKey: TermIndex] = [:]

    /// What a name in an expression can mean.
    struct Scope {
        var context: RuleContext
        /// In the body of a function, its arguments.
        var arguments: [String: TermIndex] = [:]
        /// The function whose body this is, and the call in the rule that led there.
        var frame: Frame?
        /// In the second part of a `recur`, what kind its value is.
        var selfKind: Kind?
        /// How deep it stands.
        var level = 0
    }

    struct Frame {
        /// The function that the rule calls, and one that it calls in turn, where that is meant.
        let name: String
        let inner: String
        let signature: String
        let span: Range<Int>
    }

    struct CallKey: Hashable {
        let name: String
        let arguments: [TermIndex]
        let context: RuleContext
        let selfKind: Kind?
    }

    init(functions: FunctionLibrary, parameters: [String: Double]) {
        self.functions = functions
        self.parameters = parameters
    }

    /// The term of an expression.
    mutating func term(of syntax: Syntax, in context: RuleContext) throws(Flaw) -> TermIndex {
        try expand(syntax, Scope(context: context))
    }

    // MARK: Words about what is wrong

    /// A flaw of a part of the text; inside a function, of the call in the rule.
    func flaw(
        _ span: Range<Int>, _ scope: Scope, _ message: String, hint: String? = nil
    ) -> Flaw {
        guard let frame = scope.frame else {
            return Flaw(span: span, message: message, hint: hint)
        }
        let way = frame.inner == frame.name ? "" : ", by way of '\(frame.inner)'"
        // How the inner function is called is no matter of the rule.
        let isOwn = hint.map { !$0.hasPrefix("write ") } ?? false
        return Flaw(
            span: frame.span, message: "in '\(frame.name)'\(way): \(message)",
            hint: isOwn ? hint : "write \(frame.signature)")
    }

    /// The canonical text of a term, as much of it as a message shows.
    func shown(_ index: TermIndex) -> String {
        guard table[index].length <= 200 else { return "it" }
        return excerpt(of: TermSpelling.text(of: index, in: table.terms), atMost: 60)
    }

    mutating func make(
        _ form: Term.Form, _ kind: Kind, _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        do { return try table.index(of: form, kind: kind, at: span) } catch {
            throw flaw(span, scope, error.message, hint: error.hint)
        }
    }

    // MARK: Forms

    mutating func expand(_ syntax: Syntax, _ scope: Scope) throws(Flaw) -> TermIndex {
        steps += 1
        guard steps <= Limits.steps else {
            throw flaw(syntax.span, scope, "with its functions put in it is endlessly long")
        }
        switch syntax.form {
        case .number(let value):
            return try make(.number(value), .constant, syntax.span, scope)
        case .truth(let truth): return try make(.truth(truth), .condition, syntax.span, scope)
        case .unknown: return try make(.unknown, .any, syntax.span, scope)
        case .name(let name): return try expandName(name, syntax.span, scope)
        case .call(let name, let arguments):
            return try expandCall(name, arguments, syntax.span, scope)
        case .parentheses(let inner): return try expand(inner, deeper(syntax.span, scope))
        case .negated(let inner): return try expandNegated(inner, syntax.span, scope)
        case .not(let inner):
            let term = try expand(inner, deeper(syntax.span, scope))
            try needCondition(term, inner.span, scope, "'not'")
            return try make(.not(term), .condition, syntax.span, scope)
        case .chain(let first, let links):
            var left = try expand(first, scope)
            var span = first.span
            for link in links {
                let right = try expand(link.right, scope)
                left = try joined(left, span, link.infix, right, link.right.span, scope)
                span = span.lowerBound..<max(span.lowerBound, link.right.span.upperBound)
            }
            return left
        case .index(let base, let count):
            return try expandIndex(base, count, syntax.span, scope)
        case .longer(let base, let timeframe):
            return try expandLonger(base, timeframe, syntax.span, scope)
        }
    }

    func deeper(_ span: Range<Int>, _ scope: Scope) throws(Flaw) -> Scope {
        var deeper = scope
        deeper.level += 1
        guard deeper.level <= 5 * Limits.levels else {
            throw flaw(
                span, scope,
                "with its functions put in it nests deeper than \(Limits.levels) levels")
        }
        return deeper
    }

    mutating func expandNegated(
        _ inner: Syntax, _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        let term = try expand(inner, deeper(span, scope))
        try needNumber(term, inner.span, scope, "'-'")
        if let value = table.number(term) {
            return try constant(0 - value, span, scope)
        }
        return try make(.negated(term), numberKind(term), span, scope)
    }

    /// A number that was computed of constants; 0 has no sign.
    mutating func constant(
        _ value: Double, _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        guard value.isFinite else {
            throw flaw(span, scope, "this constant has no value")
        }
        return try make(.number(value == 0 ? 0 : value), .constant, span, scope)
    }

    mutating func expandIndex(
        _ base: Syntax, _ count: Syntax, _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        let scope = try deeper(span, scope)
        let term = try expand(base, scope)
        let candles = try expand(count, scope)
        guard let value = table.number(candles) else {
            throw flaw(
                count.span, scope, "an index is a constant: so many candles before",
                hint: table[candles].isPosition
                    ? nil : "value_when(c, x, n) finds what x was when c held")
        }
        guard value >= 0 else {
            throw flaw(
                count.span, scope, "no later candle can be seen",
                hint: "x[1] is the candle before")
        }
        guard value <= Double(Limits.period), let number = Int(exactly: value) else {
            throw flaw(
                count.span, scope,
                "an index is a whole number from 0 to 10,000, not \(Decimals.text(value))")
        }
        try refusePosition(term, base.span, scope, "'[\(number)]'")
        if case .longer(let inner, let timeframe) = table[term].form, number > 0 {
            warn(
                span, scope,
                "'[\(number)]' here counts candles of the trader, not of \(timeframe.rawValue)",
                hint: "x[\(number)]@\(timeframe.rawValue) is \(shown(inner)) so many "
                    + "\(timeframe.rawValue) candles before")
        }
        return try make(.shifted(term, number), table[term].kind, span, scope)
    }

    mutating func expandLonger(
        _ base: Syntax, _ timeframe: LongerTimeframe, _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        let scope = try deeper(span, scope)
        let term = try expand(base, scope)
        let mark = "'@\(timeframe.rawValue)'"
        guard timeframe.minutes > 1 else {
            throw flaw(span, scope, "nothing is shorter than a minute: @1m stands nowhere")
        }
        guard !table[term].holdsLonger else {
            throw flaw(span, scope, "\(mark) stands outside of another @")
        }
        try refusePosition(term, base.span, scope, mark)
        return try make(.longer(term, timeframe), table[term].kind, span, scope)
    }

    mutating func warn(
        _ span: Range<Int>, _ scope: Scope, _ message: String, hint: String?
    ) {
        let warning = flaw(span, scope, message, hint: hint)
        if !warnings.contains(warning) { warnings.append(warning) }
    }
}
