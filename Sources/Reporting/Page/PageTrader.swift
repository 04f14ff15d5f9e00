package import Market
package import Trading

/// A trader and what else of its record the page shows.
package struct PageTrader: Sendable {
    let view: TraderView
    let curve: RecordCurve
    /// The last candles, from before those that are drawn.
    let candles: [Candle]
    /// The last positions, oldest first.
    let holdings: [Holding]

    package init(
        view: TraderView, curve: RecordCurve, candles: [Candle], holdings: [Holding]
    ) {
        self.view = view
        self.curve = curve
        self.candles = candles
        self.holdings = holdings
    }

    /// How many of a record's last candles a page wants before the first that is drawn.
    package static func lead(_ strategy: Strategy) -> Int { strategy.lead }

    /// When the first of the candles that are drawn begins.
    package static func firstDrawn(before end: Timestamp, _ timeframe: Timeframe) -> Timestamp {
        CandlePlot.start(before: end, timeframe)
    }
}

/// A position as a record tells of it: how it began, and how it ended if it has.
package struct Holding: Equatable, Sendable {
    /// As many of the last as a page lists at most.
    package static let maximumListed = 25

    package let position: Position
    package private(set) var trade: Trade?
    /// Whether an order for it was decided when its candle was already old.
    package private(set) var isLate: Bool

    /// A position, and the trade that it ended with.
    package init(_ position: Position, endedBy trade: Trade? = nil, isLate: Bool = false) {
        self.position = position
        self.trade = trade
        self.isLate = isLate
    }

    /// Ends it.
    package mutating func close(_ trade: Trade, isLate: Bool) {
        self.trade = trade
        self.isLate = self.isLate || isLate
    }

    /// When it was sold; `nil` while it is held.
    package var end: Timestamp? { trade?.exitTime }
}
