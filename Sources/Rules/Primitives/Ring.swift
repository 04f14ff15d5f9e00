/// The last n values of a series in a ring: what windows and delays remember.
///
/// Takes n reals and two counts: where the next value goes, which is where the oldest lies once the
/// ring is full, and how many known values in a row were taken, at most n.
enum Ring {
    static let counts = 2

    /// How much its counts may be.
    static func limits(_ period: UInt16) -> [Int] { [Int(period) - 1, Int(period)] }

    /// Puts a value in the place of the oldest.
    ///
    /// - Returns: whether the last n values are known, all of them.
    @inline(__always)
    static func take(
        _ value: Double, period: Int, _ reals: inout MutableSpan<Double>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Bool {
        let head = counts[slot]
        reals[base + head] = value
        counts[slot] = head + 1 == period ? 0 : head + 1
        if value.isNaN {
            counts[slot + 1] = 0
            return false
        }
        let known = counts[slot + 1]
        if known == period { return true }
        counts[slot + 1] = known + 1
        return known + 1 == period
    }

    /// Puts a value in the place of the oldest, and returns that.
    @inline(__always)
    static func exchange(
        _ value: Double, period: Int, _ reals: inout MutableSpan<Double>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        let head = counts[slot]
        let oldest = reals[base + head]
        reals[base + head] = value
        counts[slot] = head + 1 == period ? 0 : head + 1
        return oldest
    }

    /// Goes through a full ring, oldest first.
    @inline(__always)
    static func fold<Result>(
        _ start: Result, period: Int, _ reals: borrowing MutableSpan<Double>, at base: Int,
        oldest: Int, _ body: (inout Result, Double) -> Void
    ) -> Result {
        var result = start
        for index in base + oldest..<base + period { body(&result, reals[index]) }
        for index in base..<base + oldest { body(&result, reals[index]) }
        return result
    }

    /// Goes through a full ring, oldest first, with the number of each from 0.
    @inline(__always)
    static func foldNumbered<Result>(
        _ start: Result, period: Int, _ reals: borrowing MutableSpan<Double>, at base: Int,
        oldest: Int, _ body: (inout Result, Double, Double) -> Void
    ) -> Result {
        var result = start
        var number = 0.0
        for index in base + oldest..<base + period {
            body(&result, number, reals[index])
            number += 1
        }
        for index in base..<base + oldest {
            body(&result, number, reals[index])
            number += 1
        }
        return result
    }

    /// Whether all values of a full ring are equal.
    @inline(__always)
    static func isFlat(
        period: Int, _ reals: borrowing MutableSpan<Double>, at base: Int
    ) -> Bool {
        let first = reals[base]
        for index in base + 1..<base + period where reals[index] != first { return false }
        return true
    }

    /// The mean of a full ring: Σ/n, oldest first; of equal values that value.
    @inline(__always)
    static func mean(
        period: Int, _ reals: borrowing MutableSpan<Double>, at base: Int, oldest: Int
    ) -> Double {
        if isFlat(period: period, reals, at: base) { return reals[base] }
        let sum = fold(0.0, period: period, reals, at: base, oldest: oldest) { $0 += $1 }
        return sum / Double(period)
    }
}
