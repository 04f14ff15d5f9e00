/// The open of a Heikin-Ashi candle: the middle of the last one's body.
///
/// Formula: `(ha_open[1] + ha_close[1])/2`, ha_close being `(open + high + low + close)/4`.
///
/// Seed and needs: the first is `(open + close)/2`; warm after 50, each candle halving what the
/// start counts.
///
/// Source: Valcu, "Using the Heikin-Ashi technique", 2004.
enum HeikinAshiOpen {
    /// The last open and close.
    static let reals = 2

    @inline(__always)
    static func next(
        _ candle: borrowing CandleNumbers, _ reals: inout MutableSpan<Double>, at base: Int
    ) -> Double {
        let last = reals[base]
        let open =
            last.isNaN ? candle.bodyMiddle : (last + reals[base + 1]) / 2
        reals[base] = open
        reals[base + 1] = candle.average
        return open
    }
}
