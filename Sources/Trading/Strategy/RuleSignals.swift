package import Market
package import Rules

/// What rules in text remember: the memory of their nodes, and what position words mean.
package struct RuleSignals: Equatable, Sendable {
    package var memory: RuleMemory
    /// Candles closed since the open position was bought; 0 where there is none.
    package var barsHeld = 0
    /// Candles closed since the last one was sold or, before any was, since the warm-up.
    package var barsFlat = 0
    /// The highest high and the lowest low since the open position was bought.
    package var peak: Price?
    package var trough: Price?
    /// What the last trade brought, in percent of its outlay.
    package var lastProfitPercent: Double?

    /// What was decided on a candle's close.
    struct Decision: Equatable {
        let side: Side
        /// The name of the rule that decided it.
        var tag: Tag?
    }

    /// What nothing has been seen by.
    package init(for strategy: TextStrategy) { memory = RuleMemory(for: strategy.plan) }

    /// Lets the rules take a candle.
    mutating func observe(_ candle: Candle, by strategy: TextStrategy) {
        memory.consume(candle, of: strategy.plan)
    }

    /// Counts a candle that a position was held, or not held, at the close of.
    mutating func count(_ candle: Candle, isHolding: Bool) {
        guard isHolding else {
            barsFlat += 1
            return
        }
        barsHeld += 1
        peak = max(peak ?? candle.high, candle.high)
        trough = min(trough ?? candle.low, candle.low)
    }

    mutating func exchange(_ other: inout RuleMemory) { swap(&memory, &other) }

    mutating func open() { (barsHeld, peak, trough) = (0, nil, nil) }

    mutating func close(_ trade: Trade) {
        // The candle that it was sold on has not been counted yet, and is not one after it.
        (barsHeld, barsFlat, peak, trough) = (0, -1, nil, nil)
        lastProfitPercent = trade.pnlPercent
    }

    // MARK: Questions

    /// What position words mean for who holds a position at a close.
    package func words(of position: Position, at close: Price) -> PositionWords {
        .holding(
            entryPrice: position.entryPrice, barsHeld: barsHeld, close: close,
            peak: peak ?? close, trough: trough ?? close)
    }

    /// What position words mean for who holds none.
    package var wordsOfFlat: PositionWords {
        .flat(barsFlat: barsFlat, lastProfitPercent: lastProfitPercent)
    }

    mutating func decision(
        by strategy: TextStrategy, holding position: Position?, at close: Price, mayBuy: Bool
    ) -> Decision? {
        if let position {
            let exit = memory.first(
                thatHoldsOf: strategy.program.exit, words(of: position, at: close), strategy.plan)
            return exit.map {
                Decision(side: .sell, tag: strategy.program.exit[$0].tag)
            }
        }
        guard mayBuy,
            let entry = memory.first(
                thatHoldsOf: strategy.program.enter, wordsOfFlat, strategy.plan),
            memory.first(thatHoldsOf: strategy.program.exit, .none, strategy.plan) == nil
        else { return nil }
        return Decision(side: .buy, tag: strategy.program.enter[entry].tag)
    }

    /// What is asked at the price of a fill, in this order: size, stop, target.
    mutating func terms(
        by strategy: TextStrategy, at price: Price, _ parameters: Parameters
    ) throws(Overflow) -> Result<EntryTerms, Skip> {
        let words = PositionWords.filled(at: price)
        let size: Percent
        switch strategy.program.size {
        case .none: size = parameters.positionSize
        case .percent(let percent): size = percent
        case .node(let node):
            guard let percent = memory.percent(of: node, words, strategy.plan) else {
                return .failure(.size)
            }
            size = min(percent, parameters.largestSize)
        }
        let stop: Price?
        switch strategy.program.stop {
        case .none: stop = nil
        case .percent(let percent): stop = try price.lowered(by: percent, rounded: .halfEven)
        case .node(let node):
            guard let found = memory.price(of: node, words, strategy.plan), found > .zero,
                found < price
            else { return .failure(.stop) }
            stop = found
        }
        let target: Price?
        switch strategy.program.target {
        case .none: target = nil
        case .percent(let percent): target = try price.raised(by: percent, rounded: .halfEven)
        case .node(let node):
            guard let found = memory.price(of: node, words, strategy.plan), found > price else {
                return .failure(.target)
            }
            target = found
        }
        return .success(EntryTerms(size: size, stop: stop, target: target))
    }

    mutating func moveOrders(
        of position: inout Position?, at close: Price, by strategy: TextStrategy
    ) {
        guard let held = position else { return }
        let words = words(of: held, at: close)
        if let raised = memory.highestPrice(of: strategy.program.trail, words, strategy.plan),
            raised > .zero,
            held.stop.map({ raised > $0 }) ?? true
        {
            position?.stop = raised
            position?.isTrailing = true
        }
        guard case .node(let node) = strategy.program.target,
            let target = memory.price(of: node, words, strategy.plan), target > .zero
        else { return }
        position?.target = target
        // At or below the close it could be had at once, so it is no limit that waits.
        position?.isTargetMarket = target <= close
    }
}
