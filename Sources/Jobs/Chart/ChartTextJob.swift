internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
package import Text
internal import Trading

/// A record drawn in characters for a terminal; takes no lock and changes nothing.
///
/// Candles come from the journal's tail, so that what they cost depends on the window and not on the
/// age of the record. A trade that is named, and equity, are read as for a picture.
package struct ChartTextJob: Sendable {
    /// The least rows that one of several charts has.
    private static let fewestRows = 14
    /// The most candles of a position that are read for where its orders went.
    private static let longestHold: Int64 = 20_000
    /// The most columns and rows there can be.
    private static let most = (columns: 1_000, rows: 400)

    private let options: ChartJob.Options
    private let home: String
    private let width: Int
    private let height: Int
    private let isColoured: Bool

    /// Charts in at most so many columns, and as many rows where that is enough for them.
    package init(
        _ options: ChartJob.Options, home: String, width: Int, height: Int, isColoured: Bool
    ) {
        self.options = options
        self.home = home
        self.width = min(max(1, width), Self.most.columns)
        self.height = min(max(1, height), Self.most.rows)
        self.isColoured = isColoured
    }

    /// Draws the candles of the traders, one trade, or equity.
    ///
    /// - Throws: ``JobError`` where the options contradict one another, or there is nothing to draw.
    package func run() throws(JobError) -> ChartTextResult {
        switch options.kind ?? (options.id == nil ? nil : .trade) {
        case nil: return try candles()
        case .trade:
            let chart = CandleText(try ChartJob(options, home: home).trade())
            return ChartTextResult(lines: lines(chart, height))
        case .equity:
            let chart = try ChartJob(options, home: home)
                .equity(try StateListing(home: home, chosen: options.traders))
            return ChartTextResult(
                lines: chart.lines(width: width, height: height, isColoured: isColoured))
        }
    }

    private func lines(_ chart: CandleText, _ height: Int) -> [String] {
        chart.lines(width: width, height: height, isColoured: isColoured)
    }

    // MARK: Candles

    /// The charts of all traders, one below another; a record that is damaged hides no other.
    private func candles() throws(JobError) -> ChartTextResult {
        let found = try StateListing(home: home, chosen: options.traders)
        let store = try found.inhabited()
        var result = ChartTextResult(lines: [])
        let rows = max(Self.fewestRows, (height + 1) / found.names.count - 1)
        for name in found.names {
            do {
                let chart = try candles(name, in: store)
                result.lines += (result.lines.isEmpty ? [] : [""]) + lines(chart, rows)
            } catch {
                result.failures.append(error)
            }
        }
        return result
    }

    private func candles(
        _ name: String, in store: any RecordStore
    ) throws(JobError) -> CandleText {
        let store = try store.holding(recordOf: name)
        guard let checkpoint = try Checkpoint.readNewest(name, in: store)?.checkpoint,
            let end = checkpoint.asOf
        else { throw JobError(.usage, trader: name, "there is no candle in the record yet") }
        let settings = checkpoint.settings
        let unit = settings.market.timeframe.milliseconds
        let start = options.start(before: end, unit: unit)
        // The averages are warm at the first candle drawn; without a wish, no more fit than columns.
        var first = start ?? end.advanced(by: -Int64(width), spansOf: unit)
        let (strategy, position) = (
            settings.parameters.strategy, checkpoint.state.account.position
        )
        // Where orders went is told by all candles since they were set.
        if let position, strategy.movesOrders, position.openTime < first,
            end.since(position.openTime) / unit <= Self.longestHold
        {
            first = position.openTime
        }
        let tail = try JournalTail(
            of: checkpoint, since: first.advanced(by: -Int64(strategy.lead), spansOf: unit),
            in: store)
        guard !tail.entries.isEmpty else {
            throw JobError(.usage, trader: name, "there is no candle in the record yet")
        }
        let chart = TradeChart(
            trader: name, market: settings.market, candles: tail.entries.map(\.candle),
            strategy: strategy, position: position.map { tail.asOpened($0) })
        return CandleText(
            chart, trades: tail.trades, from: start, view: try TraderView(checkpoint))
    }
}

/// What `algom chart` draws in a terminal.
package struct ChartTextResult: Sendable {
    package fileprivate(set) var lines: [String]
    /// The traders that nothing could be drawn of.
    package fileprivate(set) var failures: [JobError] = []

    fileprivate init(lines: [String]) { self.lines = lines }

    /// The worst of what was found.
    package var status: ExitStatus { failures.map(\.status).max() ?? .ok }
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
