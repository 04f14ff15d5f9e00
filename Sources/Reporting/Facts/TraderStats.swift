package import Market
package import Trading

/// What is known of a trader when something is written about it: the contents of its stats file.
package struct TraderStats: Equatable, Sendable {
    package var name: String
    package var market: Market
    package var parameters: Parameters
    /// When the stats were written.
    package var writtenAt: Timestamp
    /// The close time of the last candle; `nil` before the first.
    package var asOf: Timestamp?
    /// When the record begins, which totals are of; `nil` where it is not known.
    package var startedAt: Timestamp?
    /// The reset that the record begins with, if it does.
    package var reset: Reset?
    package var funds: Funds
    package var record: Record
    /// The last closed trades, oldest first; a stats file holds ten.
    package var recentTrades: [ReportedTrade]
    package var position: ReportedPosition?
    package var pendingOrder: Order?
    package var risk: RiskStanding
    package var indicators: IndicatorReadings
    package var lastPrice: Price?
    /// The hash of the journal's last line, in hexadecimal.
    package var journalHead: String?

    package init(
        name: String, market: Market, parameters: Parameters, writtenAt: Timestamp,
        asOf: Timestamp?, startedAt: Timestamp?, reset: Reset? = nil, funds: Funds,
        record: Record, recentTrades: [ReportedTrade] = [], position: ReportedPosition? = nil,
        pendingOrder: Order? = nil, risk: RiskStanding, indicators: IndicatorReadings,
        lastPrice: Price? = nil, journalHead: String? = nil
    ) {
        self.name = name
        self.market = market
        self.parameters = parameters
        self.writtenAt = writtenAt
        self.asOf = asOf
        self.startedAt = startedAt
        self.reset = reset
        self.funds = funds
        self.record = record
        self.recentTrades = recentTrades
        self.position = position
        self.pendingOrder = pendingOrder
        self.risk = risk
        self.indicators = indicators
        self.lastPrice = lastPrice
        self.journalHead = journalHead
    }

    /// An earlier record was put away, and this one begun.
    package struct Reset: Equatable, Sendable {
        package var at: Timestamp
        /// Why, in the words of whoever did it.
        package var reason: String

        package init(at: Timestamp, reason: String) {
            self.at = at
            self.reason = reason
        }
    }

    /// Milliseconds since the last candle ended; `nil` before the first.
    package func age(at now: Timestamp) -> Int64? { asOf.map { now.since($0) } }

    /// Whether the last candle ended more than 3 timeframes ago, or is yet to come: its figures are
    /// not those of now.
    package func isStale(at now: Timestamp) -> Bool {
        isAhead(of: now) || age(at: now).map { $0 > 3 * market.timeframe.milliseconds } ?? true
    }

    /// Whether the last candle ends in the future, because a clock was wrong: what it tells has not
    /// happened yet.
    package func isAhead(of now: Timestamp) -> Bool {
        asOf.map { Deadline.isAhead($0, of: now) } ?? false
    }
}
