import Market
import Seeds
import Testing
import Trading

@testable import Reporting

/// What the script of the page reads, read by another way.
struct PlotDataTests {
    @Test(arguments: UInt64(0)..<20)
    func `a line's moments and values are all there, to the hundredth`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let start: Timestamp = "2026-01-01T00:00:00Z"
        let samples = (0..<50).map { index in
            TimeBuckets.Sample(
                time: start.advanced(by: Int64(index * index), spansOf: 300_000),
                value: Double.random(in: -90...900, using: &random))
        }
        let numbers = PlotData(step: 300_000).text(of: samples, from: start)
            .split(separator: " ").compactMap { Int($0) }
        #expect(numbers.count == 100)
        var (time, value) = (0, 0)
        for (index, sample) in samples.enumerated() {
            time += numbers[2 * index]
            value += numbers[2 * index + 1]
            #expect(start.advanced(by: Int64(time), spansOf: 300_000) == sample.time)
            #expect((Double(value) / 100 - sample.value).magnitude <= 0.005 + 1e-9)
        }
    }

    @Test(arguments: UInt64(0)..<20)
    func `candles come out as they went in`(seed: UInt64) throws {
        let candles = RandomCandles.array(seed: seed, count: 200)
        let groups = CandleGroups(
            candles, milliseconds: 900_000, Parameters().strategy)
        let close = try #require(groups.groups.last?.close)
        let digits = PlotData.digits(of: close)
        let words = PlotData.text(of: groups, places: [0, 1], digits: digits).split(separator: " ")
        #expect(words.count == 7 * groups.groups.count)
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let near = { (number: Int, value: Double) in
            (Double(number) / scale - value).magnitude <= 0.5 / scale + 1e-9
        }
        var last = 0
        for (index, group) in groups.groups.enumerated() {
            let all = words[(7 * index)..<(7 * index + 7)].map { Int($0) }
            let open = last + (try #require(all[1]))
            #expect(near(open, group.open.doubleValue), "seed \(seed)")
            #expect(near(open + (all[2] ?? 0), group.high.doubleValue), "seed \(seed)")
            #expect(near(open + (all[3] ?? 0), group.low.doubleValue), "seed \(seed)")
            last = open + (all[4] ?? 0)
            #expect(near(last, group.close.doubleValue), "seed \(seed)")
            for line in 0..<2 {
                #expect((all[5 + line] == nil) == (group.lines[line] == nil))
                if let difference = all[5 + line], let value = group.lines[line] {
                    #expect(near(last + difference, value), "seed \(seed)")
                }
            }
        }
    }
}
