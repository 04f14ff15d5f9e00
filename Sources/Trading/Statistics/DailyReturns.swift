package import Market

/// The mean and spread of daily equity returns, in a handful of running figures.
///
/// A day's return is its last mark over the last mark of the day before (the initial balance for
/// the first), less one. Days without a candle have none. Mean and squared deviations run along by
/// Welford's method (1962).
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

    @inline(__always)
    mutating func mark(_ equity: Money, day: Int64) {
        if let last = self.day, last != day {
            finished.consume(dayReturn)
            base = self.equity
        }
        self.day = day
        self.equity = equity
    }

    /// The finished days and the day so far.
    private var soFar: ReturnMoments {
        var moments = finished
        if day != nil { moments.consume(dayReturn) }
        return moments
    }

    private var dayReturn: Double {
        base == .zero ? 0 : Double(equity.units) / Double(base.units) - 1
    }

    /// The Sharpe ratio of daily returns, × √365: mean over sample deviation.
    ///
    /// `nil` under two days, and where no day differed from another.
    ///
    /// Source: W. F. Sharpe, "The Sharpe Ratio", 1994, with a risk-free return of 0.
    package var sharpeRatio: Double? { soFar.sharpeRatio }

    /// The Sortino ratio of daily returns, × √365: mean over `√mean(min(r, 0)²)`.
    ///
    /// `nil` under two days, and where no day lost.
    ///
    /// Source: F. Sortino and R. van der Meer, "Downside Risk", 1991, with a target of 0.
    package var sortinoRatio: Double? { soFar.sortinoRatio }
}

/// Count, mean and squared deviations of a series, and the squares of what was lost.
package struct ReturnMoments: Equatable, Sendable {
    package var count = 0
    package var mean = 0.0
    package var squaredDeviations = 0.0
    package var squaredLosses = 0.0

    package init() {}

    mutating func consume(_ value: Double) {
        count += 1
        let distance = value - mean
        mean += distance / Double(count)
        squaredDeviations += distance * (value - mean)
        let loss = min(value, 0)
        squaredLosses += loss * loss
    }

    var sharpeRatio: Double? {
        guard count > 1, squaredDeviations > 0 else { return nil }
        return annualized(mean / (squaredDeviations / Double(count - 1)).squareRoot())
    }

    var sortinoRatio: Double? {
        guard count > 1, squaredLosses > 0 else { return nil }
        return annualized(mean / (squaredLosses / Double(count)).squareRoot())
    }

    private func annualized(_ daily: Double) -> Double? {
        let ratio = daily * 365.0.squareRoot()
        return ratio.isFinite ? ratio : nil
    }
}
