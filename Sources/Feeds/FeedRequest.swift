package import Market

/// What one trader wants to be fed.
package struct FeedRequest: Sendable {
    package var market: Market
    /// The last candles consumed, at most 3, oldest first; empty for a new trader.
    package var recent: [ObservedCandle]
    /// How many closed candles a new trader begins with.
    package var warmUp: Int

    /// - Precondition: `recent` is in order; `warmUp` is positive.
    package init(market: Market, recent: [ObservedCandle], warmUp: Int) {
        // In range: parameters were validated before.
        precondition(warmUp > 0, "a trader without warm-up has no indicators")
        self.market = market
        self.recent = recent.suffix(ObservedCandle.overlap)
        self.warmUp = warmUp
    }
}
