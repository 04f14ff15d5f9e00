package import Market
package import Trading

/// A trader as people are told of it: what it trades, how, and how it stands.
package struct TraderView: Sendable {
    package let name: String
    package let market: Market
    package let parameters: Parameters
    package let state: TraderState
    package let summary: Summary
    /// What another program claims of the time before; no figure of the others counts any of it.
    package let carriedOver: CarriedOver?

    package init(
        name: String, market: Market, parameters: Parameters, state: TraderState, summary: Summary,
        carriedOver: CarriedOver? = nil
    ) {
        self.name = name
        self.market = market
        self.parameters = parameters
        self.state = state
        self.summary = summary
        self.carriedOver = carriedOver
    }

    /// When its last candle ended; `nil` before the first.
    package var asOf: Timestamp? {
        state.asOf(market.timeframe)
    }
}
