package import Market

/// A made-up market: valid candles with trends that turn, jumps, holes and prices of any size.
///
/// Everything follows from the seed. Trends last a few candles, so that averages of short periods
/// cross often; the size of moves differs from seed to seed, so that stops and targets are hit.
package struct RandomWalk {
    package let timeframe: Timeframe
    private var random: SplitMix64
    private var openTime: Timestamp
    private var last: Int64
    /// The usual move of a candle, in parts per million.
    private let spread: Int64
    private var drift: Int64 = 0
    private var trendLeft = 0
    /// One candle in so many is missing; 0 for none.
    private let holes: Int

    package init(seed: UInt64, timeframe: Timeframe = .oneHour) {
        self.timeframe = timeframe
        random = SplitMix64(seed: seed)
        // 0.00001 to 999,999, each power of ten as likely as the next.
        let magnitude = (0..<Int.random(in: 3...13, using: &random)).reduce(Int64(1)) { power, _ in
            power * 10
        }
        last = Int64.random(in: magnitude..<magnitude * 10, using: &random)
        spread = [1_000, 4_000, 12_000, 30_000].randomElement(using: &random) ?? 0
        holes = [0, 0, 40].randomElement(using: &random) ?? 0
        let start = Timestamp(milliseconds: 1_700_000_000_000)
            .advanced(byMilliseconds: Int64.random(in: 0..<86_400_000, using: &random))
        openTime = timeframe.floor(start)
    }

    /// The next `count` candles.
    package mutating func candles(_ count: Int) -> [Candle] {
        (0..<count).map { _ in next() }
    }

    package mutating func next() -> Candle {
        if trendLeft == 0 {
            trendLeft = Int.random(in: 2...12, using: &random)
            drift = Int64.random(in: -spread...spread, using: &random)
        }
        trendLeft -= 1
        let isJump = Int.random(in: 0..<25, using: &random) == 0
        let open = isJump ? moved(last, by: spread * 3) : last
        let close = moved(open, by: spread)
        let high = max(open, close) + wick(of: open)
        let low = max(1, min(open, close) - wick(of: open))
        let candle = Candle(
            openTime: openTime, open: Price(units: open), high: Price(units: high),
            low: Price(units: low), close: Price(units: close),
            volume: Volume(units: Int128.random(in: 0..<1_000_000_000_000, using: &random)))
        last = close
        let isHole = holes > 0 && Int.random(in: 0..<holes, using: &random) == 0
        let spans: Int64 = isHole ? Int64.random(in: 2...30, using: &random) : 1
        openTime = openTime.advanced(byMilliseconds: spans * timeframe.milliseconds)
        return candle
    }

    private mutating func moved(_ price: Int64, by spread: Int64) -> Int64 {
        let parts = Int64.random(in: -spread...spread, using: &random) + drift
        let change = Int64(Int128(price) * Int128(parts) / 1_000_000)
        return min(max(10, price + change), 1_000_000_000_000_000)
    }

    private mutating func wick(of price: Int64) -> Int64 {
        let parts = Int64.random(in: 0...spread, using: &random)
        return Int64(Int128(price) * Int128(parts) / 1_000_000)
    }
}
