package import Market

/// Which way an order goes.
package enum Side: String, Sendable {
    case buy = "BUY"
    case sell = "SELL"
}

/// Why an order was given, or a position ended.
package enum Reason: String, Sendable {
    /// The moving averages crossed.
    case signal = "SIGNAL"
    case stopLoss = "STOP_LOSS"
    case takeProfit = "TAKE_PROFIT"
}

/// What was decided on a candle's close, to be done at the next candle's open.
///
/// Nobody can trade at a close that is already past.
package struct Order: Equatable, Sendable {
    package var side: Side
    package var reason: Reason
    /// The close time of the candle it was decided on.
    package var decidedAt: Timestamp
    /// The close it was decided on.
    package var price: Price

    package init(side: Side, reason: Reason, decidedAt: Timestamp, price: Price) {
        self.side = side
        self.reason = reason
        self.decidedAt = decidedAt
        self.price = price
    }
}
