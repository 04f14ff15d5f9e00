internal import Market
internal import Record
internal import Reporting
internal import Text
internal import Trading

/// The last candles of a record and what was traded among them, out of the journal's tail.
///
/// What they cost depends on the window and not on the age of the record.
struct CandleScene {
    /// The most bytes of a journal that are read: some two million candles.
    private static let maximumBytes: Int64 = 512 << 20
    /// The most candles of a position that are read for where its orders went.
    private static let longestHold: Int64 = 20_000

    let chart: TradeChart
    /// What was closed among the candles.
    let trades: [Trade]
    /// Where the window begins; `nil` where as many candles are wanted as fit.
    let start: Timestamp?

    /// - Parameters:
    ///   - checkpoint: whose record it is.
    ///   - store: what holds the record.
    ///   - options: what window is asked for.
    ///   - columns: how many candles fit beside one another.
    ///   - brand: whose picture it is.
    /// - Throws: ``JobError`` where there is no candle yet, or a line is damaged.
    init(
        of checkpoint: Checkpoint, in store: any RecordStore, _ options: ChartJob.Options,
        columns: Int64, brand: String = "ALGOM"
    ) throws(JobError) {
        let name = checkpoint.trader
        guard let end = checkpoint.asOf else { throw Self.nothing(of: name) }
        let market = checkpoint.settings.market
        let unit = market.timeframe.milliseconds
        let asked = options.start(before: end, unit: unit)
        // The first candle drawn is whole, and the lines are warm at it; without a wish, no more fit
        // than columns.
        let begun = asked ?? end.advanced(by: -columns, spansOf: unit)
        let width = TradeChart.width(
            covering: end.since(begun), market.timeframe, atMost: columns / 2)
        var first = begun.advanced(byMilliseconds: -width)
        let strategy = checkpoint.settings.parameters.strategy
        let position = checkpoint.state.account.position
        // Where orders went is told by all candles since they were set.
        if let position, strategy.movesOrders, position.openTime < first,
            end.since(position.openTime) / unit <= Self.longestHold
        {
            first = position.openTime
        }
        let tail = try JournalTail(
            of: checkpoint, since: first.advanced(by: -Int64(strategy.lead), spansOf: unit),
            in: store, atMost: Self.maximumBytes)
        guard let oldest = tail.entries.first?.candle.openTime else {
            throw Self.nothing(of: name)
        }
        // A window that the record does not fill is as long as the record.
        start = asked.map { max($0, oldest) }
        trades = tail.trades
        chart = TradeChart(
            trader: name, market: market, candles: tail.entries.map(\.candle), strategy: strategy,
            position: position.map { tail.asOpened($0) }, brand: brand)
    }

    static func nothing(of trader: String) -> JobError {
        JobError(.usage, trader: trader, "there is no candle in the record yet")
    }

    /// The picture of the window, or of the candles that fit.
    func picture() -> Picture { chart.picture(from: start, trades: trades) }
}

extension JournalTail {
    /// A position as it was opened, where that is in the tail.
    fileprivate func asOpened(_ position: Position) -> Position {
        let opened = entries.flatMap(\.events).compactMap { event in
            if case .opened(let opened, _) = event { opened } else { Position?.none }
        }
        return opened.last { $0.openTime == position.openTime } ?? position
    }

    /// The trades that were closed in it.
    fileprivate var trades: [Trade] {
        entries.flatMap(\.events).compactMap { event in
            if case .closed(let trade, _) = event { trade } else { nil }
        }
    }
}
