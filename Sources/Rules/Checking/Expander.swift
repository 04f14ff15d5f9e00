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
    /// What is wrong with parts of it that say nothing about the others.
    var flaws: [Flaw] = []
    /// Where in its text each term stands that is written there, and no function's.
    var spans: [TermIndex: Range<Int>] = [:]
    let functions: FunctionLibrary
    /// Whether a function was named that something is wrong with.
    var usesBrokenFunction = false
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
    ///
    /// - Throws: the first flaw; those behind it are in ``flaws`` then.
    mutating func term(of syntax: Syntax, in context: RuleContext) throws(Flaw) -> TermIndex {
        (warnings, flaws, spans) = ([], [], [:])
        do throws(Flaw) {
            let term = try expand(syntax, Scope(context: context))
            if flaws.isEmpty { return term }
        } catch {
            note(error)
        }
        throw flaws.removeFirst()
    }

    /// Keeps a flaw, each once however often its cause stands there.
    private mutating func note(_ flaw: Flaw) {
        guard flaws.count < Limits.flaws, !flaws.contains(where: { $0.message == flaw.message })
        else { return }
        flaws.append(flaw)
    }

    // MARK: Words about what is wrong

    /// A flaw of a part of the text; inside a function, of the call in the rule.
    func flaw(
        _ span: Range<Int>, _ scope: Scope, _ message: String, hint: String? = nil,
        fix: String? = nil
    ) -> Flaw {
        guard let frame = scope.frame else {
            return Flaw(span: span, message: message, hint: hint, fix: fix)
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
            throw flaw(
                syntax.span, scope, "with its functions put in it is endlessly long",
                hint: "what functions are given is put in wherever they name it: give them less")
        }
        let term = try expandForm(syntax, scope)
        if scope.frame == nil, spans[term] == nil { spans[term] = syntax.span }
        return term
    }

    private mutating func expandForm(
        _ syntax: Syntax, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
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
        case .chain(let first, let links): return try expandChain(first, links, scope)
        case .index(let base, let count):
            return try expandIndex(base, count, syntax.span, scope)
        case .longer(let base, let timeframe):
            return try expandLonger(base, timeframe, syntax.span, scope)
        }
    }

    private mutating func expandChain(
        _ first: Syntax, _ links: [Syntax.Link], _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        var left = try expandOperand(first, of: links.first?.infix, scope)
        var span = first.span
        for link in links {
            let right = try expandOperand(link.right, of: link.infix, scope)
            left = try joined(left, span, link.infix, right, link.right.span, scope)
            span = span.lowerBound..<max(span.lowerBound, link.right.span.upperBound)
            if scope.frame == nil, spans[left] == nil { spans[left] = span }
        }
        return left
    }

    /// An operand; of `and` and `or` one that is wrong counts as unknown, so that the others are
    /// looked at as well.
    private mutating func expandOperand(
        _ syntax: Syntax, of infix: Infix?, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        guard scope.frame == nil, let infix, infix == .and || infix == .or else {
            return try expand(syntax, scope)
        }
        do throws(Flaw) {
            let term = try expand(syntax, scope)
            try needCondition(term, syntax.span, scope, "'\(infix.spelling)'")
            return term
        } catch {
            note(error)
            return try make(.unknown, .any, syntax.span, scope)
        }
    }

    func deeper(_ span: Range<Int>, _ scope: Scope) throws(Flaw) -> Scope {
        var deeper = scope
        deeper.level += 1
        guard deeper.level <= 5 * Limits.levels else {
            throw flaw(
                span, scope,
                "with its functions put in it nests deeper than \(Limits.levels) levels",
                hint: "take parts of it out of one another")
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

    mutating func warn(
        _ span: Range<Int>, _ scope: Scope, _ message: String, hint: String?, fix: String? = nil
    ) {
        let warning = flaw(span, scope, message, hint: hint, fix: fix)
        if !warnings.contains(warning) { warnings.append(warning) }
    }
}
