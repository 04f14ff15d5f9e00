/// The highest or lowest of the last n values, and how long ago it was.
///
/// Formula: the extreme of `xᵢ`, this one among them; its age is that of the newest of equals,
/// 0 … n − 1.
///
/// Seed and needs: n known values in a row. Remembers, oldest first, those that may yet become the
/// extreme: each is more extreme than all after it. So a candle costs the same for every n, however
/// the values run. Takes n values, and counts: how many known values in a row, the number of this
/// candle, where the first of the queue lies, its length, and n numbers of candles.
///
/// Source: TA-Lib's MAX, MIN, MAXINDEX, MININDEX.
enum Extreme {
    static let counts = 4

    /// How much its counts may be.
    static func limits(_ period: UInt16) -> [Int] {
        [Int(period), .max, Int(period) - 1, Int(period)]
            + [Int](repeating: .max, count: Int(period))
    }

    /// Takes a value, and returns where in the ring the extreme lies; −1 while there are too few.
    @inline(__always)
    static func next<Value: Comparable>(
        _ value: Value, isKnown: Bool, isHighest: Bool, period: Int,
        _ values: inout MutableSpan<Value>, at base: Int, _ counts: inout MutableSpan<Int>,
        at slot: Int
    ) -> Int {
        let number = counts[slot + 1] &+ 1
        counts[slot + 1] = number
        guard isKnown else {
            counts[slot] = 0
            counts[slot + 3] = 0
            return -1
        }
        let numbers = slot + Self.counts
        var first = counts[slot + 2]
        var length = counts[slot + 3]
        // No more than one of them grows too old at a time.
        if length > 0, number &- counts[numbers + first] >= period {
            first = first + 1 == period ? 0 : first + 1
            length -= 1
        }
        var free = first + length
        if free >= period { free -= period }
        while length > 0 {
            let last = free == 0 ? period - 1 : free - 1
            let stays = isHighest ? values[base + last] > value : values[base + last] < value
            if stays { break }
            free = last
            length -= 1
        }
        values[base + free] = value
        counts[numbers + free] = number
        if length == 0 { first = free }
        counts[slot + 2] = first
        counts[slot + 3] = min(length + 1, period)
        let known = min(counts[slot] + 1, period)
        counts[slot] = known
        return known == period ? first : -1
    }

    /// How many candles ago that was which lies there in the ring.
    @inline(__always)
    static func age(of place: Int, _ counts: borrowing MutableSpan<Int>, at slot: Int) -> Int {
        counts[slot + 1] &- counts[slot + Self.counts + place]
    }
}
