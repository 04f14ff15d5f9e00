/// The supertrend line: a band of average ranges around the middle of the candles, of which the one
/// that the trend leaves behind is shown.
///
/// Formula: `upper = hl2 + k·atr`, `lower = hl2 − k·atr`; the upper only falls, the lower only rises,
/// until the last close lies beyond them. A falling trend shows the upper and ends where the close is
/// above it; a rising one shows the lower and ends where the close is below it.
///
/// Seed and needs: `atr(n)`, which is the Wilder average of the true range, so n + 1 candles; it
/// starts in a falling trend, with bands of 0 before it. Warm after 20 n.
///
/// Source: TradingView's `ta.supertrend`, where a trend falls if the last line was the last upper.
/// talipp draws the same line from another seed, bands of 0 and a range of the first candle; pandas-ta
/// another one: it asks where the close lies of the last candle's bands, and follows the shown band
/// alone.
enum Supertrend {
    /// The upper and lower band, the line, and the average range.
    static let reals = 3 + Seed.reals
    /// The last close.
    static let wholes = 1

    /// How much the counts may be: those of the average, and whether there is a line.
    static func limits(_ period: UInt16) -> [Int] { Seed.limits(period) + [1] }

    @inline(__always)
    static func next(
        _ candle: borrowing CandleNumbers, period: Int, factor: Double,
        _ reals: inout MutableSpan<Double>, at base: Int, _ wholes: inout MutableSpan<Int128>,
        at place: Int, _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        let last = wholes[place]
        wholes[place] = candle.close
        guard !Unknown.isUnknown(last) else { return .nan }
        let range = candle.trueRange(after: last)
        let average = WilderSmoothing.next(
            range, period: period, &reals, at: base + 3, &counts, at: slot)
        guard !average.isNaN else { return .nan }
        let starts = counts[slot + Seed.counts] == 0
        counts[slot + Seed.counts] = 1
        let (close, lastClose) = (CandleNumbers.price(candle.close), CandleNumbers.price(last))
        let middle = candle.middle
        let (basicUpper, basicLower) = (middle + factor * average, middle - factor * average)
        let (lastUpper, lastLower) = starts ? (0, 0) : (reals[base], reals[base + 1])
        let upper = basicUpper < lastUpper || lastClose > lastUpper ? basicUpper : lastUpper
        let lower = basicLower > lastLower || lastClose < lastLower ? basicLower : lastLower
        let fell = starts || reals[base + 2] == lastUpper
        let falls = starts || (fell ? close <= upper : close < lower)
        let line = falls ? upper : lower
        (reals[base], reals[base + 1], reals[base + 2]) = (upper, lower, line)
        return Unknown.unlessFinite(line)
    }
}
