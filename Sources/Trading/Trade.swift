package import Market
package import Rules

/// A closed position: what it cost, what it brought, and why it ended.
package struct Trade: Equatable, Sendable {
    /// The close time of the candle it ended on; one candle ends at most one trade.
    package var id: Timestamp
    package var entryPrice: Price
    package var exitPrice: Price
    package var quantity: Quantity
    /// The cost without fees.
    package var invested: Money
    /// `proceeds − exit fee − cost − entry fee`.
    package var pnl: Money
    /// Entry and exit fee.
    package var fees: Money
    package var reason: Reason
    package var entryReason: Reason
    package var entryTime: Timestamp
    package var exitTime: Timestamp
    /// The outlay that ``pnlPercent`` is of: cost and entry fee.
    package var outlay: Money
    /// The names of the rules that it was bought and sold by; `nil` where there are none.
    package var entryTag: Tag?
    package var exitTag: Tag?

    package init(
        id: Timestamp, entryPrice: Price, exitPrice: Price, quantity: Quantity, invested: Money,
        pnl: Money, fees: Money, reason: Reason, entryReason: Reason, entryTime: Timestamp,
        exitTime: Timestamp, outlay: Money, entryTag: Tag? = nil, exitTag: Tag? = nil
    ) {
        self.id = id
        self.entryPrice = entryPrice
        self.exitPrice = exitPrice
        self.quantity = quantity
        self.invested = invested
        self.pnl = pnl
        self.fees = fees
        self.reason = reason
        self.entryReason = entryReason
        self.entryTime = entryTime
        self.exitTime = exitTime
        self.outlay = outlay
        self.entryTag = entryTag
        self.exitTag = exitTag
    }

    /// A win has a profit; everything else is a loss.
    package var isWin: Bool { pnl > .zero }

    /// `100 · pnl / (cost + entry fee)`.
    package var pnlPercent: Double { percent(pnl, of: outlay) }

    /// Milliseconds from entry to exit.
    package var holdTime: Int64 { exitTime.since(entryTime) }
}

/// `100 · part / whole`; 0 where the whole is 0.
package func percent(_ part: Money, of whole: Money) -> Double {
    whole == .zero ? 0 : 100 * Double(part.units) / Double(whole.units)
}
