internal import Market
internal import Record
internal import Reporting
internal import Text
internal import Trading

extension PageTrader {
    /// What the page shows of a trader: the figures of its checkpoint, and what its journal tells.
    ///
    /// - Throws: ``JobError`` where a figure is out of range, or a line of the journal is damaged.
    init(
        _ checkpoint: Checkpoint, _ scan: RecordScan, in store: any RecordStore
    ) throws(JobError) {
        var view = try TraderView(checkpoint)
        let timeframe = view.market.timeframe
        let end = view.asOf ?? Timestamp(milliseconds: 0)
        let tail = scan.tail
        let spans: [PageSpan: EquityCurve]
        do {
            let window = { (span: PageSpan) throws(Overflow) in
                try WindowFigures(
                    of: checkpoint, since: span.start(before: end), tail, timeframe: timeframe)
            }
            view.windows = TraderView.Windows(
                whole: WindowFigures(
                    of: checkpoint, from: scan.history.firstTraded, timeframe: timeframe),
                month: try window(.month), week: try window(.week), day: try window(.day))
            view.windows.whole?.skipped = scan.history.skipped
            spans = try Self.spans(of: checkpoint, tail, before: end)
        } catch {
            throw JobError(.configuration, trader: view.name, at: "its figures", "\(error)")
        }
        view.startedAt = scan.history.startedAt
        self.init(
            view: view, curve: scan.history.curve,
            candles: try scan.candles(of: checkpoint, in: store), holdings: scan.holdings,
            spans: spans)
    }

    /// The equity of the last day, week and month, of each that the record is older than: from the mark
    /// that stood when it began.
    private static func spans(
        of checkpoint: Checkpoint, _ tail: JournalTail, before end: Timestamp
    ) throws(Overflow) -> [PageSpan: EquityCurve] {
        let settings = checkpoint.settings
        let warmUpLeft =
            settings.parameters.warmUp - (checkpoint.state.candles - tail.entries.count)
        let traded = tail.entries.dropFirst(max(0, warmUpLeft))
        var books = try RecordBooks(traded, endingIn: checkpoint.state.account)
        var marks: [(time: Timestamp, equity: Money, price: Price)] = []
        for entry in traded {
            try books.consume(close: entry.candle.close, entry.events)
            marks.append(
                (
                    entry.candle.closeTime(settings.market.timeframe), books.equity,
                    entry.candle.close
                ))
        }
        var curves: [PageSpan: EquityCurve] = [:]
        for span in PageSpan.allCases {
            let start = span.start(before: end)
            let first = marks.firstIndex { $0.time > start } ?? 0
            // A record without a mark before its window is younger than that.
            guard first > 0 else { continue }
            var curve = EquityCurve(
                name: settings.name, coin: settings.market.symbol.base,
                initialBalance: settings.parameters.initialBalance,
                atMost: RecordCurve.maximumKept)
            let stood = marks[first - 1]
            curve.add(start, stood.equity, price: stood.price)
            for mark in marks[first...] {
                curve.add(mark.time, mark.equity, price: mark.price)
            }
            curves[span] = curve
        }
        return curves
    }
}
