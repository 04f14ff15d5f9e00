import Market

@testable import Rules

extension Program {
    /// The program of bare expressions of any kind, without words about the position.
    ///
    /// It has no rules: its roots are the nodes that are asked for, all as Doubles.
    ///
    /// - Throws: ``RuleError`` at `expressions[INDEX]`.
    static func compile(
        expressions: [String], functions: FunctionLibrary = .language,
        parameters: [String: ExactNumber] = [:], timeframe: Timeframe?
    ) throws(RuleError) -> (program: Program, roots: [NodeIndex]) {
        var expander = Expander(
            functions: functions, parameters: parameters.mapValues(\.double))
        var found: [TermIndex] = []
        for (index, text) in expressions.enumerated() {
            let term = try RuleError.placing(at: "expressions[\(index)]", text) {
                () throws(Flaw) in
                let syntax = try Parser.syntax(of: text)
                return try expander.term(of: syntax, in: .expression)
            }
            found.append(term)
        }
        let (terms, roots, _) = expander.table.compacted(found)
        do {
            let lowering = try Lowering(terms: terms, roots: roots, timeframe: timeframe)
            let nodes = roots.compactMap { lowering.nodes[0][$0] }
            let program = Program(
                places: lowering.places, nodes: lowering.nodes(readAsDoubles: nodes),
                scales: lowering.scales, enter: [], exit: [], stop: .none, target: .none,
                trail: [], size: .none)
            return (program, nodes)
        } catch {
            let text = error.term.map { TermSpelling.text(of: $0, in: terms) } ?? ""
            throw RuleError(
                place: "expressions", text: text,
                Flaw(span: 0..<0, message: error.message, hint: error.hint))
        }
    }
}
