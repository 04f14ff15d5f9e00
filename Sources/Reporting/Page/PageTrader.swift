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
    /// The equity of its last day, week and month, the shortest first, where it is older than that.
    let spans: [PageSpan: EquityCurve]

    package init(
        view: TraderView, curve: RecordCurve, candles: [Candle], holdings: [Holding],
        spans: [PageSpan: EquityCurve] = [:]
    ) {
        self.view = view
        self.curve = curve
        self.candles = candles
        self.holdings = holdings
        self.spans = spans
    }

    /// The equity of the whole record.
    package var equity: EquityCurve { curve.equity }

    /// When its record began; `nil` where nobody knows.
    package var startedAt: Timestamp? { view.startedAt }

    /// The same with the colours of that place among all traders.
    func placed(_ place: Int) -> PageTrader {
        var curve = curve
        curve.equity.place = place
        return PageTrader(
            view: view, curve: curve, candles: candles, holdings: holdings,
            spans: spans.mapValues { $0.placed(place) })
    }

    /// How many candles before the first that is drawn are kept for a page; what needs more has them
    /// read again.
    package static func lead(_ strategy: Strategy) -> Int { min(strategy.lead, 2_500) }

    /// When the first of the candles that are drawn begins.
    package static func firstDrawn(before end: Timestamp) -> Timestamp {
        PageSpan.month.start(before: end)
    }
}

/// A window that a page's charts are drawn of besides all there is.
package enum PageSpan: Int64, CaseIterable, Sendable {
    case day = 1
    case week = 7
    case month = 30

    /// The moment it begins at.
    package func start(before end: Timestamp) -> Timestamp {
        end.advanced(by: -rawValue, spansOf: Timestamp.millisecondsPerDay)
    }

    /// What it is called.
    var name: String { self == .day ? "24 h" : "\(rawValue) days" }

    /// What it is called in the id of an element.
    var word: String { "\(rawValue)d" }
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
