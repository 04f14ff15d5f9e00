/// The median of the last n values.
///
/// Formula: the middle one in order of size; of an even n `(a + b)/2` of the middle two.
///
/// Seed and needs: n known values in a row. Remembers them twice: in a ring, and in order of size;
/// takes 2n reals and a ring's counts with one more, how many stand in order.
///
/// Source: TradingView's `ta.median`.
enum Median {
    /// How much its counts may be.
    static func limits(_ period: UInt16) -> [Int] { Ring.limits(period) + [Int(period)] }

    @inline(__always)
    static func next(
        _ value: Double, period: Int, _ reals: inout MutableSpan<Double>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        let ordered = base + period
        let known = counts[slot + 1]
        let oldest = Ring.exchange(
            value, period: period, &reals, at: base, &counts, at: slot)
        if value.isNaN {
            counts[slot + 1] = 0
            counts[slot + 2] = 0
            return .nan
        }
        var length = counts[slot + 2]
        if known == period, length > 0 {
            // In range: a place is looked for among those that are taken.
            let place = min(place(of: oldest, among: length, reals, at: ordered), length - 1)
            for index in ordered + place..<ordered + length - 1 { reals[index] = reals[index + 1] }
            length -= 1
        }
        guard length < period else { return .nan }
        let place = place(of: value, among: length, reals, at: ordered)
        var index = ordered + length
        while index > ordered + place {
            reals[index] = reals[index - 1]
            index -= 1
        }
        reals[index] = value
        length += 1
        counts[slot + 1] = min(known + 1, period)
        counts[slot + 2] = length
        guard length == period else { return .nan }
        let upper = reals[ordered + period / 2]
        guard period.isMultiple(of: 2) else { return upper }
        let lower = reals[ordered + period / 2 - 1]
        return lower == upper ? upper : (lower + upper) / 2
    }

    /// How many of the ordered values are below a value.
    @inline(__always)
    private static func place(
        of value: Double, among length: Int, _ reals: borrowing MutableSpan<Double>, at base: Int
    ) -> Int {
        var (low, high) = (0, length)
        while low < high {
            let middle = (low + high) / 2
            if reals[base + middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
