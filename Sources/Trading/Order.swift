package import Market
package import Rules

/// Which way an order goes.
package enum Side: String, Sendable {
    case buy = "BUY"
    case sell = "SELL"
}

/// Why an order was given, or a position ended.
package enum Reason: String, Sendable {
    /// A rule of the strategy held.
    case signal = "SIGNAL"
    case stopLoss = "STOP_LOSS"
    /// A stop that had been raised.
    case trailingStop = "TRAILING_STOP"
    case takeProfit = "TAKE_PROFIT"

    /// Whether a stop was reached, raised or not.
    package var isStop: Bool { self == .stopLoss || self == .trailingStop }
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
    /// The name of the rule that decided it; `nil` where rules have no names.
    package var tag: Tag?

    package init(
        side: Side, reason: Reason, decidedAt: Timestamp, price: Price, tag: Tag? = nil
    ) {
        self.side = side
        self.reason = reason
        self.decidedAt = decidedAt
        self.price = price
        self.tag = tag
    }
}
