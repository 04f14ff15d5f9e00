internal import Market
package import Rules

/// What a strategy remembers from candle to candle, and what it says of the last one.
///
/// It is of the one strategy that it was made for: either of its parts is there.
package struct StrategyMemory: Equatable, Sendable {
    /// The indicators of `ma-crossover`.
    package var signals: Signals?
    /// What rules in text remember.
    package var rules: RuleSignals?

    /// A memory that has seen nothing.
    package init(of strategy: Strategy) {
        switch strategy {
        case .crossover(let rules): signals = Signals(rules)
        case .text(let strategy): rules = RuleSignals(for: strategy)
        }
    }

    package init(_ signals: Signals) { self.signals = signals }

    package init(_ rules: RuleSignals) { self.rules = rules }

    /// What was decided on a candle's close.
    struct Decision: Equatable {
        let side: Side
        /// The name of the rule that decided it.
        var tag: String?
    }

    /// Takes a candle of the warm-up.
    @inline(__always)
    mutating func warm(over candle: Candle, by strategy: Strategy, isShared: Bool) {
        signals?.next(candle.close)
        guard !isShared, rules != nil, case .text(let text) = strategy else { return }
        rules?.memory.consume(candle, of: text.plan)
    }

    /// Takes a candle, and what it means for who does or does not hold a position at its close.
    @inline(__always)
    mutating func advance(
        over candle: Candle, by strategy: Strategy, isHolding: Bool, isShared: Bool
    ) {
        warm(over: candle, by: strategy, isShared: isShared)
        rules?.count(candle, isHolding: isHolding)
    }

    /// Whether the last candle's close is one to sell at, where a position is held, or to buy at.
    @inline(__always)
    mutating func decision(
        by strategy: Strategy, holding position: Position?, at close: Price, mayBuy: Bool
    ) -> Decision? {
        switch strategy {
        case .crossover(let rules):
            // Read where they stand: a copy would cost more than the question.
            if position != nil {
                return signals?.crossedDown == true ? Decision(side: .sell) : nil
            }
            guard mayBuy, signals?.crossedUp == true,
                signals?.isUnder(rules.overbought) == true
            else { return nil }
            return Decision(side: .buy)
        case .text(let text):
            return rules?.decision(by: text, holding: position, at: close, mayBuy: mayBuy)
        }
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

    /// Raises the stop and sets the target of a position anew, where rules say so at a close.
    @inline(__always)
    mutating func moveOrders(
        of position: inout Position?, at close: Price, by strategy: Strategy
    ) {
        guard position != nil, case .text(let text) = strategy else { return }
        rules?.moveOrders(of: &position, at: close, by: text)
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
