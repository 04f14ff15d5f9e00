/// The relative strength index (RSI): how much of the recent movement was upward, 0 to 100.
///
/// Formula: `100 − 100/(1 + gain/loss)`, gain and loss being Wilder's averages of the rises and the
/// falls from the last known value to this; 100 if there was no loss, 50 if there was no movement.
///
/// Seed and needs: the averages start at the means of the first n changes, so the first index comes
/// with value n + 1; warm after 20 n. An unknown value is passed over.
///
/// Over a candle's own price changes are counted in units of 10⁻⁸, subtracted before they become
/// Doubles: a price may have more digits than one holds.
///
/// Source: Wilder 1978. Equal to TA-Lib's, but for a series flat from its start (TA-Lib says 0).
enum RelativeStrength {
    /// Gain and loss as averages, and the last value where that is a Double.
    static let reals = 2 * Seed.reals + 1

    /// How much the counts may be: those of the averages, and whether there is a last value.
    static func limits(_ period: UInt16) -> [Int] {
        Seed.limits(period) + Seed.limits(period) + [1]
    }

    @inline(__always)
    static func next(
        _ value: Double, period: Int, _ reals: inout MutableSpan<Double>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        guard !value.isNaN else { return .nan }
        let last = reals[base + 2 * Seed.reals]
        reals[base + 2 * Seed.reals] = value
        let hasLast = counts[slot + 2 * Seed.counts] == 1
        counts[slot + 2 * Seed.counts] = 1
        guard hasLast else { return .nan }
        return take(value - last, period: period, &reals, at: base, &counts, at: slot)
    }

    /// The same over whole units, the last of which is remembered in a whole number.
    @inline(__always)
    static func next(
        units: Int128, period: Int, _ reals: inout MutableSpan<Double>, at base: Int,
        _ wholes: inout MutableSpan<Int128>, at place: Int, _ counts: inout MutableSpan<Int>,
        at slot: Int
    ) -> Double {
        guard !Unknown.isUnknown(units) else { return .nan }
        let last = wholes[place]
        wholes[place] = units
        guard !Unknown.isUnknown(last) else { return .nan }
        // In range: the difference of two prices of 64 bits has 65.
        let difference = units &- last
        let change = NearestDouble.quotient(difference, over: 1, near: 1)
        return take(change, period: period, &reals, at: base, &counts, at: slot)
    }

    @inline(__always)
    private static func take(
        _ change: Double, period: Int, _ reals: inout MutableSpan<Double>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        let gain = WilderSmoothing.next(
            max(change, 0), period: period, &reals, at: base, &counts, at: slot)
        let loss = WilderSmoothing.next(
            max(-change, 0), period: period, &reals, at: base + Seed.reals, &counts,
            at: slot + Seed.counts)
        if loss == 0 { return gain == 0 ? 50 : 100 }
        return Unknown.unlessFinite(100 - 100 / (1 + gain / loss))
    }
}
