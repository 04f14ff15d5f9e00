package import Market

/// What a candle did to a trader, in the order it happened.
package enum Event: Equatable, Sendable {
    /// Candles are missing between two that were consumed: `from` the first missing open time, to
    /// the next candle there is.
    case gap(from: Timestamp, to: Timestamp, missing: Int64)
    /// A pause is over; `at` is the open time of the candle that ended it.
    case resumed(at: Timestamp)
    case opened(Position)
    case skipped(Skip, at: Timestamp)
    case closed(Trade)
    case paused(reasons: [PauseReason], until: Timestamp)
    case ordered(Order)
}
