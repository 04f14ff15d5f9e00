package import Market

/// How one currency stands in the whole market, in US dollars, at a moment.
package struct MarketOverview: Equatable, Sendable {
    /// The currency, as `BTC`.
    package let currency: String
    package let price: Price
    /// How the price has changed in 24 hours.
    package let change24h: Percent
    package let capitalization: Capitalization
    /// Its share of what all currencies are worth; `nil` where it was not told.
    package let dominance: Percent?
    /// When the figures were taken.
    package let asOf: Timestamp
}

/// What came of asking for an overview.
package enum OverviewResult: Equatable, Sendable {
    case overview(MarketOverview)
    /// None, and in one line why; the traders' own last prices serve.
    case none(reason: String)
}
