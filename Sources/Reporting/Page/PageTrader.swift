package import Market
package import Trading

/// A trader and what of its record the page shows.
package struct PageTrader: Sendable {
    let view: TraderView
    let windows: PageWindows
    let curve: RecordCurve
    /// The last candles, from before those that are drawn.
    let candles: [Candle]
    /// The last positions, oldest first.
    let holdings: [Holding]
    /// When the record begins; `nil` before its first line.
    let startedAt: Timestamp?
    /// The reset that it begins with, if it does.
    let reset: TraderStats.Reset?

    package init(
        view: TraderView, windows: PageWindows, curve: RecordCurve, candles: [Candle],
        holdings: [Holding], startedAt: Timestamp?, reset: TraderStats.Reset? = nil
    ) {
        self.view = view
        self.windows = windows
        self.curve = curve
        self.candles = candles
        self.holdings = holdings
        self.startedAt = startedAt
        self.reset = reset
    }

    /// How many of a record's last candles a page wants before the first that is drawn.
    package static func lead(_ parameters: Parameters) -> Int { parameters.slow }

    /// When the first of the candles that are drawn begins.
    package static func firstDrawn(before end: Timestamp, _ timeframe: Timeframe) -> Timestamp {
        CandlePlot.start(before: end, timeframe)
    }

    /// What it trades and where: `BTC/USDT, 5m candles, binance`.
    var place: String {
        let market = view.market
        let simulated = market.exchange == .sim ? ", simulated prices" : ""
        return
            "\(market.symbol) on \(market.exchange.rawValue), \(market.timeframe.rawValue) candles"
            + simulated
    }

    var quote: String { view.market.symbol.quote }
}

/// A trader's figures over the windows that reports tell of, and the last 30 days; each is `nil`
/// where no candle of it was traded on.
package struct PageWindows: Equatable, Sendable {
    let whole: WindowFigures?
    let month: WindowFigures?
    let week: WindowFigures?
    let day: WindowFigures?

    package init(
        whole: WindowFigures?, month: WindowFigures?, week: WindowFigures?, day: WindowFigures?
    ) {
        self.whole = whole
        self.month = month
        self.week = week
        self.day = day
    }

    /// The windows and what they are called, the longest first.
    var named: [(name: String, figures: WindowFigures)] {
        let all = [
            ("since start", whole), ("last 30 days", month), ("last 7 days", week),
            ("last 24 h", day),
        ]
        return all.compactMap { name, figures in figures.map { (name, $0) } }
    }
}
