internal import Market
internal import Text

extension StrategyCompiler {
    /// Judges `require`; what is wrong with it is kept, and returned that it is not met.
    mutating func checkRequire() -> RuleError? {
        guard let require else { return nil }
        let place = "strategies.\(excerpt(of: name)).require"
        let isMet: Bool
        do throws(Flaw) {
            isMet = try holds(require)
        } catch {
            keep([error] + expander.flaws, at: place, require)
            return nil
        }
        guard !isMet else { return nil }
        let mentioned = (try? Parser.syntax(of: require))?.names.map(\.name) ?? []
        let shown = parameters.filter { mentioned.contains($0.key) }.sorted { $0.key < $1.key }
            .map { "\($0.key) is \($0.value)" }
        return RuleError(
            place: place, text: require,
            Flaw(
                span: 0..<require.utf8.count, message: "the parameters do not meet this",
                hint: shown.isEmpty ? nil : shown.joined(separator: ", ")),
            isUnmet: true)
    }

    private mutating func holds(_ require: String) throws(Flaw) -> Bool {
        expander.flaws = []
        let syntax = try Parser.syntax(of: require)
        let term = try expander.term(of: syntax, in: .require)
        guard expander.table[term].kind.isCondition else {
            throw Flaw(
                span: syntax.span,
                message: "a condition over parameters is wanted here, and this is "
                    + "\(expander.table[term].kind)", hint: "compare it with something")
        }
        let constants = ConstantCondition(expander.table.terms)
        guard let value = constants.value(of: term) else {
            throw Flaw(
                span: syntax.span, message: "require is about parameters alone",
                hint: "what candles say belongs in enter")
        }
        return value == 1
    }

    /// Keeps what is wrong with a text.
    mutating func keep(_ flaws: [Flaw], at place: String, _ text: String) {
        errors += flaws.map { RuleError(place: place, text: text, $0) }
    }
}
