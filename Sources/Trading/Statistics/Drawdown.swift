package import Market

/// How far equity has fallen from its peak.
///
/// Formula: `100 · (peak − equity) / peak`, the peak being the highest mark so far, or the initial
/// balance.
package struct Drawdown: Equatable, Sendable {
    /// The last mark; the initial balance before the first.
    package var equity: Money
    package var peak: Money
    /// The largest drawdown at any mark, in percent of its peak.
    package var maximumPercent: Double

    package init(initialBalance: Money) {
        self.init(equity: initialBalance, peak: initialBalance, maximumPercent: 0)
    }

    package init(equity: Money, peak: Money, maximumPercent: Double) {
        self.equity = equity
        self.peak = peak
        self.maximumPercent = maximumPercent
    }

    /// Takes the equity at a candle's close.
    @inline(__always)
    package mutating func mark(_ equity: Money) {
        self.equity = equity
        if equity.units > peak.units { peak = equity }
        maximumPercent = max(maximumPercent, currentPercent)
    }

    /// The drawdown at the last mark, in percent of the peak.
    package var currentPercent: Double {
        100 * (Double(peak.units) - Double(equity.units)) / Double(peak.units)
    }
}
