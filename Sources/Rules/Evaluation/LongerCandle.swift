internal import Market

/// A longer candle under way, in the memory of its place.
///
/// Takes five whole numbers, open, high, low, close and volume, and two counts: the open time, and
/// how it stands.
enum LongerCandle {
    static let wholes = 5
    /// No volume of a longer candle that a rule sees is as much: 10,080 minutes of a week fit.
    static var volumeLimit: Int128 { CandleNumbers.volumeLimit << volumeShift }
    static let volumeShift = 14

    /// How much the counts may be.
    static let limits = [Int.max, Standing.underWay]

    /// How a longer candle stands, as a count.
    private enum Standing {
        /// Before any candle.
        static let nothing = 0
        /// The first of all, which the trader's first candle did not open: left out.
        static let leftOut = 1
        /// The last is complete, and no candle of the next was seen.
        static let complete = 2
        static let underWay = 3
    }

    /// The candle under way, if this one is past its end: complete over a gap.
    static func completed(
        before candle: borrowing CandleNumbers, in place: EvaluationPlan.PlacePlan,
        of timeframe: LongerTimeframe, _ wholes: borrowing MutableSpan<Int128>,
        _ counts: inout MutableSpan<Int>
    ) -> CandleNumbers? {
        let slot = place.count
        guard counts[slot + 1] == Standing.underWay,
            Int(truncatingIfNeeded: openTime(of: candle, timeframe)) != counts[slot]
        else { return nil }
        counts[slot + 1] = Standing.complete
        return numbers(wholes, in: place, openTime: counts[slot])
    }

    /// Adds a candle, and returns the longer one where that ends with it.
    static func completed(
        with candle: borrowing CandleNumbers, in place: EvaluationPlan.PlacePlan,
        of timeframe: LongerTimeframe, _ wholes: inout MutableSpan<Int128>,
        _ counts: inout MutableSpan<Int>
    ) -> CandleNumbers? {
        let (base, slot) = (place.whole, place.count)
        let start = openTime(of: candle, timeframe)
        let opened = Int(truncatingIfNeeded: start)
        switch counts[slot + 1] {
        case Standing.nothing where candle.openTime != start:
            counts[slot] = opened
            counts[slot + 1] = Standing.leftOut
            return nil
        case Standing.leftOut where counts[slot] == opened: return nil
        case Standing.underWay: join(candle, &wholes, at: base)
        default:
            counts[slot] = opened
            counts[slot + 1] = Standing.underWay
            wholes[base] = candle.open
            wholes[base + 1] = candle.high
            wholes[base + 2] = candle.low
            wholes[base + 4] = limited(candle.volume)
        }
        wholes[base + 3] = candle.close
        // In range: moments lie within ±2⁵³ ms, and a week is far less.
        guard candle.openTime + place.candleLength >= start + timeframe.milliseconds else {
            return nil
        }
        counts[slot + 1] = Standing.complete
        return numbers(wholes, in: place, openTime: opened)
    }

    private static func join(
        _ candle: borrowing CandleNumbers, _ wholes: inout MutableSpan<Int128>, at base: Int
    ) {
        wholes[base + 1] = max(wholes[base + 1], candle.high)
        wholes[base + 2] = min(wholes[base + 2], candle.low)
        wholes[base + 4] = limited(limited(wholes[base + 4]) + limited(candle.volume))
    }

    /// What is unknown or too much makes the whole too much, which is unknown again.
    private static func limited(_ volume: Int128) -> Int128 {
        volume >= 0 ? min(volume, volumeLimit) : volumeLimit
    }

    private static func openTime(
        of candle: borrowing CandleNumbers, _ timeframe: LongerTimeframe
    ) -> Int64 {
        timeframe.openTime(of: Timestamp(milliseconds: candle.openTime)).milliseconds
    }

    private static func numbers(
        _ wholes: borrowing MutableSpan<Int128>, in place: EvaluationPlan.PlacePlan, openTime: Int
    ) -> CandleNumbers {
        let base = place.whole
        return CandleNumbers(
            openTime: Int64(truncatingIfNeeded: openTime),
            open: Int64(truncatingIfNeeded: wholes[base]),
            high: Int64(truncatingIfNeeded: wholes[base + 1]),
            low: Int64(truncatingIfNeeded: wholes[base + 2]),
            close: Int64(truncatingIfNeeded: wholes[base + 3]), volume: wholes[base + 4],
            volumeLimit: place.volumeLimit)
    }
}
