internal import Market

/// What happened since 00:00 UTC: known once a 00:00 was seen, also one inside a gap.
///
/// The first candle of all counts where it opens at 00:00.
enum Day {
    /// How much the counts may be: the day it is, counted from 1970, and how it stands: 0 before any
    /// candle, 1 before the first 00:00, 2 after it.
    static let limits = [Int.max, 2]

    enum Standing { case unknown, begins, goesOn }

    @inline(__always)
    static func take(
        _ openTime: Int64, _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Standing {
        let moment = Timestamp(milliseconds: openTime)
        let day = Int(truncatingIfNeeded: moment.day)
        let (last, standing) = (counts[slot], counts[slot + 1])
        counts[slot] = day
        if standing == 0 {
            let opens = Timestamp(startOfDay: moment.day) == moment
            counts[slot + 1] = opens ? 2 : 1
            return opens ? .begins : .unknown
        }
        if day != last {
            counts[slot + 1] = 2
            return .begins
        }
        return standing == 2 ? .goesOn : .unknown
    }
}

/// The first open, the highest high or the lowest low of the day so far.
///
/// Needs the first 00:00; remembers the day and one real.
enum DayPrice {
    @inline(__always)
    static func next(
        _ candle: borrowing CandleNumbers, _ field: DayField, _ reals: inout MutableSpan<Double>,
        at base: Int, _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        let standing = Day.take(candle.openTime, &counts, at: slot)
        guard standing != .unknown else { return .nan }
        let begins = standing == .begins
        let last = reals[base]
        let next: Double
        switch field {
        case .open: next = begins ? CandleNumbers.price(candle.open) : last
        case .high:
            let high = CandleNumbers.price(candle.high)
            next = begins ? high : max(last, high)
        case .low:
            let low = CandleNumbers.price(candle.low)
            next = begins ? low : min(last, low)
        }
        reals[base] = next
        return next
    }
}

/// The volume-weighted average price (VWAP) of the day so far.
///
/// Formula: `Σ hlc3·volume / Σ volume` with `hlc3 = (high + low + close)/3`, oldest first. The
/// products are of Doubles; the sum of volumes is one of whole numbers, read as the nearest Double.
/// Unknown where nothing was traded.
///
/// Needs the first 00:00; remembers the day, the first sum in a real, the second in a whole number.
///
/// Source: TradingView's `ta.vwap`, anchored to the day.
enum VolumeWeightedAverage {
    @inline(__always)
    static func next(
        _ candle: borrowing CandleNumbers, _ reals: inout MutableSpan<Double>, at base: Int,
        _ wholes: inout MutableSpan<Int128>, at place: Int, _ counts: inout MutableSpan<Int>,
        at slot: Int
    ) -> Double {
        let standing = Day.take(candle.openTime, &counts, at: slot)
        guard standing != .unknown else { return .nan }
        if standing == .begins {
            reals[base] = 0
            wholes[place] = 0
        }
        // A volume that is unknown makes the rest of the day unknown.
        if candle.volume == Unknown.whole { wholes[place] = Unknown.whole }
        guard wholes[place] != Unknown.whole else { return .nan }
        let total = wholes[place] &+ candle.volume
        wholes[place] = total
        reals[base] += candle.typical * CandleNumbers.price(candle.volume)
        return Unknown.unlessFinite(reals[base] / CandleNumbers.price(total))
    }
}
