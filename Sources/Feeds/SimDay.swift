import Market

/// One UTC day of the embedded market, from which any candle within it can be cut.
struct SimDay: Sendable {
    /// The day, counted from 1970.
    let day: Int64

    private let asset: SimAsset
    private let path: SimPath.Day
    private let noise: SimNoise
    /// The unrounded prices, in ticks, at the 1,441 ends of the day's minutes.
    private let prices: [Double]

    /// How far the logarithm of a price may be from that of the level.
    private static let band = 5.0

    init(day: Int64, asset: SimAsset, path: SimPath, noise: SimNoise) {
        self.day = day
        self.asset = asset
        self.path = path.day(day)
        self.noise = noise
        let levelTicks = asset.level * 1e8 / Double(asset.tickUnits)
        prices = self.path.levels.map { level in
            levelTicks * simExponential(min(max(level, -Self.band), Self.band))
        }
    }

    /// The sum of the minutes from an open time on, all of which lie within the day.
    func candle(openTime: Timestamp, minutes: Int) -> Candle {
        let first = Int(openTime.since(Timestamp(startOfDay: day)) / 60_000)
        var high = max(prices[first], prices[first + minutes])
        var low = min(prices[first], prices[first + minutes])
        var volume: Int64 = 0
        for minute in first..<first + minutes {
            let extremes = extremes(ofMinute: minute)
            high = max(high, extremes.high)
            low = min(low, extremes.low)
            volume += volumeSteps(ofMinute: minute)
        }
        // Rounding keeps order, so the rounded high is the highest of the rounded minutes' highs.
        return Candle(
            openTime: openTime, open: price(prices[first]), high: price(high), low: price(low),
            close: price(prices[first + minutes]),
            volume: Volume(units: Int128(volume) * Int128(asset.volumeStepUnits)))
    }

    /// The highest and lowest price, in ticks, that a minute sees on its way.
    ///
    /// The highest point M of a Brownian motion from a to b over the variance v is distributed as
    /// `M = (a + b + √((b − a)² + 2·v·E)) / 2`, where E is exponential with mean 1, or half the sum of
    /// two squared normal numbers; the lowest has a minus before the root. Each is exact, but the two
    /// are drawn as if they did not know of each other.
    ///
    /// Source: Glasserman, "Monte Carlo methods in financial engineering", 2003, section 6.4.
    private func extremes(ofMinute minute: Int) -> (high: Double, low: Double) {
        let start = prices[minute]
        let end = prices[minute + 1]
        let move = (end - start) * (end - start)
        let variance = start * end * path.variances[minute]
        let index = firstIndex(ofMinute: minute)
        let up = (move + variance * sumOfSquares(index)).squareRoot()
        let down = (move + variance * sumOfSquares(index + 2)).squareRoot()
        // A root's last bit may be lost to rounding: the ends are within the range by force.
        return (
            max((start + end + up) / 2, max(start, end)),
            min((start + end - down) / 2, min(start, end))
        )
    }

    /// What is traded in a minute, in steps: the more the price moves, and may move, the more.
    private func volumeSteps(ofMinute minute: Int) -> Int64 {
        let move = path.levels[minute + 1] - path.levels[minute]
        let ordinary = asset.dailyVolatility * asset.dailyVolatility / Double(SimPath.minutesPerDay)
        let activity = ((path.variances[minute] + move * move) / (2 * ordinary)).squareRoot()
        let chance = 0.5 + noise.uniform(firstIndex(ofMinute: minute) + 4)
        let steps = asset.volumePerMinute * activity * chance * 1e8 / Double(asset.volumeStepUnits)
        return 1 + Int64(steps)
    }

    /// The first of a minute's five random numbers.
    private func firstIndex(ofMinute minute: Int) -> UInt64 {
        UInt64(bitPattern: day * Int64(SimPath.minutesPerDay) + Int64(minute)) &* 8
    }

    private func sumOfSquares(_ index: UInt64) -> Double {
        let first = noise.normal(index)
        let second = noise.normal(index + 1)
        return first * first + second * second
    }

    /// The price nearest to a number of ticks, and never zero.
    private func price(_ ticks: Double) -> Price {
        // In range: a price keeps to its band, which 64 bits hold.
        Price(units: max(1, Int64(ticks.rounded(.toNearestOrEven))) * asset.tickUnits)
    }
}
