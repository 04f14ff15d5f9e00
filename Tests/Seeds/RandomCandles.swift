package import Market

/// Candles of a market that never was: valid, endless, and wholly a function of their seed.
///
/// Prices have 2 decimals and wander between 1,000 and 1,000,000. Trends last some 12 candles, so
/// moving averages cross; one candle in 30 jumps by 1 to 7 %, half of the jumps before its open,
/// so that protective prices are met inside candles and leapt over between them.
package struct RandomCandles: Sequence, IteratorProtocol {
    private static let cent = Price.unitsPerOne / 100
    private static let lowest: Int64 = 100_000
    private static let highest: Int64 = 100_000_000

    private let timeframe: Timeframe
    private var generator: SplitMix64
    private var openTime: Timestamp
    /// The close of the candle before, in hundredths.
    private var last: Int64
    /// What a candle gains while the trend lasts, in millionths.
    private var trend: Int64 = 0

    /// - Parameters:
    ///   - seed: all that tells one market from another.
    ///   - timeframe: how long a candle lasts.
    ///   - start: the first open time, rounded down to the timeframe.
    package init(
        seed: UInt64, timeframe: Timeframe = .fiveMinutes,
        start: Timestamp = Timestamp(milliseconds: 1_750_000_200_000)
    ) {
        self.timeframe = timeframe
        generator = SplitMix64(seed: seed)
        openTime = timeframe.floor(start)
        last = Int64.random(in: 1_000_000...10_000_000, using: &generator)
    }

    /// The first `count` candles.
    package static func array(
        seed: UInt64, timeframe: Timeframe = .fiveMinutes,
        start: Timestamp = Timestamp(milliseconds: 1_750_000_200_000), count: Int
    ) -> [Candle] {
        Array(RandomCandles(seed: seed, timeframe: timeframe, start: start).prefix(count))
    }

    package mutating func next() -> Candle? {
        if roll(12) { trend = millionths(1_200) }
        // Near its bounds the market turns.
        if last < 2 * Self.lowest { trend = 1_500 }
        if last > Self.highest / 2 { trend = -1_500 }
        let jump = roll(30) ? millionths(10_000...70_000) : 0
        let leaps = roll(2)
        let open = moved(last, by: (leaps ? jump : 0) + (roll(3) ? millionths(200) : 0))
        let close = moved(open, by: (leaps ? 0 : jump) + trend + millionths(3_000))
        let high = moved(Swift.max(open, close), by: abs(millionths(1_200)))
        let low = moved(Swift.min(open, close), by: -abs(millionths(1_200)))
        let volume = Int128(Int64.random(in: 0...50_000_000, using: &generator)) * 1_000
        defer { openTime = openTime.advanced(byMilliseconds: timeframe.milliseconds) }
        last = close
        return Candle(
            openTime: openTime, open: price(open), high: price(high), low: price(low),
            close: price(close), volume: Volume(units: volume))
    }

    /// True once in so many times.
    private mutating func roll(_ sides: Int) -> Bool {
        Int.random(in: 1...sides, using: &generator) == 1
    }

    private mutating func millionths(_ most: Int64) -> Int64 {
        Int64.random(in: -most...most, using: &generator)
    }

    /// A size within a range, up or down.
    private mutating func millionths(_ sizes: ClosedRange<Int64>) -> Int64 {
        let size = Int64.random(in: sizes, using: &generator)
        return roll(2) ? size : -size
    }

    private func moved(_ hundredths: Int64, by millionths: Int64) -> Int64 {
        Swift.min(
            Self.highest,
            Swift.max(Self.lowest, hundredths + hundredths * millionths / 1_000_000))
    }

    private func price(_ hundredths: Int64) -> Price { Price(units: hundredths * Self.cent) }
}
