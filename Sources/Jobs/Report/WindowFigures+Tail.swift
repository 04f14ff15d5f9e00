internal import Market
internal import Record
internal import Reporting
internal import Trading

extension WindowFigures {
    /// What a trader did between two moments, told from the tail of its journal.
    ///
    /// `nil` where it traded on no candle between them. Without an end, all since the first.
    ///
    /// The tail says what flowed in and out of the balance, the checkpoint what was left in the end:
    /// so the balance before is known to the last digit, without the candles before the window.
    ///
    /// - Throws: ``Overflow`` where a figure leaves its range.
    init?(
        of checkpoint: Checkpoint, since moment: Timestamp, until end: Timestamp? = nil,
        _ tail: JournalTail, timeframe: Timeframe
    ) throws(Overflow) {
        let parameters = checkpoint.parameters
        let warmUpLeft = parameters.warmUp - (checkpoint.state.candles - tail.entries.count)
        let traded = tail.entries.dropFirst(max(0, warmUpLeft))
        var books = try RecordBooks(traded, endingIn: checkpoint.state.account)
        var since = traded.drop { $0.candle.openTime < moment }
        // A tail that does not reach so far back begins with the mark at its first candle's close.
        if warmUpLeft < 0, since.count == traded.count { since = since.dropFirst() }
        let window = since.prefix { entry in
            end.map { entry.candle.closeTime(timeframe) <= $0 } ?? true
        }
        guard let first = window.first?.candle, let last = window.last?.candle else { return nil }
        for entry in traded.prefix(traded.count - since.count) {
            try books.consume(close: entry.candle.close, entry.events)
        }
        let isFirst = since.count == traded.count
        let atStart = isFirst ? parameters.initialBalance : books.equity
        self.init(
            from: first.openTime, to: last.closeTime(timeframe),
            equityAtStart: atStart, equityAtEnd: atStart, candles: window.count,
            priceAtStart: isFirst ? first.open : books.close, lastClose: last.close)
        missingCandles = Self.missing(window.count, from: first.openTime, to: to, timeframe)
        var drawdown = Drawdown(initialBalance: atStart)
        var tally = TradeTally()
        var (day, base) = (first.openTime.day, atStart)
        var skipped = 0
        for entry in window {
            try books.consume(close: entry.candle.close, entry.events)
            if entry.candle.openTime.day != day {
                (day, base) = (entry.candle.openTime.day, equityAtEnd)
            }
            equityAtEnd = books.equity
            drawdown.mark(equityAtEnd)
            dailyReturns[day] =
                base == .zero ? 0 : equityAtEnd.doubleValue / base.doubleValue - 1
            for case .closed(let trade, _) in entry.events { tally.count(trade) }
            for case .skipped(let skip) in entry.events {
                (skipped, lastSkip) = (skipped + 1, skip)
            }
        }
        self.skipped = skipped
        (wins, losses) = (tally.wins, tally.losses)
        (pnl, fees) = (tally.totalPnL, Money(clamping: tally.fees.units))
        (best, worst) = (tally.best, tally.worst)
        maximumDrawdownPercent = drawdown.maximumPercent
    }

    /// The whole record since its first traded candle, from its running figures.
    init?(of checkpoint: Checkpoint, from first: Candle?, timeframe: Timeframe) {
        let (state, tally) = (checkpoint.state, checkpoint.state.record.tally)
        guard let first, let close = state.lastClose, let last = state.asOf(timeframe) else {
            return nil
        }
        let candles = state.record.exposure.candles
        self.init(
            from: first.openTime, to: last, wins: tally.wins, losses: tally.losses,
            pnl: tally.totalPnL, fees: Money(clamping: tally.fees.units),
            equityAtStart: checkpoint.parameters.initialBalance,
            equityAtEnd: state.record.drawdown.equity,
            maximumDrawdownPercent: state.record.drawdown.maximumPercent, best: tally.best,
            worst: tally.worst, candles: candles,
            missingCandles: Self.missing(candles, from: first.openTime, to: last, timeframe),
            priceAtStart: first.open, lastClose: close)
    }

    /// How many candles there are none of between the first and the last.
    private static func missing(
        _ candles: Int, from first: Timestamp, to end: Timestamp, _ timeframe: Timeframe
    ) -> Int {
        max(0, Int(clamping: end.since(first) / timeframe.milliseconds) - candles)
    }
}
