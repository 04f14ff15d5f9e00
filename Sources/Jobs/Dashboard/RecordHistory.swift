internal import Market
internal import Record
internal import Reporting
internal import Store
internal import Trading

/// A record up to a candle, condensed to what the page shows of it.
///
/// Nothing here grows with the record. Kept in a file, it lets a page read only what came since;
/// the file is derived, and whoever deletes it makes the next page read everything once more.
package struct RecordHistory: Equatable {
    /// Where its last line ends.
    var position = JournalPosition.genesis
    /// When the first line was written; `nil` where there is none yet.
    var startedAt: Timestamp?
    var candles = 0
    /// How many orders were not filled; `nil` where whoever kept it did not count them.
    var skipped: Int?
    /// The candle after the warm-up; `nil` where there is none yet.
    var firstTraded: Candle?
    /// The last candles, at least as many as warm up the averages of the next one.
    var lead: [Candle] = []
    /// The last positions, oldest first; the open one, where there is one, is the last.
    var holdings: [Holding] = []
    var books: RecordBooks
    var drawdown: Drawdown
    /// Equity, what holding would have made of it, and how far equity stood below its peak.
    var curve: RecordCurve

    /// The beginning of a record.
    init(_ settings: TraderSettings) {
        self.init(
            name: settings.name, coin: settings.market.symbol.base,
            initialBalance: settings.parameters.initialBalance)
        skipped = 0
    }

    /// - Precondition: the balance is positive.
    init(name: String, coin: String, initialBalance: Money) {
        books = RecordBooks(balance: initialBalance)
        drawdown = Drawdown(initialBalance: initialBalance)
        curve = RecordCurve(
            EquityCurve(
                name: name, coin: coin, initialBalance: initialBalance,
                atMost: RecordCurve.maximumKept))
    }

    /// Books a candle and all that it led to.
    mutating func consume(
        _ candle: Candle, _ events: [JournalTail.Happening], of settings: TraderSettings
    ) throws(Overflow) {
        candles += 1
        for event in events { consume(event) }
        try books.consume(close: candle.close, events)
        let equity = books.equity
        drawdown.mark(equity)
        let lead = PageTrader.lead(settings.parameters.strategy)
        if self.lead.count >= 2 * lead { self.lead.removeFirst(lead) }
        self.lead.append(candle)
        guard candles > settings.parameters.warmUp else { return }
        firstTraded = firstTraded ?? candle
        if curve.equity.isEmpty { curve.equity.begin(with: candle) }
        let time = candle.closeTime(settings.market.timeframe)
        curve.equity.add(time, equity, price: candle.close)
        curve.addDrawdown(time, drawdown.currentPercent)
    }

    private mutating func consume(_ event: JournalTail.Happening) {
        switch event {
        case .opened(let position, let isLate):
            holdings.append(Holding(position, isLate: isLate))
        case .closed(let trade, let isLate):
            guard !holdings.isEmpty else { return }
            holdings[holdings.count - 1].close(trade, isLate: isLate)
        case .skipped: skipped = skipped.map { $0 + 1 }
        case .gap: break
        }
    }

    /// Lets go of positions that no page lists any more.
    mutating func forgetHoldings() {
        guard holdings.count >= 2 * Holding.maximumListed else { return }
        holdings.removeFirst(holdings.count - Holding.maximumListed)
    }

    /// The same with no more in it than a page needs.
    func condensed(_ parameters: Parameters) -> RecordHistory {
        var history = self
        history.lead = lead.suffix(PageTrader.lead(parameters.strategy))
        history.holdings = holdings.suffix(Holding.maximumListed)
        return history
    }
}
