package import Market
package import Trading

/// A trader as people are told of it: what it trades, how, and how it stands.
package struct TraderView: Sendable {
    package let name: String
    package let market: Market
    package let parameters: Parameters
    package let state: TraderState
    package let summary: Summary

    package init(
        name: String, market: Market, parameters: Parameters, state: TraderState, summary: Summary
    ) {
        self.name = name
        self.market = market
        self.parameters = parameters
        self.state = state
        self.summary = summary
    }

    /// When its last candle ended; `nil` before the first.
    package var asOf: Timestamp? {
        state.lastOpenTime?.advanced(byMilliseconds: market.timeframe.milliseconds)
    }
}
