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
