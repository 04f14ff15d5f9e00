package import Market

// A memory and the strategy that it belongs to.

extension RuleMemory {
    /// A memory of a strategy that has seen nothing.
    package init(for strategy: RuleStrategy) { self.init(for: strategy.plan) }

    /// Takes one closed candle of the trader's timeframe.
    package mutating func consume(_ candle: Candle, of strategy: borrowing RuleStrategy) {
        consume(candle, of: strategy.plan)
    }

    /// Puts another number in the place of what a `recur` remembers, as if it had begun otherwise.
    package mutating func begin(
        _ recur: NodeIndex, with value: Double, of strategy: borrowing RuleStrategy
    ) {
        guard fits(strategy.plan), Int(recur) < strategy.program.nodes.count,
            case .recur = strategy.program.nodes[Int(recur)].operation,
            case .real(let register) = strategy.plan.registers[Int(recur)]
        else { return }
        reals[register] = value
    }

    /// The value of a node of the strategy; conditions are 1 or 0; `nil` where it is unknown.
    package mutating func value(
        of node: NodeIndex, _ position: PositionWords, of strategy: borrowing RuleStrategy
    ) -> Double? {
        value(of: node, position, strategy.plan)
    }
}
