package import Market

/// The books: cash, the open position, and the order that waits for the next open.
///
/// They balance to the last digit:
/// `balance + outlay of the open position = initial balance + Σ pnl of closed trades`.
package struct Account: Equatable, Sendable {
    package var balance: Money
    package var position: Position?
    package var pendingOrder: Order?

    package init(balance: Money, position: Position? = nil, pendingOrder: Order? = nil) {
        self.balance = balance
        self.position = position
        self.pendingOrder = pendingOrder
    }

    /// The balance and what the position would bring at `price`, down.
    ///
    /// - Throws: ``Overflow`` if the sum is out of range.
    package func equity(at price: Price) throws(Overflow) -> Money {
        guard let position else { return balance }
        return try balance + position.value(at: price)
    }

    /// Pays for a position and holds it.
    mutating func open(_ position: Position) throws(Overflow) {
        balance = try balance - position.outlay()
        self.position = position
    }

    /// Sells the position at `price` (slippage already in it) and books the trade.
    mutating func close(
        _ position: Position, at price: Price, reason: Reason, exitTime: Timestamp,
        candleCloseTime: Timestamp, fills: FillModel
    ) throws(Overflow) -> Trade {
        let proceeds = try position.value(at: price)
        let exitFee = try fills.fee(on: proceeds)
        let outlay = try position.outlay()
        let received = try proceeds - exitFee
        balance = try balance + received
        self.position = nil
        return Trade(
            id: candleCloseTime, entryPrice: position.entryPrice, exitPrice: price,
            quantity: position.quantity, invested: position.cost, pnl: try received - outlay,
            fees: try position.entryFee + exitFee, reason: reason,
            entryReason: position.entryReason, entryTime: position.openTime, exitTime: exitTime,
            outlay: outlay)
    }
}
