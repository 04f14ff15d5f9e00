/// The line of least squares through the last n values, over 0, 1, … n − 1.
///
/// Formula: slope `s = Σ(i − (n−1)/2)(xᵢ − m) / (n(n² − 1)/12)`, oldest first, m being their mean;
/// at the newest value the line is `m + s·(n − 1)/2`. Of equal values the slope is 0 and the line
/// that value; of a single one both are unknown.
///
/// Seed and needs: n known values in a row. Remembers them.
///
/// Source: TA-Lib's LINEARREG and LINEARREG_SLOPE.
enum Regression {
    @inline(__always)
    static func slope(
        mean: Double, period: Int, _ reals: borrowing MutableSpan<Double>, at base: Int, oldest: Int
    ) -> Double {
        guard period > 1 else { return .nan }
        let count = Double(period)
        let middle = (count - 1) / 2
        let sum = Ring.foldNumbered(0.0, period: period, reals, at: base, oldest: oldest) {
            $0 += ($1 - middle) * ($2 - mean)
        }
        return sum / (count * (count * count - 1) / 12)
    }

    @inline(__always)
    static func end(
        mean: Double, period: Int, _ reals: borrowing MutableSpan<Double>, at base: Int, oldest: Int
    ) -> Double {
        let slope = slope(mean: mean, period: period, reals, at: base, oldest: oldest)
        return mean + slope * Double(period - 1) / 2
    }
}
