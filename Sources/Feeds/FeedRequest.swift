package import Market

/// What one trader wants to be fed.
package struct FeedRequest: Sendable {
    package var market: Market
    /// The last candles consumed, at most 3, oldest first; empty for a new trader.
    package var recent: [SeenCandle]
    /// How many closed candles a new trader begins with.
    package var warmUp: Int

    /// - Precondition: `recent` is in order; `warmUp` is positive.
    package init(market: Market, recent: [SeenCandle], warmUp: Int) {
        // In range: parameters were validated before.
        precondition(warmUp > 0, "a trader without warm-up has no indicators")
        self.market = market
        self.recent = recent.suffix(SeenCandle.overlap)
        self.warmUp = warmUp
    }
}

/// A consumed candle, and how else the exchange has told it since.
package struct SeenCandle: Equatable, Sendable {
    /// How many consumed candles every request begins with.
    package static let overlap = 3
    /// How many other versions of one candle are recorded; what comes after them is not news.
    package static let mostVersions = 8

    /// The candle as it was consumed.
    package var candle: Candle
    /// The versions told later, each recorded once.
    package var told: [Candle]

    package init(_ candle: Candle, told: [Candle] = []) {
        self.candle = candle
        self.told = told
    }

    /// Whether a version is new; it is remembered if so.
    mutating func learns(_ version: Candle) -> Bool {
        guard version != candle, !told.contains(version), told.count < Self.mostVersions else {
            return false
        }
        told.append(version)
        return true
    }
}
