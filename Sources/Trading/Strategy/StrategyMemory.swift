internal import Market
package import Rules

/// What a strategy remembers from candle to candle, and what it says of the last one.
///
/// It is of the one strategy that it was made for: either of its parts is there.
package struct StrategyMemory: Equatable, Sendable {
    /// The indicators of `ma-crossover`; `nil` where rules in text are remembered.
    package var signals: Signals? {
        get { rules == nil ? averages : nil }
        set { if let newValue { averages = newValue } }
    }
    /// The same, idle beside rules in text: the step updates them where they stand, which costs less
    /// than to ask each time whether they are there.
    var averages: Signals
    /// What rules in text remember.
    package var rules: RuleSignals?

    /// A memory that has seen nothing.
    package init(of strategy: Strategy) {
        switch strategy {
        case .crossover(let rules): self.init(Signals(rules))
        case .text(let strategy): self.init(RuleSignals(for: strategy))
        }
    }

    package init(_ signals: Signals) { averages = signals }

    package init(_ rules: RuleSignals) {
        averages = Signals(Crossover())
        self.rules = rules
    }

    /// What was decided on a candle's close.
    struct Decision: Equatable {
        let side: Side
        /// The name of the rule that decided it.
        var tag: Tag?
    }

    /// Whether the last candle's close is one to sell at, where a position is held, or to buy at, by
    /// the rules of `ma-crossover`.
    @inline(__always)
    mutating func decision(by rules: Crossover, isHolding: Bool, mayBuy: Bool) -> Side? {
        isHolding
            ? averages.sells() ? .sell : nil
            : mayBuy && averages.buys(under: rules.overbought) ? .buy : nil
    }

    /// What a position is bought for and watched by at the price of a fill.
    ///
    /// - Throws: ``Overflow`` if a stop or target is out of range.
    mutating func terms(
        at price: Price, _ parameters: Parameters
    ) throws(Overflow) -> Result<EntryTerms, Skip> {
        switch parameters.strategy {
        case .crossover(let rules):
            return .success(
                EntryTerms(
                    size: parameters.positionSize,
                    stop: try price.lowered(by: rules.stopLoss, rounded: .halfEven),
                    target: try price.raised(by: rules.takeProfit, rounded: .halfEven)))
        case .text(let text):
            return try rules?.terms(by: text, at: price, parameters) ?? .failure(.size)
        }
    }

    /// Exchanges what rules in text remember of candles, which is all of it that traders by equal
    /// rules can share.
    package mutating func exchange(_ memory: inout RuleMemory) {
        rules?.exchange(&memory)
    }

    /// A position has been bought.
    mutating func open() { rules?.open() }

    /// A position has been sold.
    mutating func close(_ trade: Trade) { rules?.close(trade) }
}
