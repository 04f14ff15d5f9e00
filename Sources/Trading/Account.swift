package import Market
package import Rules

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

    /// The name of the rule that the position is about to be sold by; `nil` where there is none.
    package var exitTag: Tag? { pendingOrder?.side == .sell ? pendingOrder?.tag : nil }

    /// The balance and what the position would bring at `price`, down.
    ///
    /// A mark that is out of range is the largest number there is: at least that much, and what it
    /// was can be told from the price. Neither part is negative, so it leaves the range upward only.
    package func equity(at price: Price) -> Money {
        var account = self
        return account.mark(at: price)
    }

    /// The same, by reference: the step asks it of every candle, and an account is too large to be
    /// copied for it.
    mutating func mark(at price: Price) -> Money {
        do {
            return try position.map { position throws(Overflow) in
                try balance + position.value(at: price)
            } ?? balance
        } catch {
            return Money(units: Int64.max)
        }
    }

    /// Pays for a position and holds it.
    mutating func open(_ position: Position) throws(Overflow) {
        balance = try balance - position.outlay()
        self.position = position
    }

    /// Sells the position at `price` (slippage already in it) and books the trade.
    ///
    /// - Throws: ``Overflow`` if a figure of the sale is out of range; nothing is sold then.
    mutating func close(
        _ position: Position, at price: Price, reason: Reason, tag: Tag? = nil,
        exitTime: Timestamp, candleCloseTime: Timestamp, fills: FillModel
    ) throws(Overflow) -> Trade {
        let (trade, received) = try fills.sale(
            of: position, at: price, reason: reason, tag: tag, exitTime: exitTime,
            candleCloseTime: candleCloseTime)
        balance = try balance + received
        self.position = nil
        return trade
    }
}
