package import Market
package import Rules
internal import Text
package import Trading

/// The strategies that can be named: those of `algom.json`, and behind them the built-in ones.
package struct StrategyShelf: Sendable {
    /// The file's own, in their order.
    package let own: [StrategyText]
    /// The functions of the file over the language's; `nil` where it has none, so that the language's
    /// are read only where a strategy is.
    private let library: FunctionLibrary?
    /// The functions of the file as it says them, in their order.
    package let ownFunctions: [OwnFunction]
    /// What is wrong with others of the file, by their names, which hide built-in ones all the same.
    private let flaws: [String: ConfigurationFlaw]

    /// A function of a file.
    package struct OwnFunction: Equatable, Sendable {
        /// `name` or `name(argument, argument)`.
        package let signature: String
        package let body: String
    }

    /// The functions of the file, over the language's.
    package var functions: FunctionLibrary { library ?? .language }

    /// The built-in ones alone.
    package init() {
        self.init(own: [], library: nil, ownFunctions: [])
    }

    init(
        own: [StrategyText], library: FunctionLibrary?, ownFunctions: [OwnFunction],
        flaws: [String: ConfigurationFlaw] = [:]
    ) {
        self.own = own
        self.flaws = flaws
        self.library = library
        self.ownFunctions = ownFunctions
    }

    // MARK: What there is

    /// The names of all, the file's own first.
    package var names: [String] {
        let names = own.map(\.name)
        return names
            + BuiltinStrategy.all.map(\.text.name).filter {
                !names.contains($0) && flaws[$0] == nil
            }
    }

    /// The text of a strategy; `nil` where there is none of this name, or it is wrong.
    package func text(named name: String) -> StrategyText? {
        guard flaws[name] == nil else { return nil }
        return own.first { $0.name == name }
            ?? BuiltinStrategy.all.first { $0.text.name == name }?.text
    }

    /// What is wrong with a strategy of the file; `nil` where nothing is.
    func flaw(of name: String) -> ConfigurationFlaw? { flaws[name] }

    /// Whether a strategy of the file hides a built-in one.
    package func hidesBuiltin(_ name: String) -> Bool {
        own.contains { $0.name == name }
            && BuiltinStrategy.all.contains { $0.text.name == name }
    }

    /// Whether a name means the built-in `ma-crossover`, whose parameters have a form of their own.
    package func isCrossover(_ name: String) -> Bool {
        name == Strategy.defaultName && flaws[name] == nil && !own.contains { $0.name == name }
    }

    /// The names of a strategy's parameters.
    package func parameters(of name: String) -> [String] {
        isCrossover(name)
            ? Crossover.parameterNames : text(named: name)?.parameters.map(\.name) ?? []
    }

    /// A strategy in text, compiled with the parameters that a trader gives.
    ///
    /// - Throws: ``RuleError`` where it cannot be.
    package func strategy(
        _ text: StrategyText, _ parameters: [String: ExactNumber], _ timeframe: Timeframe
    ) throws(RuleError) -> TextStrategy {
        TextStrategy(
            try RuleStrategy(
                text, functions: functions, parameters: parameters, timeframe: timeframe),
            given: parameters)
    }
}
