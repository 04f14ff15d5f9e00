import Feeds
import Market
import Seeds
import Testing

struct SimMarketTests {
    struct Row: Sendable {
        let symbol: String
        var seed: UInt64 = 1
        let timeframe: Timeframe
        let openTime: String
        /// Open, high, low, close and volume.
        let candle: String
    }

    /// The market's past is fixed: stored traders would find their candles revised if it changed.
    @Test(arguments: [
        Row(
            symbol: "BTC/USDT", timeframe: .oneMinute, openTime: "2025-10-10T21:15",
            candle: "85954.84 85963.49 85939.64 85947.58 1.60675"),
        Row(
            symbol: "BTC/USDT", timeframe: .fiveMinutes, openTime: "2025-10-10T21:15",
            candle: "85954.84 86022.99 85882.94 85889.67 23.06874"),
        Row(
            symbol: "BTC/USDT", seed: 2, timeframe: .fiveMinutes, openTime: "2025-10-10T21:15",
            candle: "58531.56 58537.8 58477.79 58500.8 11.99029"),
        Row(
            symbol: "BTC/USDT", timeframe: .oneDay, openTime: "2025-10-10",
            candle: "85763.06 86097.77 84873.41 85136.27 3159.2906"),
        Row(
            symbol: "ETH/USDT", timeframe: .fifteenMinutes, openTime: "2009-01-03T18:15",
            candle: "2973 2984.82 2972.69 2984.27 953.2972"),
        Row(
            symbol: "ETH/BTC", timeframe: .oneHour, openTime: "2024-02-29T23:00",
            candle: "0.050319 0.050568 0.05029 0.050324 4659.2144"),
        Row(
            symbol: "SHIB/USDT", timeframe: .fourHours, openTime: "2025-12-31T20:00",
            candle: "0.00002497 0.00002579 0.00002437 0.00002571 6711598063342"),
        Row(
            symbol: "NEVERHEARD/USDC", timeframe: .fiveMinutes, openTime: "2025-01-01",
            candle: "520.77 520.99 519.66 519.99 2807.776"),
        Row(
            symbol: "BTC/USDT", timeframe: .oneDay, openTime: "1970-01-01",
            candle: "57883.74 58365.72 56876.04 57436.56 4532.88739"),
        Row(
            symbol: "BTC/USDT", timeframe: .fiveMinutes, openTime: "9999-12-31T23:55",
            candle: "33042.58 33065.98 33021.74 33040.99 14.52195"),
    ])
    func `tells the past it always told`(row: Row) throws {
        let openTime = try #require(Timestamp(iso8601: row.openTime))
        let candles = SimMarket(symbol: try Symbol(row.symbol), seed: row.seed)
            .candles(row.timeframe, from: openTime, count: 1)
        let candle = try #require(candles.first)
        #expect(candle.openTime == openTime)
        #expect(
            "\(candle.open) \(candle.high) \(candle.low) \(candle.close) \(candle.volume)"
                == row.candle)
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `tells the same however it is asked`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let timeframe = try #require(Timeframe.allCases.randomElement(using: &random))
        let day = Int64.random(in: 0..<2_900_000, using: &random)
        let from = timeframe.floor(
            Timestamp(startOfDay: day).advanced(
                byMilliseconds: Int64.random(in: 0..<86_400_000, using: &random)))
        let count = Int.random(in: 1...12, using: &random) * (1_440 / Int(timeframe.minutes))
        let symbol = try Symbol("BTC/USDT")
        let whole = SimMarket(symbol: symbol, seed: seed)
            .candles(timeframe, from: from, count: count)
        var parts: [Candle] = []
        let again = SimMarket(symbol: symbol, seed: seed)
        while parts.count < count {
            parts += again.candles(
                timeframe,
                from: from.advanced(byMilliseconds: Int64(parts.count) * timeframe.milliseconds),
                count: min(Int.random(in: 1...count, using: &random), count - parts.count))
        }
        #expect(parts == whole)
        #expect(whole.count == count)
    }

    @Test(
        arguments: [
            "BTC/USDT", "ETH/BTC", "DOGE/USDT", "PEPE/USDT", "BTC/PEPE", "USDC/USDT", "X/Y",
        ], [0, 365, 9_000, 20_735, 1_000_000, 2_932_894] as [Int64])
    func `candles are flawless and fit each other across midnight`(name: String, day: Int64) throws
    {
        for seed in 0..<2 as Range<UInt64> {
            let market = SimMarket(symbol: try Symbol(name), seed: seed)
            let candles = market.candles(
                .fiveMinutes, from: Timestamp(startOfDay: day), count: 2 * 288)
            let wrong = zip(candles, candles.dropFirst()).filter { earlier, later in
                later.flaw(in: .fiveMinutes, after: earlier.openTime) != nil
                    || later.openTime != earlier.closeTime(.fiveMinutes)
                    || later.open != earlier.close || later.volume == .zero
            }
            #expect(wrong.isEmpty, "seed \(seed)")
            #expect(candles.first?.flaw(in: .fiveMinutes, after: nil) == nil)
        }
    }

    @Test(arguments: Timeframe.allCases, ["BTC/USDT", "SHIB/USDT"])
    func `every candle is the sum of its minutes`(timeframe: Timeframe, name: String) throws {
        let market = SimMarket(symbol: try Symbol(name), seed: 5)
        let from = Timestamp(startOfDay: 20_735)
        let minutes = market.candles(.oneMinute, from: from, count: 2 * 1_440)
        let span = Int(timeframe.minutes)
        let sums = stride(from: 0, to: minutes.count, by: span).map {
            Self.sum(of: minutes[$0..<$0 + span])
        }
        #expect(market.candles(timeframe, from: from, count: sums.count) == sums)
    }

    @Test func `another seed or symbol is another market`() throws {
        let from = Timestamp(startOfDay: 20_000)
        let markets = [
            SimMarket(symbol: try Symbol("BTC/USDT")),
            SimMarket(symbol: try Symbol("BTC/USDT"), seed: 2),
            SimMarket(symbol: try Symbol("BTC/USDC")),
            SimMarket(symbol: try Symbol("ETH/USDT")),
        ]
        let moves = markets.map { market in
            market.candles(.fiveMinutes, from: from, count: 1_000).map {
                Double($0.close.units) / Double($0.open.units) - 1
            }
        }
        for left in moves.indices {
            for right in moves.indices where left < right {
                #expect(abs(SimStatistics.correlation(moves[left], moves[right])) < 0.15)
            }
        }
    }

    @Test(arguments: ["SHIB/USDT", "PEPE/USDT"], 0..<3 as Range<UInt64>)
    func `a cheap coin moves in its 8 digits`(name: String, seed: UInt64) throws {
        let candles = SimMarket(symbol: try Symbol(name), seed: seed)
            .candles(.fiveMinutes, from: Timestamp(startOfDay: 20_000), count: 7 * 288)
        #expect(candles.count { $0.close != $0.open } > candles.count / 3)
        #expect(Set(candles.map(\.close)).count > 20)
    }

    @Test(arguments: ["1971-02-03", "1999-12-31", "2009-01-03", "5000-06-07", "9998-12-30"])
    func `a quarter of days is there in any century`(date: String) throws {
        let from = try #require(Timestamp(iso8601: date))
        let candles = SimMarket(symbol: try Symbol("BTC/USDT"))
            .candles(.oneDay, from: from, count: 91)
        #expect(candles.count == 91)
        #expect(candles.allSatisfy { $0.flaw(in: .oneDay, after: nil) == nil })
        #expect(zip(candles, candles.dropFirst()).allSatisfy { $0.close == $1.open })
        #expect(candles.allSatisfy { $0.high > $0.low })
    }

    @Test func `no candles are asked for, none are told`() throws {
        let market = SimMarket(symbol: try Symbol("BTC/USDT"))
        #expect(market.candles(.oneDay, from: Timestamp(startOfDay: 0), count: 0).isEmpty)
    }

    private static func sum(of minutes: ArraySlice<Candle>) -> Candle {
        minutes.dropFirst().reduce(minutes[minutes.startIndex]) { sum, minute in
            Candle(
                openTime: sum.openTime, open: sum.open, high: max(sum.high, minute.high),
                low: min(sum.low, minute.low), close: minute.close,
                volume: Volume(units: sum.volume.units + minute.volume.units))
        }
    }
}
