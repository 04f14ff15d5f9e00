package import Market

/// The figures of a trader as its stats file, `algom status` and the reports tell them.
///
/// Derived from parameters and state alone, so that anybody can derive them again.
package struct Summary: Equatable, Sendable {
    package let initialBalance: Money
    package let balance: Money
    package let equity: Money
    /// The pnl of closed trades.
    package let totalPnL: Money
    /// In percent of the initial balance.
    package let totalPnLPercent: Double
    /// Fees paid, the open position's entry fee among them; at least so much where it is the
    /// largest number.
    package let totalFees: Money
    /// `quantity · price − cost − entry fee` of the open position; 0 without one.
    package let unrealizedPnL: Money
    /// The same in percent of cost and entry fee.
    package let unrealizedPnLPercent: Double
    /// The day's loss in percent of the equity it began with, at least 0.
    package let dailyLossPercent: Double

    /// The figures of a state.
    ///
    /// - Throws: ``Overflow`` if a sum is out of range.
    package init(_ state: TraderState, _ parameters: Parameters) throws(Overflow) {
        initialBalance = parameters.initialBalance
        balance = state.account.balance
        equity = state.record.drawdown.equity
        totalPnL = state.record.tally.totalPnL
        totalPnLPercent = percent(totalPnL, of: parameters.initialBalance)
        var fees = state.record.tally.fees
        if let position = state.account.position, let price = state.lastClose {
            fees += position.entryFee
            let outlay = try position.outlay()
            unrealizedPnL =
                try state.account.equity(at: price) - state.account.balance - outlay
            unrealizedPnLPercent = percent(unrealizedPnL, of: outlay)
        } else {
            unrealizedPnL = .zero
            unrealizedPnLPercent = 0
        }
        totalFees = Money(clamping: fees.units)
        // Not the negation of a gain: that of 0 would be shown as −0.
        let daily = state.risk.dailyPnL
        dailyLossPercent = daily < .zero ? -percent(daily, of: state.risk.dayStartEquity) : 0
    }
}
