internal import Market
internal import Record
internal import Reporting
internal import Text
internal import Trading

extension PageTrader {
    /// What the page shows of a trader: the figures of its checkpoint, and what its journal tells.
    ///
    /// - Throws: ``JobError`` where a figure is out of range.
    init(_ checkpoint: Checkpoint, _ scan: RecordScan) throws(JobError) {
        let settings = checkpoint.settings
        let timeframe = settings.market.timeframe
        let end = checkpoint.state.asOf(timeframe) ?? Timestamp(milliseconds: 0)
        let ago = { (days: Int64) in
            end.advanced(by: -days, spansOf: Timestamp.millisecondsPerDay)
        }
        do {
            let window = { (days: Int64) throws(Overflow) in
                try WindowFigures(
                    of: checkpoint, since: ago(days), scan.tail, timeframe: timeframe)
            }
            self.init(
                view: TraderView(
                    name: settings.name, market: settings.market, parameters: settings.parameters,
                    state: checkpoint.state,
                    summary: try Summary(checkpoint.state, settings.parameters),
                    carriedOver: checkpoint.carriedOver),
                windows: PageWindows(
                    whole: WindowFigures(
                        of: checkpoint, from: scan.history.firstTraded, timeframe: timeframe),
                    month: try window(RecordScan.tailDays), week: try window(7),
                    day: try window(1)),
                curve: scan.history.curve, candles: scan.lastCandles, holdings: scan.holdings,
                startedAt: scan.history.startedAt,
                reset: checkpoint.follows.map {
                    TraderStats.Reset(at: $0.at, reason: $0.reason)
                })
        } catch {
            throw JobError(.configuration, "\(settings.name): its figures: \(error)")
        }
    }
}
