package import Market

/// Wins and losses, counted and summed exactly.
package struct TradeTally: Equatable, Sendable {
    package var wins = 0
    package var losses = 0
    /// The sum of the wins' pnl.
    package var grossProfit: MoneySum = .zero
    /// The sum of the losses' pnl, at most 0.
    package var grossLoss: MoneySum = .zero
    /// The highest pnl of a trade; `nil` before the first.
    package var best: Money?
    /// The lowest pnl of a trade; `nil` before the first.
    package var worst: Money?
    /// The fees of closed trades.
    package var fees: MoneySum = .zero
    /// Wins in a row, or losses in a row as a negative number.
    package var streak = 0

    package init() {}

    /// Counts a closed trade.
    package mutating func count(_ trade: Trade) {
        if trade.isWin {
            wins += 1
            grossProfit += trade.pnl
            streak = max(streak, 0) + 1
        } else {
            losses += 1
            grossLoss += trade.pnl
            streak = min(streak, 0) - 1
        }
        best = best.map { max($0, trade.pnl) } ?? trade.pnl
        worst = worst.map { min($0, trade.pnl) } ?? trade.pnl
        fees += trade.fees
    }

    /// Takes in what other trades came to; streaks end between the two.
    package mutating func add(_ other: TradeTally) {
        wins += other.wins
        losses += other.losses
        grossProfit = grossProfit.adding(other.grossProfit)
        grossLoss = grossLoss.adding(other.grossLoss)
        fees = fees.adding(other.fees)
        best = [best, other.best].compactMap(\.self).max()
        worst = [worst, other.worst].compactMap(\.self).min()
        streak = other.trades > 0 ? other.streak : streak
    }

    package var trades: Int { wins + losses }

    /// The pnl of all closed trades.
    ///
    /// It is by how much cash and outlay have changed, both of which are within range and not
    /// negative: so it is too, however large profit and loss are by themselves.
    package var totalPnL: Money { Money(clamping: grossProfit.units &+ grossLoss.units) }

    /// Wins in percent of trades; 0 without trades.
    package var winRate: Double { trades == 0 ? 0 : 100 * Double(wins) / Double(trades) }

    /// Gross profit over gross loss; `nil` while nothing was lost.
    package var profitFactor: Double? {
        grossLoss == .zero ? nil : grossProfit.doubleValue / -grossLoss.doubleValue
    }

    /// Whether trades were closed, and none of them lost anything.
    package var hasNeverLost: Bool { trades > 0 && grossLoss == .zero }

    /// The mean pnl of the wins; 0 without one.
    package var averageWin: Double { wins == 0 ? 0 : grossProfit.doubleValue / Double(wins) }

    /// The mean pnl of the losses, at most 0; 0 without one.
    package var averageLoss: Double { losses == 0 ? 0 : grossLoss.doubleValue / Double(losses) }

    /// The mean pnl of a trade; 0 without trades.
    package var expectancy: Double {
        trades == 0 ? 0 : (grossProfit.doubleValue + grossLoss.doubleValue) / Double(trades)
    }
}
