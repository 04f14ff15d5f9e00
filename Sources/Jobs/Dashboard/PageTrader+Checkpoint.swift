internal import Market
internal import Reporting
internal import Store
internal import Trading

extension PageTrader {
    /// What the page shows of a trader: the figures of its checkpoint, and what its journal tells.
    ///
    /// - Throws: ``JobError`` where the record is damaged.
    init(
        _ checkpoint: Checkpoint, in directory: StateDirectory, progress: ReadingProgress? = nil
    ) throws(JobError) {
        let settings = try checkpoint.settings
        let timeframe = settings.market.timeframe
        let scan = try RecordScan(checkpoint, in: directory, progress: progress)
        let end = checkpoint.state.asOf(timeframe) ?? Timestamp(milliseconds: 0)
        let ago = { (days: Int64) in
            end.advanced(byMilliseconds: -days * Timestamp.millisecondsPerDay)
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
                    whole: try WindowFigures(
                        of: checkpoint, from: scan.firstTraded, timeframe: timeframe),
                    month: try window(RecordScan.tailDays), week: try window(7),
                    day: try window(1)),
                curve: scan.curve, candles: scan.lastCandles, holdings: scan.holdings,
                startedAt: scan.startedAt,
                reset: checkpoint.follows.map {
                    TraderStats.Reset(at: $0.at, reason: $0.reason)
                })
        } catch {
            throw JobError(.configuration, "\(settings.name): its figures: \(error)")
        }
    }
}
