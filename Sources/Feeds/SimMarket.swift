package import Market

/// The embedded market: candles that need neither a network nor a disk.
///
/// Every candle is a function of (seed, symbol, time) and nothing else. Any candle of any day can be
/// produced at once, at a cost that does not depend on the date; two programs, two machines and two
/// differently split requests always see the same past. Only `+ − × ÷ √` on 64-bit floating point
/// are used, which IEEE 754 fixes to the last bit.
///
/// The price is the symbol's level times e to the power of a ``SimPath``, whose spread is 11 times
/// that of a day: over decades the price stays within a factor of three or four of the level, for
/// the wildest coins of ten or so, and it never leaves a band of e⁵ to either side. The market is
/// made of minutes, and every longer candle is the exact sum of its minutes.
package struct SimMarket: Sendable {
    private let asset: SimAsset
    private let path: SimPath
    private let minuteNoise: SimNoise

    /// The market of one symbol.
    ///
    /// - Parameters:
    ///   - symbol: the pair; its base and quote decide level and restlessness.
    ///   - seed: which of 2⁶⁴ histories is told.
    package init(symbol: Symbol, seed: UInt64 = 1) {
        asset = SimAsset(symbol)
        path = SimPath(
            noise: SimNoise(seed: seed, name: "path \(symbol)"),
            dailyVolatility: asset.dailyVolatility)
        minuteNoise = SimNoise(seed: seed, name: "minutes \(symbol)")
    }

    /// Consecutive candles, whether or not they have closed.
    ///
    /// - Parameters:
    ///   - timeframe: how long a candle lasts.
    ///   - from: the first candle's open time, a multiple of the timeframe.
    ///   - count: how many candles; every day they touch costs about 0.2 ms.
    /// - Returns: that many candles, in order, without a hole.
    package func candles(_ timeframe: Timeframe, from: Timestamp, count: Int) -> [Candle] {
        // In range: who asks has looked whether the record goes on at a multiple.
        precondition(timeframe.floor(from) == from, "candles begin at a multiple of the timeframe")
        guard count > 0 else { return [] }
        var candles: [Candle] = []
        candles.reserveCapacity(count)
        var day = SimDay(day: from.day, asset: asset, path: path, noise: minuteNoise)
        for index in 0..<count {
            let openTime = from.advanced(by: Int64(index), spansOf: timeframe.milliseconds)
            if openTime.day != day.day {
                day = SimDay(day: openTime.day, asset: asset, path: path, noise: minuteNoise)
            }
            candles.append(day.candle(openTime: openTime, minutes: Int(timeframe.minutes)))
        }
        return candles
    }
}
