package import Market
package import Rules

/// An open position.
///
/// There is at most one, and it is long.
package struct Position: Equatable, Sendable {
    /// The price of the fill, slippage included.
    package var entryPrice: Price
    package var quantity: Quantity
    /// `quantity · entryPrice`, up, without the fee.
    package var cost: Money
    package var entryFee: Money
    /// The price at which the loss is taken; `nil` where nothing watches for it.
    package var stop: Price?
    /// The price at which the gain is taken; `nil` where nothing watches for it.
    package var target: Price?
    /// The open time of the candle it was bought on.
    package var openTime: Timestamp
    package var entryReason: Reason
    /// The name of the rule that it was bought by; `nil` where rules have no names.
    package var entryTag: Tag?
    /// Whether the stop has been raised since it was bought.
    package var isTrailing = false
    /// Whether the target was set at or below a close, and so is a market order.
    package var isTargetMarket = false

    package init(
        entryPrice: Price, quantity: Quantity, cost: Money, entryFee: Money, stop: Price?,
        target: Price?, openTime: Timestamp, entryReason: Reason, entryTag: Tag? = nil
    ) {
        self.entryPrice = entryPrice
        self.quantity = quantity
        self.cost = cost
        self.entryFee = entryFee
        self.stop = stop
        self.target = target
        self.openTime = openTime
        self.entryReason = entryReason
        self.entryTag = entryTag
    }

    /// Everything paid to open it.
    ///
    /// - Throws: ``Overflow`` if the sum is out of range.
    package func outlay() throws(Overflow) -> Money { try cost + entryFee }

    /// What it would bring at `price`, down.
    ///
    /// - Throws: ``Overflow`` if the product is out of range.
    package func value(at price: Price) throws(Overflow) -> Money {
        try price.times(quantity, rounded: .down)
    }

    /// The protective exit inside a candle, if there is one: why, and the price before slippage.
    ///
    /// In this order: an open beyond stop or target fills at the open; inside the candle the stop
    /// comes before the target, for nobody knows which was touched first. What is not there is not
    /// reached.
    @inline(__always)
    func protectiveExit(in candle: Candle) -> (reason: Reason, price: Price)? {
        // No candle has a price of 0 or of the largest number and is bought below or above it.
        let stopUnits = stop?.units ?? -1
        let targetUnits = target?.units ?? Int64.max
        let open = candle.open.units
        if open <= stopUnits { return (stopReason, candle.open) }
        if open >= targetUnits { return (.takeProfit, candle.open) }
        if candle.low.units <= stopUnits { return (stopReason, Price(units: stopUnits)) }
        if candle.high.units >= targetUnits {
            return (.takeProfit, Price(units: targetUnits))
        }
        return nil
    }

    /// The same among the finer candles that make one up: that of the first that has one.
    func protectiveExit(in finer: some Sequence<Candle>) -> (reason: Reason, price: Price)? {
        for candle in finer {
            if let exit = protectiveExit(in: candle) { return exit }
        }
        return nil
    }

    /// Whether a candle opened between stop and target and reached both, so that nobody knows which
    /// was touched first.
    package func isAmbiguous(in candle: Candle) -> Bool {
        guard let stop, let target else { return false }
        return candle.open > stop && candle.open < target && candle.low <= stop
            && candle.high >= target
    }

    private var stopReason: Reason { isTrailing ? .trailingStop : .stopLoss }
}
