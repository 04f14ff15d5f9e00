/// The mean of the first n known values, which recursive averages start from.
///
/// Formula: `Σ/n`, oldest first; of equal values that value. Takes two reals, the sum and the first
/// value, and two counts: how many were taken, and whether one differed.
enum Seed {
    static let reals = 2
    static let counts = 2

    /// How much its counts may be.
    static func limits(_ period: UInt16) -> [Int] { [Int(period), 1] }

    /// Takes a known value while fewer than n were taken; once it is the n-th, their mean stands in
    /// the place of the sum.
    @inline(__always)
    static func take(
        _ value: Double, period: Int, _ reals: inout MutableSpan<Double>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) {
        let taken = counts[slot]
        if taken == 0 {
            reals[base] = 0
            reals[base + 1] = value
            counts[slot + 1] = 0
        } else if value != reals[base + 1] {
            counts[slot + 1] = 1
        }
        reals[base] += value
        counts[slot] = taken + 1
        if taken + 1 == period {
            reals[base] =
                counts[slot + 1] == 0 ? reals[base + 1] : reals[base] / Double(period)
            // What overflowed is no start: the next n are taken.
            if !reals[base].isFinite { counts[slot] = 0 }
        }
    }

    /// Takes an exact value while fewer than n were taken.
    ///
    /// Remembers the sum of numerators in a whole number.
    ///
    /// - Returns: their exact mean, read as the nearest Double, once it is the n-th.
    static func take(
        exact numerator: Int128, over divisor: Int128, period: Int,
        _ reals: inout MutableSpan<Double>, at base: Int, _ wholes: inout MutableSpan<Int128>,
        at place: Int, _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        guard !Unknown.isUnknown(numerator) else { return .nan }
        let taken = counts[slot] + 1
        // In range: 127 bits hold the sum, which was found out when compiling.
        wholes[place] = taken == 1 ? numerator : wholes[place] &+ numerator
        counts[slot] = taken
        guard taken == period else { return .nan }
        reals[base] = NearestDouble.wholeQuotient(wholes[place], over: divisor)
        return reals[base]
    }
}

/// The exponential moving average (EMA).
///
/// Formula: `e + k·(x − e)` with `k = 2/(n + 1)`.
///
/// Seed and needs: the mean of the first n known values; warm after 10 n. An unknown value is passed
/// over.
///
/// Source: TA-Lib's EMA, TradingView's `ta.ema`.
enum ExponentialAverage {
    @inline(__always)
    static func next(
        _ value: Double, period: Int, share: Double, _ reals: inout MutableSpan<Double>,
        at base: Int, _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        guard !value.isNaN else { return .nan }
        guard counts[slot] == period else {
            Seed.take(value, period: period, &reals, at: base, &counts, at: slot)
            return counts[slot] == period ? reals[base] : .nan
        }
        return step(value, share: share, &reals, at: base)
    }

    /// What comes after the seed.
    @inline(__always)
    static func step(
        _ value: Double, share: Double, _ reals: inout MutableSpan<Double>, at base: Int
    ) -> Double {
        let average = reals[base]
        let next = average + share * (value - average)
        guard next.isFinite else { return .nan }
        reals[base] = next
        return next
    }
}

/// Wilder's smoothing (RMA, SMMA): a mean that forgets by one part in n with every value.
///
/// Formula: `(r·(n − 1) + x)/n`.
///
/// Seed and needs: the mean of the first n known values; warm after 20 n. An unknown value is passed
/// over.
///
/// Source: J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
enum WilderSmoothing {
    @inline(__always)
    static func next(
        _ value: Double, period: Int, _ reals: inout MutableSpan<Double>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        guard !value.isNaN else { return .nan }
        guard counts[slot] == period else {
            Seed.take(value, period: period, &reals, at: base, &counts, at: slot)
            return counts[slot] == period ? reals[base] : .nan
        }
        return step(value, period: period, &reals, at: base)
    }

    /// What comes after the seed.
    @inline(__always)
    static func step(
        _ value: Double, period: Int, _ reals: inout MutableSpan<Double>, at base: Int
    ) -> Double {
        let next = (reals[base] * Double(period - 1) + value) / Double(period)
        guard next.isFinite else { return .nan }
        reals[base] = next
        return next
    }
}
