package import Market

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
    /// The price at which the loss is taken.
    package var stop: Price
    /// The price at which the gain is taken.
    package var target: Price
    /// The open time of the candle it was bought on.
    package var openTime: Timestamp
    package var entryReason: Reason

    package init(
        entryPrice: Price, quantity: Quantity, cost: Money, entryFee: Money, stop: Price,
        target: Price, openTime: Timestamp, entryReason: Reason
    ) {
        self.entryPrice = entryPrice
        self.quantity = quantity
        self.cost = cost
        self.entryFee = entryFee
        self.stop = stop
        self.target = target
        self.openTime = openTime
        self.entryReason = entryReason
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
    /// comes before the target, for nobody knows which was touched first.
    @inline(__always)
    func protectiveExit(in candle: Candle) -> (reason: Reason, price: Price)? {
        let (open, stopUnits, targetUnits) = (candle.open.units, stop.units, target.units)
        if open <= stopUnits { return (.stopLoss, candle.open) }
        if open >= targetUnits { return (.takeProfit, candle.open) }
        if candle.low.units <= stopUnits { return (.stopLoss, stop) }
        if candle.high.units >= targetUnits { return (.takeProfit, target) }
        return nil
    }
}
