/// The last n exact values in a ring: delays, and sums that run along.
///
/// A sum of whole numbers is the same in any order, so that it costs two additions a candle.
enum ExactRing {
    /// Puts a value in the place of the oldest, and returns that.
    @inline(__always)
    static func exchange(
        _ value: Int128, period: Int, _ wholes: inout MutableSpan<Int128>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Int128 {
        let head = counts[slot]
        let oldest = wholes[base + head]
        wholes[base + head] = value
        counts[slot] = head + 1 == period ? 0 : head + 1
        return oldest
    }

    /// The sum of the last n numerators, unknown unless all are known; it is remembered behind them.
    @inline(__always)
    static func sum(
        _ value: Int128, period: Int, _ wholes: inout MutableSpan<Int128>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Int128 {
        let oldest = exchange(value, period: period, &wholes, at: base, &counts, at: slot)
        guard !Unknown.isUnknown(value) else {
            counts[slot + 1] = 0
            return Unknown.whole
        }
        let known = counts[slot + 1]
        // In range: 127 bits hold the sum, which was found out when compiling.
        var sum = known == 0 ? value : wholes[base + period] &+ value
        if known == period {
            sum &-= oldest
        } else {
            counts[slot + 1] = known + 1
        }
        wholes[base + period] = sum
        return counts[slot + 1] == period ? sum : Unknown.whole
    }
}
