package import Market
package import Trading

/// What the windows of a walk forward came to together.
///
/// Tests come one behind the other and make one series: each window's marks go on from where the one
/// before ended, in proportion. Windows of choices overlap and make none. Ratios are those of all
/// trades and of all days, never means of the windows' ratios.
package struct WalkForwardTotal: Sendable {
    private let initialBalance: Money
    package private(set) var tally = TradeTally()
    package private(set) var exposure = Exposure()
    /// The changes of equity added up, open positions counted; each window begins with a fresh account.
    package private(set) var change: MoneySum = .zero
    /// The daily returns of all windows.
    private var pooled = ReturnMoments()
    /// The largest drawdown within a window, in percent.
    private var worstDrawdown = 0.0
    private let timeframe: Timeframe

    /// The marks of all windows as one series, which begins with the initial balance.
    private var series: Series?
    private struct Series {
        var drawdown: Drawdown
        var returns: DailyReturns
        /// What the windows before came to, as a factor.
        var factor = 1.0
    }

    /// Nothing yet; `isSeries` tells whether the windows come one behind the other.
    package init(initialBalance: Money, _ timeframe: Timeframe, isSeries: Bool) {
        self.initialBalance = initialBalance
        self.timeframe = timeframe
        if isSeries {
            series = Series(
                drawdown: Drawdown(initialBalance: initialBalance),
                returns: DailyReturns(initialBalance: initialBalance))
        }
    }

    /// Adds the next window; `marks` are its equity at each close, and the day of each.
    package mutating func add(
        _ figures: SweepFigures, marks: [(equity: Money, day: Int64)] = []
    ) {
        tally.add(figures.tally)
        exposure.add(figures.exposure)
        change += figures.change
        pooled.add(figures.returns)
        worstDrawdown = max(worstDrawdown, figures.maxDrawdownPercent)
        guard var series else { return }
        let start = figures.initialBalance.doubleValue
        let scale = start == 0 ? 0 : series.factor * initialBalance.doubleValue / start
        for mark in marks {
            let units = (Double(mark.equity.units) * scale).rounded()
            let equity = Money(units: Int64(saturating: units))
            series.drawdown.mark(equity)
            series.returns.mark(equity, day: mark.day)
        }
        series.factor *= start == 0 ? 1 : figures.equity.doubleValue / start
        self.series = series
    }

    /// The days that the candles of all windows make up.
    package var days: Double { exposure.days(in: timeframe) }

    /// The mean change of equity in 24 hours of candles; `nil` under 12 hours of them.
    package var changePerDay: Double? { days < 0.5 ? nil : change.doubleValue / days }

    /// What the one series changed by, in percent; `nil` where there is none.
    package var changePercent: Double? { series.map { 100 * ($0.factor - 1) } }

    /// Of the one series where there is one, else within the worst window.
    package var maxDrawdownPercent: Double {
        series?.drawdown.maximumPercent ?? worstDrawdown
    }

    package var sharpe: Ratio { days < 2 ? .tooShort : moments.sharpeRatio(noise: noise) }
    package var sortino: Ratio { days < 2 ? .tooShort : moments.sortinoRatio(noise: noise) }

    private var moments: ReturnMoments { series?.returns.soFar ?? pooled }
    private var noise: Double {
        (series?.returns ?? DailyReturns(initialBalance: initialBalance)).noise
    }
}
