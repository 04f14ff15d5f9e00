internal import Glibc
internal import Jobs
internal import Market
internal import Rules
internal import Seeds
internal import Settings
internal import Store

/// Who trades what, how often cron starts, and what may happen: everything that a seed decides
/// before the first tick.
struct Scenario {
    let start: Timestamp
    let end: Timestamp
    let settings: Settings
    /// How far apart cron's starts are.
    let periodMinutes: Int64
    /// The share of ticks, in thousandths, that are disturbed.
    let disturbances: Int
    /// The share of candles, in thousandths, that come late, never or otherwise.
    let candleTrouble: Int
    let spells: Int

    init(maximumTicks: Int, using random: inout SplitMix64) throws {
        periodMinutes =
            [5, 5, 5, 15, 15, 60, 60, 240].randomElement(using: &random) ?? 5
        let spans: [Int64: [Int]] = [
            5: [2, 5, 14, 30], 15: [7, 30, 90], 60: [30, 90, 180], 240: [90, 365],
        ]
        let some = spans[periodMinutes]?.randomElement(using: &random) ?? 5
        let days = min(some, max(1, maximumTicks * Int(periodMinutes) / 1_440))
        let first = Int64.random(in: 1_600_000_000...1_900_000_000, using: &random) / 60 * 60
        start = Timestamp(milliseconds: first * 1_000)
        end = start.advanced(byMilliseconds: Int64(days) * Timestamp.millisecondsPerDay)
        disturbances = [0, 20, 60, 200].randomElement(using: &random) ?? 0
        candleTrouble = [0, 2, 10, 40].randomElement(using: &random) ?? 0
        spells = Int.random(in: 0...days * 2, using: &random)
        settings = try Self.settings(
            Self.configuration(period: periodMinutes, days: days, using: &random))
    }

    /// What `algom.json` holds.
    private static func configuration(
        period: Int64, days: Int, using random: inout SplitMix64
    ) -> String {
        let names = ["alpha", "beta", "gamma", "delta"]
        let symbols = ["BTC/USDT", "ETH/USDT", "SOL/EUR", "ETH/BTC"]
        let count = Int.random(in: 1...4, using: &random)
        var strategies: [String] = []
        let traders = (0..<count).map { index in
            let exchange =
                ["binance", "bybit", "binance", "bybit", "sim"].randomElement(using: &random) ?? ""
            let timeframe = timeframe(for: period, days, using: &random)
            var rules = crossover(using: &random)
            if random.roll(2) == 0, let longer = longer(than: timeframe) {
                var strategy = RandomStrategy(seed: random.next(), longer: longer.rawValue)
                strategies.append("s\(index): \(strategy.json())")
                // Some of what they remember is older than this, and is gone on with all the same.
                rules =
                    "strategy: \"s\(index)\", warmUp: \(Int.random(in: 200...260, using: &random))"
            }
            return """
                { name: "\(names[index])", exchange: "\(exchange)", symbol: "\(symbols[index])",
                  timeframe: "\(timeframe.rawValue)", \(rules), \(controls(using: &random)) }
                """
        }
        return """
            { functions: \(RandomStrategy.functions),
              strategies: { \(strategies.joined(separator: ",\n")) },
              traders: [\n\(traders.joined(separator: ",\n"))\n] }

            """
    }

    /// How long a candle is made of candles of a timeframe; `nil` where none is longer.
    private static func longer(than timeframe: Timeframe) -> LongerTimeframe? {
        LongerTimeframe.allCases.first { $0.candles(of: timeframe) != nil }
    }

    /// Mostly candles about as long as the time between two starts.
    private static func timeframe(
        for period: Int64, _ days: Int, using random: inout SplitMix64
    ) -> Timeframe {
        let some: [Timeframe] =
            switch period {
            case 5:
                [
                    days < 10 ? .oneMinute : .threeMinutes, .fiveMinutes, .fiveMinutes,
                    .fiveMinutes, .fifteenMinutes,
                ]
            case 15: [.fiveMinutes, .fifteenMinutes, .fifteenMinutes, .thirtyMinutes]
            case 60: [.fifteenMinutes, .oneHour, .oneHour, .twoHours, .fourHours]
            default: [.oneHour, .fourHours, .twelveHours, .oneDay]
            }
        return some.randomElement(using: &random) ?? .fiveMinutes
    }

    private static func crossover(using random: inout SplitMix64) -> String {
        let fast = Int.random(in: 2...5, using: &random)
        let slow = fast + Int.random(in: 2...12, using: &random)
        let period = Int.random(in: 3...14, using: &random)
        let warmUp = max(slow, period) + Int.random(in: 1...60, using: &random)
        return """
            fast: \(fast), slow: \(slow), rsiPeriod: \(period), warmUp: \(warmUp),
            overbought: \(Int.random(in: 70...95, using: &random))
            """
    }

    private static func controls(using random: inout SplitMix64) -> String {
        [
            ("maxDailyLossPercent", 1...5), ("maxConsecutiveLosses", 2...4),
            ("minWinRatePercent", 20...50), ("maxDrawdownPercent", 3...15),
        ].map { name, range in
            let value = Int.random(in: range, using: &random)
            return Int.random(in: 0..<4, using: &random) == 0
                ? "\(name): null" : "\(name): \(value)"
        }.joined(separator: ", ")
    }

    /// Settings as a tick makes them of a file in a home.
    private static func settings(_ configuration: String) throws -> Settings {
        let home = "/tmp/algom-simulation-\(UInt64.random(in: .min ... .max))"
        guard mkdir(home, 0o700) == 0 else {
            throw StoreError.io(operation: "create", path: home, code: errno)
        }
        defer {
            unlink("\(home)/algom.json")
            rmdir(home)
        }
        _ = try HomeFile.create(
            "\(home)/algom.json", bytes: Array(configuration.utf8), mode: 0o600)
        return try Settings(
            environment: [
                "BINANCE_BASE_URL": "https://binance-one.test,https://binance-two.test",
                "BYBIT_BASE_URL": "https://bybit-one.test,https://bybit-two.test",
            ], options: Settings.Options(home: home))
    }
}
