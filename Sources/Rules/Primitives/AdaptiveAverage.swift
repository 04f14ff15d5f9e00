/// Kaufman's adaptive moving average (KAMA): quick where prices go straight, slow where they wander.
///
/// Formula: `k + c·(x − k)` with `c = (e·(2/(f+1) − 2/(s+1)) + 2/(s+1))²`, the efficiency e being
/// `|x − x[n]| / Σ|xᵢ − xᵢ₋₁|` over the last n changes, oldest first; 1 where nothing moved, and
/// where rounding makes the sum no more than the rise.
///
/// Seed and needs: it starts at the value before the first that has n before it, so n + 1 known
/// values; warm after 20 s. Unknown values are passed over: the window is of the known ones.
/// Remembers n + 1 values, the average, and a ring's counts.
///
/// Source: Kaufman, "Smarter Trading", 1995; TA-Lib's KAMA, with lengths f and s for its 2 and 30.
enum AdaptiveAverage {
    @inline(__always)
    static func next(
        _ value: Double, period: Int, fast: Double, slow: Double,
        _ reals: inout MutableSpan<Double>, at base: Int, _ counts: inout MutableSpan<Int>,
        at slot: Int
    ) -> Double {
        guard !value.isNaN else { return .nan }
        let size = period + 1
        let head = counts[slot]
        let newest = base + (head == 0 ? size - 1 : head - 1)
        let before = reals[newest]
        guard Ring.take(value, period: size, &reals, at: base, &counts, at: slot) else {
            return .nan
        }
        let oldest = counts[slot]
        let change = value - reals[base + oldest]
        var path = 0.0
        var last = reals[base + oldest]
        var index = oldest
        for _ in 0..<period {
            index = index + 1 == size ? 0 : index + 1
            let next = reals[base + index]
            path += abs(next - last)
            last = next
        }
        let efficiency = path <= change || path == 0 ? 1 : abs(change / path)
        let slowShare = 2 / (slow + 1)
        let share = efficiency * (2 / (fast + 1) - slowShare) + slowShare
        // Its first value is that of the price before.
        let known = reals[base + size]
        let average = known.isNaN ? before : known
        let next = (value - average) * (share * share) + average
        guard next.isFinite else { return .nan }
        reals[base + size] = next
        return next
    }
}
