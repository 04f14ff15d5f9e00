package import Market

/// What a trader's trades and marks amount to, kept in a size that does not grow.
package struct TrackRecord: Equatable, Sendable {
    package var tally: TradeTally
    package var drawdown: Drawdown
    package var returns: DailyReturns
    package var exposure: Exposure
    /// The last trades, oldest first.
    package var recentTrades: [Trade]

    /// How many of the last trades are kept.
    package static let maximumRecentTrades = 10

    package init(initialBalance: Money) {
        tally = TradeTally()
        drawdown = Drawdown(initialBalance: initialBalance)
        returns = DailyReturns(initialBalance: initialBalance)
        exposure = Exposure()
        recentTrades = []
    }

    /// Counts a closed trade.
    mutating func count(_ trade: Trade) {
        tally.count(trade)
        if recentTrades.count == Self.maximumRecentTrades { recentTrades.removeFirst() }
        recentTrades.append(trade)
    }

    /// Takes the equity at a candle's close.
    @inline(__always)
    mutating func mark(_ equity: Money, day: Int64, isExposed: Bool) {
        drawdown.mark(equity)
        returns.mark(equity, day: day)
        exposure.count(isExposed)
    }
}

extension TrackRecord {
    /// The Sharpe ratio of daily returns; none under 2 full days of candles, however far apart the
    /// first and the last lie.
    package func sharpeRatio(in timeframe: Timeframe) -> Ratio {
        isLongEnough(in: timeframe) ? returns.sharpeRatio : .tooShort
    }

    /// The Sortino ratio of daily returns, under the same condition.
    package func sortinoRatio(in timeframe: Timeframe) -> Ratio {
        isLongEnough(in: timeframe) ? returns.sortinoRatio : .tooShort
    }

    private func isLongEnough(in timeframe: Timeframe) -> Bool {
        exposure.days(in: timeframe) >= 2
    }
}
