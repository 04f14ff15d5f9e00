/// The standard deviation of the last n values, of the population.
///
/// Formula: `√(Σ(xᵢ − m)²/n)`, oldest first, m being their mean; 0 of equal values.
///
/// Seed and needs: n known values in a row. Remembers them.
///
/// Source: TA-Lib's STDDEV, TradingView's `ta.stdev`, which is biased too.
enum StandardDeviation {
    @inline(__always)
    static func value(
        mean: Double, period: Int, _ reals: borrowing MutableSpan<Double>, at base: Int, oldest: Int
    ) -> Double {
        let squares = Ring.fold(0.0, period: period, reals, at: base, oldest: oldest) {
            let distance = $1 - mean
            $0 += distance * distance
        }
        return (squares / Double(period)).squareRoot()
    }
}

/// The mean deviation of the last n values, as the CCI takes it.
///
/// Formula: `Σ|xᵢ − m|/n`, oldest first, m being their mean; 0 of equal values.
///
/// Seed and needs: n known values in a row. Remembers them.
///
/// Source: Lambert 1980, TradingView's `ta.dev`.
enum MeanDeviation {
    @inline(__always)
    static func value(
        mean: Double, period: Int, _ reals: borrowing MutableSpan<Double>, at base: Int, oldest: Int
    ) -> Double {
        let distances = Ring.fold(0.0, period: period, reals, at: base, oldest: oldest) {
            $0 += abs($1 - mean)
        }
        return distances / Double(period)
    }
}
