package import Market

/// The mean and spread of daily equity returns, in a handful of running figures.
///
/// A day's return is its last mark over the last mark of the day before (the initial balance for
/// the first), less one. Days without a candle have none.
package struct DailyReturns: Equatable, Sendable {
    /// The day the last mark belongs to; `nil` before the first.
    package var day: Int64?
    /// The last mark.
    package var equity: Money
    /// The last mark of the day before.
    package var base: Money
    /// The finished days.
    package var finished: ReturnMoments

    package init(initialBalance: Money) {
        equity = initialBalance
        base = initialBalance
        finished = ReturnMoments()
    }

    /// Takes the equity at a candle's close; none may be of an earlier day than one before.
    @inline(__always)
    package mutating func mark(_ equity: Money, day: Int64) {
        if let last = self.day, last != day {
            finished.consume(dayReturn)
            base = self.equity
        }
        self.day = day
        self.equity = equity
    }

    /// The finished days and the day so far.
    package var soFar: ReturnMoments {
        var moments = finished
        if day != nil { moments.consume(dayReturn) }
        return moments
    }

    private var dayReturn: Double {
        base == .zero ? 0 : Double(equity.units) / Double(base.units) - 1
    }

    /// What rounding alone makes of a day's return.
    ///
    /// Ten times the last digit of equity, and not less than a billionth: every fill of a day rounds
    /// a few digits.
    package var noise: Double { max(1e-9, 10 / Double(max(1, base.units))) }

    /// The Sharpe ratio of daily returns, × √365: mean over sample deviation.
    ///
    /// Source: W. F. Sharpe, "The Sharpe Ratio", 1994, with a risk-free return of 0.
    package var sharpeRatio: Ratio { soFar.sharpeRatio(noise: noise) }

    /// The Sortino ratio of daily returns, × √365: mean over `√mean(min(r, 0)²)`.
    ///
    /// Source: F. Sortino and R. van der Meer, "Downside Risk", 1991, with a target of 0.
    package var sortinoRatio: Ratio { soFar.sortinoRatio(noise: noise) }
}
