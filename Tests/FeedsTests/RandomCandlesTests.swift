import LoopbackExchange
import Market
import Seeds
import Testing

struct RandomCandlesTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `are possible, in order, and have two decimals`(seed: UInt64) {
        var previous: Timestamp?
        for candle in RandomCandles.array(seed: seed, timeframe: .oneHour, count: 500) {
            #expect(candle.flaw(in: .oneHour, after: previous) == nil)
            #expect(previous.map { candle.openTime.since($0) == 3_600_000 } ?? true)
            for price in [candle.open, candle.high, candle.low, candle.close] {
                #expect(price.units % 1_000_000 == 0)
            }
            previous = candle.openTime
        }
    }

    @Test func `are a function of their seed`() {
        let candles = RandomCandles.array(seed: 7, count: 50)
        #expect(candles == Array(RandomCandles(seed: 7).prefix(50)))
        #expect(candles != RandomCandles.array(seed: 8, count: 50))
    }

    @Test func `stay in bounds however long they go on`() {
        let closes = RandomCandles(seed: 4).prefix(20_000).map(\.close.doubleValue)
        #expect(closes.allSatisfy { (1_000...1_000_000).contains($0) })
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `cross their averages and move by a stop and a target`(seed: UInt64) {
        let closes = RandomCandles.array(seed: seed, count: 1_000).map(\.close.doubleValue)
        let isAbove = (25..<closes.count).map { index in
            let fast = closes[(index - 7)..<index].reduce(0, +) / 7
            return fast > closes[(index - 25)..<index].reduce(0, +) / 25
        }
        let crossings = zip(isAbove, isAbove.dropFirst()).count { !$0 && $1 }
        #expect(crossings >= 10)
        let hours = zip(closes, closes.dropFirst(48)).map { $1 / $0 - 1 }
        #expect(hours.contains { $0 < -0.02 } && hours.contains { $0 > 0.06 })
    }

    @Test(.enabled(if: RecordedData.isPresent, "\(RecordedData.absence)"))
    func `recorded ones are read as they are written`() throws {
        let candles = try #require(
            try RecordedData.candles("binance-spot-BTCUSDT-5m-2025Q3", first: 2))
        #expect(candles.map(\.openTime.milliseconds) == [1_757_116_800_000, 1_757_117_100_000])
        #expect(candles[1].close.description == "110655.28")
        #expect(try candlesFromCSV(path: "/nowhere/at/all.csv") == nil)
    }
}
