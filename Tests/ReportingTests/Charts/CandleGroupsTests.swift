import Indicators
import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct CandleGroupsTests {
    @Test func `the shortest width that covers the span is taken`() {
        let width = { (minutes: Int64, timeframe: Timeframe) in
            CandleGroups.name(
                milliseconds: CandleGroups.milliseconds(
                    covering: minutes * 60_000, of: timeframe, atMost: 96))
        }
        #expect(width(475, .fiveMinutes) == "5m")
        #expect(width(480, .fiveMinutes) == "15m")
        #expect(width(288, .threeMinutes) == "15m")
        #expect(width(500, .oneMinute) == "15m")
        #expect(width(60 * 100, .fourHours) == "4h")
        #expect(width(60 * 24 * 90, .fourHours) == "1d")
        #expect(width(60 * 24 * 300, .fiveMinutes) == "4d")
    }

    @Test(arguments: UInt64(0)..<100)
    func `no candle is dropped, and averages are those of the candles`(seed: UInt64) throws {
        var walk = RandomWalk(seed: seed, timeframe: .fiveMinutes)
        let candles = walk.candles(300)
        let unit = [5, 15, 60, 1_440].map { Int64($0) * 60_000 }[Int(seed % 4)]
        var rules = Crossover()
        (rules.fast, rules.slow) = (3, 8)
        let groups = CandleGroups(candles, milliseconds: unit, .crossover(rules)).groups
        #expect(groups.map(\.openTime) == groups.map(\.openTime).sorted())
        var rest = candles[...]
        var fast = SimpleMovingAverage(period: 3)
        var slow = SimpleMovingAverage(period: 8)
        for group in groups {
            let end = group.openTime.advanced(byMilliseconds: unit)
            let own = rest.prefix { $0.openTime < end }
            rest = rest.dropFirst(own.count)
            for candle in own {
                fast.next(candle.close)
                slow.next(candle.close)
            }
            #expect(own.allSatisfy { $0.openTime >= group.openTime })
            #expect(group.open == own.first?.open && group.close == own.last?.close)
            #expect(group.high == own.map(\.high).max() && group.low == own.map(\.low).min())
            #expect(group.lines == [fast.value?.doubleValue, slow.value?.doubleValue])
        }
        #expect(rest.isEmpty)
    }
}
