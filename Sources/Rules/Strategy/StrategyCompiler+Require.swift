internal import Market
internal import Text

extension StrategyCompiler {
    mutating func checkRequire() throws(RuleError) {
        guard let require else { return }
        let place = "strategies.\(excerpt(of: name)).require"
        let isMet = try RuleError.placing(at: place, require) { () throws(Flaw) -> Bool in
            let syntax = try Parser.syntax(of: require)
            let term = try expander.term(of: syntax, in: .require)
            guard expander.table[term].kind.isCondition else {
                throw Flaw(
                    span: syntax.span,
                    message: "a condition over parameters is wanted here, and this is "
                        + "\(expander.table[term].kind)")
            }
            let constants = ConstantCondition(expander.table.terms)
            guard let value = constants.value(of: term) else {
                throw Flaw(
                    span: syntax.span, message: "require is about parameters alone",
                    hint: "what candles say belongs in enter")
            }
            return value == 1
        }
        guard !isMet else { return }
        let mentioned = (try? Parser.syntax(of: require))?.names.map(\.name) ?? []
        let shown = parameters.filter { mentioned.contains($0.key) }.sorted { $0.key < $1.key }
            .map { "\($0.key) is \($0.value)" }
        throw RuleError(
            place: place, text: require,
            Flaw(
                span: 0..<require.utf8.count, message: "the parameters do not meet this",
                hint: shown.isEmpty ? nil : shown.joined(separator: ", ")),
            isUnmet: true)
    }
}
