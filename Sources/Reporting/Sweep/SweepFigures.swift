package import Market
package import Trading

/// What one run over a window of candles came to, under the names of the stats file.
package struct SweepFigures: Equatable, Sendable {
    package let initialBalance: Money
    package let equity: Money
    package let totalPnL: Money
    package let totalPnLPercent: Double
    package let sharpe: Ratio
    package let sortino: Ratio
    package let maxDrawdownPercent: Double
    package let totalFees: Money
    /// What the other figures follow from.
    package let tally: TradeTally
    package let exposure: Exposure
    /// The daily returns, the last day's so far among them.
    package let returns: ReturnMoments

    /// The figures of the state that the run ended in.
    ///
    /// - Throws: ``Overflow`` if a sum is out of range.
    package init(
        _ state: TraderState, _ parameters: Parameters, _ timeframe: Timeframe
    ) throws(Overflow) {
        let (summary, record) = (try Summary(state, parameters), state.record)
        initialBalance = summary.initialBalance
        equity = summary.equity
        totalPnL = summary.totalPnL
        totalPnLPercent = summary.totalPnLPercent
        sharpe = record.sharpeRatio(in: timeframe)
        sortino = record.sortinoRatio(in: timeframe)
        maxDrawdownPercent = record.drawdown.maximumPercent
        totalFees = summary.totalFees
        tally = record.tally
        exposure = record.exposure
        returns = record.returns.soFar
    }

    package var totalTrades: Int { tally.trades }
    package var wins: Int { tally.wins }
    package var winRate: Double { tally.winRate }
    package var profitFactor: Double? { tally.profitFactor }
    package var expectancy: Double { tally.expectancy }
    package var exposurePercent: Double { exposure.percent }

    /// The change of equity, an open position counted; the largest number where it is beyond that.
    package var change: Money {
        Money(clamping: Int128(equity.units) - Int128(initialBalance.units))
    }

    /// Whether it never closed a trade nor held a position.
    var isIdle: Bool { tally.trades == 0 && exposure.exposed == 0 }
}
