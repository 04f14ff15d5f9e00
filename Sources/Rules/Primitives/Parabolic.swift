/// The parabolic stop-and-reverse (SAR): a stop that closes in on the price, and turns when met.
///
/// Formula: `sar + af·(ep − sar)`, never inside the range of this candle and the last; ep is the
/// extreme of the trend, af grows by `step` with each new one, up to `most`. A trend turns on the
/// candle that touches the stop, which then is the extreme, outside of both candles' range.
///
/// Seed and needs: two candles. The trend falls if the second's low lies further below than its high
/// above the first's; the stop starts at the first's far end, the extreme is the second's. Warm
/// after 500.
///
/// Source: Wilder 1978; TA-Lib's SAR.
enum Parabolic {
    /// The stop for the next candle, the extreme, the factor, and the last high and low.
    static let reals = 5
    /// How much the count may be: 0 before any candle, 1 after the first, 2 while falling, 3 while
    /// rising.
    static let limits = [3]

    @inline(__always)
    static func next(
        high: Double, low: Double, step: Double, most: Double,
        _ reals: inout MutableSpan<Double>, at base: Int, _ counts: inout MutableSpan<Int>,
        at slot: Int
    ) -> Double {
        let step = min(step, most)
        var (lastHigh, lastLow) = (reals[base + 3], reals[base + 4])
        reals[base + 3] = high
        reals[base + 4] = low
        switch counts[slot] {
        case 0:
            counts[slot] = 1
            return .nan
        case 1:
            let (rise, fall) = (high - lastHigh, lastLow - low)
            let falls = fall > 0 && rise < fall
            counts[slot] = falls ? 2 : 3
            reals[base] = falls ? lastHigh : lastLow
            reals[base + 1] = falls ? low : high
            reals[base + 2] = step
            // The candle that the trend starts with is taken for the one before it too.
            (lastHigh, lastLow) = (high, low)
        default: break
        }
        var (stop, extreme, factor) = (reals[base], reals[base + 1], reals[base + 2])
        var rises = counts[slot] == 3
        let turns = rises ? low <= stop : high >= stop
        let shown: Double
        if turns {
            rises.toggle()
            shown = clear(extreme, above: !rises, lastHigh, high, lastLow, low)
            (stop, extreme, factor) = (shown, rises ? high : low, step)
        } else {
            shown = stop
            if rises ? high > extreme : low < extreme {
                extreme = rises ? high : low
                factor = min(factor + step, most)
            }
        }
        stop = clear(
            stop + factor * (extreme - stop), above: !rises, lastHigh, high, lastLow, low)
        (reals[base], reals[base + 1], reals[base + 2]) = (stop, extreme, factor)
        counts[slot] = rises ? 3 : 2
        return Unknown.unlessFinite(shown)
    }

    /// A stop moved out of the range of two candles.
    @inline(__always)
    private static func clear(
        _ stop: Double, above: Bool, _ lastHigh: Double, _ high: Double, _ lastLow: Double,
        _ low: Double
    ) -> Double {
        above ? max(max(stop, lastHigh), high) : min(min(stop, lastLow), low)
    }
}
