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
        var view = try TraderView(checkpoint)
        let timeframe = view.market.timeframe
        let end = view.asOf ?? Timestamp(milliseconds: 0)
        let ago = { (days: Int64) in
            end.advanced(by: -days, spansOf: Timestamp.millisecondsPerDay)
        }
        do {
            let window = { (days: Int64) throws(Overflow) in
                try WindowFigures(
                    of: checkpoint, since: ago(days), scan.tail, timeframe: timeframe)
            }
            view.windows = TraderView.Windows(
                whole: WindowFigures(
                    of: checkpoint, from: scan.history.firstTraded, timeframe: timeframe),
                month: try window(RecordScan.tailDays), week: try window(7), day: try window(1))
        } catch {
            throw JobError(.configuration, trader: view.name, at: "its figures", "\(error)")
        }
        view.startedAt = scan.history.startedAt
        self.init(
            view: view, curve: scan.history.curve, candles: scan.lastCandles,
            holdings: scan.holdings)
    }
}
