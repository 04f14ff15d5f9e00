package import Market

/// Wins and losses, counted and summed exactly.
package struct TradeTally: Equatable, Sendable {
    package var wins = 0
    package var losses = 0
    /// The sum of the wins' pnl.
    package var grossProfit: Money = .zero
    /// The sum of the losses' pnl, at most 0.
    package var grossLoss: Money = .zero
    /// The highest pnl of a trade; `nil` before the first.
    package var best: Money?
    /// The lowest pnl of a trade; `nil` before the first.
    package var worst: Money?
    /// The fees of closed trades.
    package var fees: Money = .zero
    /// Wins in a row, or losses in a row as a negative number.
    package var streak = 0

    package init() {}

    /// Counts a closed trade.
    ///
    /// - Throws: ``Overflow`` if a sum is out of range.
    package mutating func count(_ trade: Trade) throws(Overflow) {
        if trade.isWin {
            wins += 1
            grossProfit = try grossProfit + trade.pnl
            streak = max(streak, 0) + 1
        } else {
            losses += 1
            grossLoss = try grossLoss + trade.pnl
            streak = min(streak, 0) - 1
        }
        best = best.map { max($0, trade.pnl) } ?? trade.pnl
        worst = worst.map { min($0, trade.pnl) } ?? trade.pnl
        fees = try fees + trade.fees
    }

    package var trades: Int { wins + losses }

    /// The pnl of all closed trades.
    ///
    /// - Throws: ``Overflow`` if the sum is out of range.
    package func totalPnL() throws(Overflow) -> Money { try grossProfit + grossLoss }

    /// Wins in percent of trades; 0 without trades.
    package var winRate: Double { trades == 0 ? 0 : 100 * Double(wins) / Double(trades) }

    /// Gross profit over gross loss; `nil` while nothing was lost.
    package var profitFactor: Double? {
        grossLoss == .zero ? nil : grossProfit.doubleValue / -grossLoss.doubleValue
    }

    /// The mean pnl of the wins; 0 without one.
    package var averageWin: Double { wins == 0 ? 0 : grossProfit.doubleValue / Double(wins) }

    /// The mean pnl of the losses, at most 0; 0 without one.
    package var averageLoss: Double { losses == 0 ? 0 : grossLoss.doubleValue / Double(losses) }

    /// The mean pnl of a trade; 0 without trades.
    package var expectancy: Double {
        trades == 0 ? 0 : (grossProfit.doubleValue + grossLoss.doubleValue) / Double(trades)
    }
}
