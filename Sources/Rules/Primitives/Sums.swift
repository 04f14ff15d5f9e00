/// The sum of the last n values.
///
/// Formula: `Σ xᵢ`, oldest first.
///
/// Seed and needs: n known values in a row. Remembers them.
enum WindowSum {
    @inline(__always)
    static func value(
        period: Int, _ reals: borrowing MutableSpan<Double>, at base: Int, oldest: Int
    ) -> Double {
        Ring.fold(0.0, period: period, reals, at: base, oldest: oldest) { $0 += $1 }
    }
}

/// The weighted moving average (WMA): the newest of n values weighs n, the oldest 1.
///
/// Formula: `Σ i·xᵢ / (n(n+1)/2)`, i from 1, oldest first; of equal values that value.
///
/// Seed and needs: n known values in a row. Remembers them.
///
/// Source: TA-Lib's WMA, TradingView's `ta.wma`.
enum WeightedAverage {
    @inline(__always)
    static func value(
        period: Int, _ reals: borrowing MutableSpan<Double>, at base: Int, oldest: Int
    ) -> Double {
        if Ring.isFlat(period: period, reals, at: base) { return reals[base] }
        let sum = Ring.foldNumbered(0.0, period: period, reals, at: base, oldest: oldest) {
            $0 += ($1 + 1) * $2
        }
        return sum / Double(period * (period + 1) / 2)
    }
}
