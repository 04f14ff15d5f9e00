package import Market

// A memory and the strategy that it belongs to.

extension RuleMemory {
    /// A memory of a strategy that has seen nothing.
    package init(for strategy: RuleStrategy) { self.init(for: strategy.plan) }

    /// Takes one closed candle of the trader's timeframe.
    package mutating func consume(_ candle: Candle, of strategy: borrowing RuleStrategy) {
        consume(candle, of: strategy.plan)
    }

    /// The value of a node of the strategy; conditions are 1 or 0; `nil` where it is unknown.
    package mutating func value(
        of node: NodeIndex, _ position: PositionWords, of strategy: borrowing RuleStrategy
    ) -> Double? {
        value(of: node, position, strategy.plan)
    }
}
