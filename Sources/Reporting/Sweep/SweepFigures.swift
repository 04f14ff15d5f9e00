package import Market
package import Trading

/// What one run over a window of candles came to, under the names of the stats file.
package struct SweepFigures: Equatable, Sendable {
    package let equity: Money
    package let totalPnL: Money
    package let totalPnLPercent: Double
    package let totalTrades: Int
    package let wins: Int
    package let winRate: Double
    package let profitFactor: Double?
    package let expectancy: Double
    package let sharpeRatio: Double?
    package let sortinoRatio: Double?
    package let maxDrawdownPercent: Double
    package let exposurePercent: Double
    package let totalFees: Money

    /// The figures of the state that the run ended in.
    ///
    /// - Throws: ``Overflow`` if a sum is out of range.
    package init(_ state: TraderState, _ parameters: Parameters) throws(Overflow) {
        let summary = try Summary(state, parameters)
        let tally = state.record.tally
        equity = summary.equity
        totalPnL = summary.totalPnL
        totalPnLPercent = summary.totalPnLPercent
        totalTrades = tally.trades
        wins = tally.wins
        winRate = tally.winRate
        profitFactor = tally.profitFactor
        expectancy = tally.expectancy
        sharpeRatio = state.record.returns.sharpeRatio
        sortinoRatio = state.record.returns.sortinoRatio
        maxDrawdownPercent = state.record.drawdown.maximumPercent
        exposurePercent = state.record.exposure.percent
        totalFees = summary.totalFees
    }
}
