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
        switch options.kind ?? (options.id == nil ? .candles : .trade) {
        case .candles:
            try options.check(.candles)
            return try candles()
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
        guard let checkpoint = try Checkpoint.readNewest(name, in: store)?.checkpoint else {
            throw CandleScene.nothing(of: name)
        }
        let scene = try CandleScene(of: checkpoint, in: store, options, columns: Int64(width))
        return CandleText(
            scene.chart, trades: scene.trades, from: scene.start,
            view: try TraderView(checkpoint))
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
