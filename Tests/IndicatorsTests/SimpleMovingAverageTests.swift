import Market
import Seeds
import Testing

@testable import Indicators

struct SimpleMovingAverageTests {
    @Test func `holds until warm, then forgets the oldest`() {
        var average = SimpleMovingAverage(period: 3)
        #expect(average.next("1") == nil)
        #expect(average.next("2") == nil)
        #expect(average.next("6")?.doubleValue == 3)
        #expect(average.next("7")?.doubleValue == 5)
        #expect(average.next("2")?.doubleValue == 5)
        #expect(average.window == ["6", "7", "2"])
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `equals the direct formula on the window`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let period = Int.random(in: 1...40, using: &random)
        var walk = RandomWalk(seed: seed)
        let closes = walk.candles(120).map(\.close)
        var average = SimpleMovingAverage(period: period)
        for (index, close) in closes.enumerated() {
            let value = average.next(close)
            guard index + 1 >= period else {
                #expect(value == nil, "seed \(seed)")
                continue
            }
            let window = closes[(index + 1 - period)...index]
            let sum = window.reduce(Int128(0)) { sum, price in sum + Int128(price.units) }
            #expect(value?.sum == sum && value?.count == period, "seed \(seed), price \(index)")
            #expect(average.window == Array(window), "seed \(seed), price \(index)")
        }
    }

    /// What a checkpoint keeps is the window; the place in the ring it was read from is not kept.
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `goes on from its window as if it had never stopped`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let period = Int.random(in: 1...12, using: &random)
        var walk = RandomWalk(seed: seed)
        var original = SimpleMovingAverage(period: period)
        for close in walk.candles(Int.random(in: 0...40, using: &random)).map(\.close) {
            original.next(close)
        }
        var restored = SimpleMovingAverage(period: period, window: original.window)
        #expect(restored == original, "seed \(seed)")
        for close in walk.candles(30).map(\.close) {
            #expect(restored.next(close) == original.next(close), "seed \(seed)")
            #expect(restored == original, "seed \(seed)")
        }
    }

    @Test func `differs by period and by any price`() {
        let average = SimpleMovingAverage(period: 2, window: ["1", "2"])
        #expect(average != SimpleMovingAverage(period: 2, window: ["2", "1"]))
        #expect(average != SimpleMovingAverage(period: 2, window: ["1"]))
        #expect(average != SimpleMovingAverage(period: 3, window: ["1", "2"]))
    }

    @Test func `stands the largest prices`() {
        var average = SimpleMovingAverage(period: 1_000)
        for _ in 0..<1_000 { average.next(Price(units: Int64.max)) }
        #expect(average.value == Average(sum: Int128(Int64.max), count: 1))
    }
}
