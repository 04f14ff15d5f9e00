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

    @Test(arguments: UInt64(0)..<50)
    func `what was kept goes on as if it had never been put away`(seed: UInt64) throws {
        let all = Self.samples(seed: seed, 700)
        var whole = TimeBuckets(atMost: 60)
        for (index, sample) in all.enumerated() {
            if index % 97 == 96 {
                let again = TimeBuckets(
                    atMost: 60, milliseconds: whole.milliseconds, marks: whole.marks)
                #expect(again == whole, "seed \(seed), sample \(index)")
                whole = try #require(again)
            }
            whole.add(sample)
        }
        var straight = TimeBuckets(atMost: 60)
        for sample in all { straight.add(sample) }
        #expect(whole == straight, "seed \(seed)")
    }

    @Test func `marks that no line leaves are refused`() {
        var line = TimeBuckets(atMost: 8)
        for sample in Self.samples(seed: 3, 40) { line.add(sample) }
        let (marks, span) = (line.marks, line.milliseconds)
        func isTaken(_ marks: [TimeBuckets.Sample], _ span: Int64, atMost most: Int = 8) -> Bool {
            TimeBuckets(atMost: most, milliseconds: span, marks: marks) != nil
        }
        #expect(isTaken(marks, span) && isTaken([], span))
        #expect(!isTaken(marks, span, atMost: marks.count / 4 - 1))
        #expect(!isTaken(marks.dropLast(), span) && !isTaken(marks, 0) && !isTaken(marks, -span))
        #expect(!isTaken(marks.reversed(), span) && !isTaken(marks, span / 2))
        #expect(!isTaken(marks + marks.prefix(4), span))
        for place in marks.indices {
            var other = marks
            let value = place % 4 == 1 ? 1_000.0 : -1_000.0
            other[place] = TimeBuckets.Sample(time: marks[place].time, value: value)
            if place % 4 != 1 || marks[place - place % 4 + 2].value < 1_000 {
                #expect(!isTaken(other, span) || place % 4 == 1 && value < 0, "mark \(place)")
            }
        }
    }
}
