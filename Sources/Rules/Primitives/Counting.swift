/// How many of the last n conditions hold.
///
/// Seed and needs: n known conditions in a row. Remembers them, a ring's counts, and how many of the
/// known ones in a row hold.
enum HoldCount {
    /// How much its counts may be.
    static func limits(_ period: UInt16) -> [Int] { Ring.limits(period) + [Int(period)] }

    @inline(__always)
    static func next(
        _ holds: Double, period: Int, _ reals: inout MutableSpan<Double>, at base: Int,
        _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        let wasFull = counts[slot + 1] == period
        let head = counts[slot]
        let leaves = wasFull && reals[base + head] == 1
        let isKnown = Ring.take(holds, period: period, &reals, at: base, &counts, at: slot)
        if holds.isNaN {
            counts[slot + 2] = 0
            return .nan
        }
        let count = counts[slot + 2] &+ (holds == 1 ? 1 : 0) &- (leaves ? 1 : 0)
        counts[slot + 2] = count
        return isKnown ? Double(count) : .nan
    }
}

/// Candles since a condition last held, and what a series was then.
///
/// Formula: 0 where it holds now, … n − 1; unknown where it did not hold among the last n candles.
/// An unknown condition did not hold.
///
/// Needs 1 candle, is warm after n. Remembers one count: candles since it held and one, at most
/// n; 0 where it did not.
///
/// Source: TradingView's `ta.barssince` and `ta.valuewhen`.
enum LastHeld {
    /// How much its count may be.
    static func limits(_ period: UInt16) -> [Int] { [Int(period)] }

    /// The candles since, or −1.
    @inline(__always)
    static func age(
        _ holds: Double, period: Int, _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Int {
        let since = counts[slot]
        if holds == 1 {
            counts[slot] = 1
            return 0
        }
        guard since > 0, since < period else {
            counts[slot] = 0
            return -1
        }
        counts[slot] = since + 1
        return since
    }

    @inline(__always)
    static func since(
        _ holds: Double, period: Int, _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        let age = age(holds, period: period, &counts, at: slot)
        return age < 0 ? .nan : Double(age)
    }

    /// What a value was then; remembers it in one real.
    @inline(__always)
    static func value(
        _ holds: Double, _ value: Double, period: Int, _ reals: inout MutableSpan<Double>,
        at base: Int, _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        let age = age(holds, period: period, &counts, at: slot)
        if age == 0 { reals[base] = value }
        return age < 0 ? .nan : reals[base]
    }
}
