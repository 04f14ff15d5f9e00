internal import Market
internal import Record
internal import Reporting
internal import Trading

extension WindowFigures {
    /// What a trader did since a moment, told from the tail of its journal; `nil` where it traded on
    /// no candle since.
    ///
    /// The tail says what flowed in and out of the balance, the checkpoint what was left in the end:
    /// so the balance before is known to the last digit, without the candles before the window.
    ///
    /// - Throws: ``Overflow`` where a figure leaves its range.
    init?(
        of checkpoint: Checkpoint, since moment: Timestamp, _ tail: JournalTail,
        timeframe: Timeframe
    ) throws(Overflow) {
        let parameters = checkpoint.parameters
        let warmUpLeft = parameters.warmUp - (checkpoint.state.candles - tail.entries.count)
        let traded = tail.entries.dropFirst(max(0, warmUpLeft))
        var books = try RecordBooks(traded, endingIn: checkpoint.state.account)
        let window = traded.drop { $0.candle.openTime < moment }
        guard let first = window.first, let last = window.last else { return nil }
        for entry in traded.prefix(traded.count - window.count) {
            try books.consume(close: entry.candle.close, entry.events)
        }
        let atStart = window.count < traded.count ? books.equity : parameters.initialBalance
        self.init(
            from: first.candle.openTime, to: last.candle.closeTime(timeframe),
            equityAtStart: atStart, equityAtEnd: atStart, firstOpen: first.candle.open,
            lastClose: last.candle.close)
        var drawdown = Drawdown(initialBalance: atStart)
        var tally = TradeTally()
        for entry in window {
            try books.consume(close: entry.candle.close, entry.events)
            equityAtEnd = books.equity
            drawdown.mark(equityAtEnd)
            candles += 1
            for event in entry.events {
                switch event {
                case .closed(let trade, _): tally.count(trade)
                case .gap(let missing): missingCandles += Int(clamping: missing)
                case .opened: break
                }
            }
        }
        (wins, losses) = (tally.wins, tally.losses)
        (pnl, fees) = (tally.totalPnL, Money(clamping: tally.fees.units))
        (best, worst) = (tally.best, tally.worst)
        maximumDrawdownPercent = drawdown.maximumPercent
    }

    /// The whole record since its first traded candle, from its running figures.
    init?(of checkpoint: Checkpoint, from first: Candle?, timeframe: Timeframe) {
        let (state, tally) = (checkpoint.state, checkpoint.state.record.tally)
        guard let first, let close = state.lastClose, let last = state.lastOpenTime else {
            return nil
        }
        self.init(
            from: first.openTime, to: last.advanced(byMilliseconds: timeframe.milliseconds),
            wins: tally.wins, losses: tally.losses, pnl: tally.totalPnL,
            fees: Money(clamping: tally.fees.units),
            equityAtStart: checkpoint.parameters.initialBalance,
            equityAtEnd: state.record.drawdown.equity,
            maximumDrawdownPercent: state.record.drawdown.maximumPercent, best: tally.best,
            worst: tally.worst, candles: state.candles - checkpoint.parameters.warmUp,
            firstOpen: first.open, lastClose: close)
    }
}
