import Market
import Seeds
import Testing

@testable import Reporting

struct JointEquityTests {
    private static let start: Timestamp = "2026-01-01T00:00:00Z"

    /// Marks of a trader that began so many minutes later, every five minutes.
    private static func marks(seed: UInt64, after minutes: Int64, count: Int) -> [(
        Timestamp, Money
    )] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { index in
            let time = start.advanced(byMilliseconds: (minutes + 5 * Int64(index)) * 60_000)
            return (time, Money(units: Int64.random(in: 1...2_000_000_000_000, using: &random)))
        }
    }

    @Test(arguments: UInt64(0)..<20)
    func `at each moment it is the sum of what all stood at`(seed: UInt64) throws {
        let all = (0..<4).map { number in
            Self.marks(
                seed: seed &* 4 &+ UInt64(number), after: Int64(number) * 35,
                count: 3_000 - number * 7)
        }
        let parts = all.map { marks in
            var curve = EquityCurve(name: "a", coin: "BTC", initialBalance: "10000", atMost: 400)
            for (time, equity) in marks { curve.add(time, equity) }
            return JointEquity.Part(curve: curve, equity: marks[marks.count - 1].1)
        }
        let common = JointEquity(parts, atMost: 100)
        #expect(common.samples.count > 20 && common.samples.count <= 402, "seed \(seed)")
        for sample in common.samples.dropFirst() {
            let sum = all.reduce(Int64(0)) { sum, marks in
                sum + (marks.last { $0.0 <= sample.time }?.1.units ?? 1_000_000_000_000)
            }
            let rise = 100 * (Double(sum) / 4e12 - 1)
            #expect((sample.value - rise).magnitude < 1e-6, "seed \(seed), \(sample.time)")
        }
        // However few stretches are drawn, no peak or fall of the sum is cut.
        let values = common.samples.map(\.value)
        for columns in [3, 20, 400] {
            let drawn = JointEquity(parts, atMost: columns).samples.map(\.value)
            #expect(drawn.min() == values.min() && drawn.max() == values.max(), "seed \(seed)")
            #expect(drawn.count <= 4 * columns + 2)
        }
        #expect(common.samples.last?.time == all.compactMap(\.last?.0).max())
    }

    @Test func `who has no mark yet counts with its balance, and nobody is nothing`() {
        var curve = EquityCurve(name: "a", coin: "BTC", initialBalance: "100")
        curve.add(Self.start, "100")
        curve.add(Self.start.advanced(byMilliseconds: 300_000), "150")
        let none = EquityCurve(name: "b", coin: "BTC", initialBalance: "100")
        let common = JointEquity(
            [
                JointEquity.Part(curve: curve, equity: "150"),
                JointEquity.Part(curve: none, equity: "100"),
            ], atMost: 10)
        #expect(common.change == 25)
        #expect(JointEquity([], atMost: 10).samples.isEmpty)
    }
}
