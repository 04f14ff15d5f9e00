package import Market
internal import Rules

/// What a fill costs: the price it happens at, the quantity, and the exchange's fee.
///
/// Market orders slip against the trader. Every rounding goes against the trader too, so slippage
/// never vanishes on a coin worth little.
struct FillModel {
    let parameters: Parameters

    /// What a market buy pays for a unit: `price · (1 + slippage)`, up.
    func buyPrice(at price: Price) throws(Overflow) -> Price {
        try price.raised(by: parameters.slippage, rounded: .up)
    }

    /// What an exit gets for a unit: `price · (1 − slippage)`, down.
    ///
    /// A target is a resting limit order and does not slip, but where it is a market order.
    func sellPrice(
        at price: Price, for reason: Reason, isTargetMarket: Bool = false
    ) throws(Overflow) -> Price {
        if reason == .takeProfit, !isTargetMarket { return price }
        return try price.lowered(by: parameters.slippage, rounded: .down)
    }

    /// The exchange's part of a notional value, up.
    func fee(on notional: Money) throws(Overflow) -> Money {
        try notional.times(parameters.fee, rounded: .up)
    }

    /// A position bought at the price of a fill, or why none was.
    ///
    /// - Throws: ``Overflow`` if its quantity, cost or fee is out of range.
    func enter(
        at price: Price, on openTime: Timestamp, with balance: Money, by order: Order,
        _ terms: EntryTerms
    ) throws(Overflow) -> Result<Position, Skip> {
        let quantity = try balance.buys(
            at: price, using: terms.size, inStepsOf: parameters.quantityStep)
        let cost = try price.times(quantity, rounded: .up)
        let fee = try fee(on: cost)
        if quantity == .zero || cost < parameters.minimumNotional {
            return .failure(.belowMinimumNotional(cost: cost))
        }
        if try cost + fee > balance {
            return .failure(.insufficientBalance(cost: cost))
        }
        return .success(
            try position(
                of: quantity, at: price, terms, openTime: openTime, entryReason: order.reason,
                entryTag: order.tag))
    }

    /// A position of a quantity that was bought at the price of a fill.
    ///
    /// - Throws: ``Overflow`` if its cost or fee is out of range.
    func position(
        of quantity: Quantity, at price: Price, _ terms: EntryTerms, openTime: Timestamp,
        entryReason: Reason, entryTag: Tag?
    ) throws(Overflow) -> Position {
        let cost = try price.times(quantity, rounded: .up)
        return Position(
            entryPrice: price, quantity: quantity, cost: cost, entryFee: try fee(on: cost),
            stop: terms.stop, target: terms.target, openTime: openTime, entryReason: entryReason,
            entryTag: entryTag)
    }

    /// What selling a position at the price of a fill comes to, and what is received for it.
    ///
    /// - Throws: ``Overflow`` if a figure of the sale is out of range.
    func sale(
        of position: Position, at price: Price, reason: Reason, tag: Tag? = nil,
        exitTime: Timestamp, candleCloseTime: Timestamp
    ) throws(Overflow) -> (trade: Trade, received: Money) {
        let proceeds = try position.value(at: price)
        let exitFee = try fee(on: proceeds)
        let outlay = try position.outlay()
        let received = try proceeds - exitFee
        let trade = Trade(
            id: candleCloseTime, entryPrice: position.entryPrice, exitPrice: price,
            quantity: position.quantity, invested: position.cost, pnl: try received - outlay,
            fees: try position.entryFee + exitFee, reason: reason,
            entryReason: position.entryReason, entryTime: position.openTime, exitTime: exitTime,
            outlay: outlay, entryTag: position.entryTag, exitTag: tag)
        return (trade, received)
    }
}

/// What a position is bought for and watched by, as the strategy says at the price of its fill.
struct EntryTerms: Equatable {
    /// The part of the balance that is spent.
    let size: Percent
    let stop: Price?
    let target: Price?
}

/// Why an order was not filled.
package enum Skip: Error, Equatable, Sendable {
    /// The strategy's size is unknown, or not above 0.
    case size
    /// The strategy's stop is unknown, not above 0, or not below the price of the fill.
    case stop
    /// The strategy's target is unknown, or not above the price of the fill.
    case target
    case belowMinimumNotional(cost: Money)
    case insufficientBalance(cost: Money)
    /// A figure of the order is outside the range of exact decimals; what should have been sold is
    /// held on.
    case outOfRange(Side)
}
