package import Market
package import Trading

/// A trader's stats, and its figures over windows where its journal could be read.
package struct TraderFacts: Equatable, Sendable {
    package var stats: TraderStats
    /// The last 24 hours.
    package var day: WindowFigures?
    /// The last 7 days.
    package var week: WindowFigures?
    /// All since the record began.
    package var whole: WindowFigures?

    package init(
        stats: TraderStats, day: WindowFigures? = nil, week: WindowFigures? = nil,
        whole: WindowFigures? = nil
    ) {
        self.stats = stats
        self.day = day
        self.week = week
        self.whole = whole
    }
}

/// All that a report may tell.
package struct ReportFacts: Equatable, Sendable {
    /// The traders that have stats, in the order of the configuration.
    package var traders: [TraderFacts]
    /// What traders without stats would do; those of the first trader of the configuration.
    package var parameters: Parameters
    package var now: Timestamp
    /// The digest over the heads of all these traders' journals, once somebody has made it.
    package var heads: HeadsDigest?

    package init(
        traders: [TraderFacts], parameters: Parameters = .init(), now: Timestamp
    ) {
        // Before its first candle a trader has a stats file, and nothing in it to tell.
        self.traders = traders.filter { $0.stats.asOf != nil }
        self.parameters = parameters
        self.now = now
    }

    package subscript(trader name: String) -> TraderFacts? {
        traders.first { $0.stats.name == name }
    }
}
