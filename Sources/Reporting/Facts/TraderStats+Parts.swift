package import Market
package import Trading

extension TraderStats {
    /// What the account holds, and what has become of it.
    package struct Funds: Equatable, Sendable {
        package var initialBalance: Money
        package var balance: Money
        package var equity: Money
        /// The pnl of closed trades.
        package var totalPnL: Money
        /// The open position's entry fee among them.
        package var totalFees: Money

        package init(
            initialBalance: Money, balance: Money, equity: Money, totalPnL: Money,
            totalFees: Money
        ) {
            self.initialBalance = initialBalance
            self.balance = balance
            self.equity = equity
            self.totalPnL = totalPnL
            self.totalFees = totalFees
        }

        /// The pnl of closed trades in percent of the initial balance.
        package var totalPnLPercent: Double { percent(totalPnL, of: initialBalance) }
    }

    /// Statistics over all closed trades.
    package struct Record: Equatable, Sendable {
        package var wins: Int
        package var losses: Int
        /// `nil` while there is no loss.
        package var profitFactor: Double?
        package var best: Money?
        package var worst: Money?
        package var averageWin: Double
        /// At most 0.
        package var averageLoss: Double
        package var expectancy: Double
        package var sharpeRatio: Double?
        package var sortinoRatio: Double?
        package var maximumDrawdownPercent: Double
        /// Wins in a row, or losses as a negative number.
        package var streak: Int
        package var exposurePercent: Double

        package init(
            wins: Int, losses: Int, profitFactor: Double? = nil, best: Money? = nil,
            worst: Money? = nil, averageWin: Double = 0, averageLoss: Double = 0,
            expectancy: Double = 0, sharpeRatio: Double? = nil, sortinoRatio: Double? = nil,
            maximumDrawdownPercent: Double = 0, streak: Int = 0, exposurePercent: Double = 0
        ) {
            self.wins = wins
            self.losses = losses
            self.profitFactor = profitFactor
            self.best = best
            self.worst = worst
            self.averageWin = averageWin
            self.averageLoss = averageLoss
            self.expectancy = expectancy
            self.sharpeRatio = sharpeRatio
            self.sortinoRatio = sortinoRatio
            self.maximumDrawdownPercent = maximumDrawdownPercent
            self.streak = streak
            self.exposurePercent = exposurePercent
        }

        package var trades: Int { wins + losses }
        package var winRate: WinRate { WinRate(wins: wins, trades: trades) }
    }

    /// How the risk controls stand.
    package struct RiskStanding: Equatable, Sendable {
        /// When entries are allowed again; `nil` while they are.
        package var pausedUntil: Timestamp?
        package var pauseReasons: [PauseReason]
        /// The pnl of the trades of the last candle's UTC day.
        package var dailyPnL: Money
        /// In percent of the equity the day began with, at least 0.
        package var dailyLossPercent: Double
        package var consecutiveLosses: Int
        /// In percent of the peak.
        package var drawdownPercent: Double
        package var peak: Money

        package init(
            pausedUntil: Timestamp? = nil, pauseReasons: [PauseReason] = [],
            dailyPnL: Money = .zero, dailyLossPercent: Double = 0, consecutiveLosses: Int = 0,
            drawdownPercent: Double = 0, peak: Money
        ) {
            self.pausedUntil = pausedUntil
            self.pauseReasons = pauseReasons
            self.dailyPnL = dailyPnL
            self.dailyLossPercent = dailyLossPercent
            self.consecutiveLosses = consecutiveLosses
            self.drawdownPercent = drawdownPercent
            self.peak = peak
        }
    }

    /// The indicators at the last candle's close; `nil` until each is warm.
    package struct IndicatorReadings: Equatable, Sendable {
        package var fast: Double?
        package var slow: Double?
        package var difference: Double?
        package var rsi: Double?

        package init(
            fast: Double? = nil, slow: Double? = nil, difference: Double? = nil, rsi: Double? = nil
        ) {
            self.fast = fast
            self.slow = slow
            self.difference = difference
            self.rsi = rsi
        }
    }
}
