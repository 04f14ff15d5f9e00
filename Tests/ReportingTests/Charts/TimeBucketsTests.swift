import Market
import Seeds
import Testing

@testable import Reporting

struct TimeBucketsTests {
    private static func samples(seed: UInt64, _ count: Int) -> [TimeBuckets.Sample] {
        var random = SplitMix64(seed: seed)
        var time = Int64.random(in: 0...1_000_000_000_000, using: &random)
        return (0..<count).map { _ in
            time += Int64.random(in: 1...40, using: &random) * 60_000
            return TimeBuckets.Sample(
                time: Timestamp(milliseconds: time),
                value: Double.random(in: -10...10, using: &random).rounded())
        }
    }

    @Test(arguments: UInt64(0)..<100)
    func `ends and extremes survive, memory is bounded, order is kept`(seed: UInt64) {
        let all = Self.samples(seed: seed, 1_000)
        var buckets = TimeBuckets(atMost: 100)
        for sample in all { buckets.add(sample) }
        #expect(buckets.first == all.first && buckets.last == all.last)
        #expect(buckets.range?.lowerBound == all.map(\.value).min())
        #expect(buckets.range?.upperBound == all.map(\.value).max())
        for columns in [100, 40, 7, 1] {
            let kept = buckets.samples(atMost: columns)
            #expect(kept.count <= 4 * columns)
            #expect(kept.first == all.first && kept.last == all.last)
            #expect(kept.map(\.value).min() == all.map(\.value).min())
            #expect(kept.map(\.value).max() == all.map(\.value).max())
            #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.time < $1.time })
            #expect(kept.allSatisfy(all.contains))
        }
    }

    @Test func `few samples are kept as they are`() {
        let all = Self.samples(seed: 1, 50)
        var buckets = TimeBuckets(atMost: 100_000)
        for sample in all { buckets.add(sample) }
        #expect(buckets.samples(atMost: 100_000) == all)
        #expect(TimeBuckets(atMost: 10).first == nil)
        #expect(TimeBuckets(atMost: 10).range == nil)
    }
}
