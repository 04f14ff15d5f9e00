import Market
import Seeds
import Testing

@testable import Reporting

struct RecordCurveTests {
    @Test(arguments: UInt64(0)..<20)
    func `the deepest fall is exact, and told at its first moment`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var curve = RecordCurve(EquityCurve(name: "a", coin: "BTC", initialBalance: "10000"))
        #expect(curve.deepest == nil)
        var all: [(time: Timestamp, percent: Double)] = []
        for index in 0..<20_000 {
            let time = Timestamp(milliseconds: Int64(index) * 300_000)
            all.append((time, Double.random(in: 0...50, using: &random).rounded()))
            curve.addDrawdown(time, all[index].percent)
        }
        let worst = try #require(all.map(\.percent).max())
        let first = try #require(all.first { $0.percent == worst })
        #expect(curve.deepest?.percent == worst, "seed \(seed)")
        #expect(curve.deepest?.time == first.time, "seed \(seed)")
    }
}
