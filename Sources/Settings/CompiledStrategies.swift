internal import Market
internal import Rules
internal import Trading

/// The strategies of a file's traders, each compiled once for all traders that run it alike.
struct CompiledStrategies {
    private var all: [Key: TextStrategy] = [:]

    private struct Key: Hashable {
        let name: String
        let parameters: [String: ExactNumber]
        let timeframe: Timeframe
    }

    /// - Throws: ``RuleError`` where it cannot be.
    mutating func strategy(
        _ text: StrategyText, _ parameters: [String: ExactNumber], _ timeframe: Timeframe,
        of shelf: StrategyShelf
    ) throws(RuleError) -> TextStrategy {
        let key = Key(name: text.name, parameters: parameters, timeframe: timeframe)
        if let known = all[key] { return known }
        let strategy = try shelf.strategy(text, parameters, timeframe)
        all[key] = strategy
        return strategy
    }
}
