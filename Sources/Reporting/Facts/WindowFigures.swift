package import Market

/// What a trader did between two moments, counted from its journal.
package struct WindowFigures: Equatable, Sendable {
    /// The open time of the first candle.
    package var from: Timestamp
    /// The close time of the last.
    package var to: Timestamp
    package var wins: Int
    package var losses: Int
    package var pnl: Money
    package var fees: Money
    /// The mark at the close before `from`, or the initial balance.
    package var equityAtStart: Money
    /// The mark at `to`.
    package var equityAtEnd: Money
    /// In percent of the highest mark before it within the window, the first included.
    package var maximumDrawdownPercent: Double
    package var best: Money?
    package var worst: Money?
    package var candles: Int
    package var missingCandles: Int
    /// What a unit cost at the open of the first candle, and at the close of the last.
    package var firstOpen: Price
    package var lastClose: Price

    package init(
        from: Timestamp, to: Timestamp, wins: Int = 0, losses: Int = 0, pnl: Money = .zero,
        fees: Money = .zero, equityAtStart: Money, equityAtEnd: Money,
        maximumDrawdownPercent: Double = 0, best: Money? = nil, worst: Money? = nil,
        candles: Int = 0, missingCandles: Int = 0, firstOpen: Price, lastClose: Price
    ) {
        self.from = from
        self.to = to
        self.wins = wins
        self.losses = losses
        self.pnl = pnl
        self.fees = fees
        self.equityAtStart = equityAtStart
        self.equityAtEnd = equityAtEnd
        self.maximumDrawdownPercent = maximumDrawdownPercent
        self.best = best
        self.worst = worst
        self.candles = candles
        self.missingCandles = missingCandles
        self.firstOpen = firstOpen
        self.lastClose = lastClose
    }

    package var trades: Int { wins + losses }
    package var winRate: WinRate { WinRate(wins: wins, trades: trades) }

    /// The change of equity in percent of what the window began with.
    package var changePercent: Double {
        equityAtStart == .zero
            ? 0 : 100 * (equityAtEnd.doubleValue / equityAtStart.doubleValue - 1)
    }

    /// What buying at the first open and holding came to, in percent, fees not counted.
    package var holdPercent: Double {
        firstOpen == .zero ? 0 : 100 * (lastClose.doubleValue / firstOpen.doubleValue - 1)
    }
}
