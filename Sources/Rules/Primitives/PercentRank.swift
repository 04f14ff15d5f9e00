/// How many of the n values before this one are not above it, in percent.
///
/// Formula: `100·k/n`, k of the n values before this one being ≤ it.
///
/// Seed and needs: n + 1 known values in a row. Remembers n of them, and a ring's counts.
///
/// Source: TradingView's `ta.percentrank`.
enum PercentRank {
    @inline(__always)
    static func next(
        _ value: Double, period: Int, _ reals: inout MutableSpan<Double>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        var rank = Double.nan
        if !value.isNaN, counts[slot + 1] == period {
            var below = 0
            for index in base..<base + period where reals[index] <= value { below += 1 }
            rank = 100 * Double(below) / Double(period)
        }
        _ = Ring.take(value, period: period, &reals, at: base, &counts, at: slot)
        return rank
    }
}
