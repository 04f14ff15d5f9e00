import Market
import Seeds
import Testing

@testable import Trading

struct DrawdownTests {
    @Test func `falls from the highest mark, and remembers the deepest`() {
        var drawdown = Drawdown(initialBalance: "100")
        #expect(drawdown.currentPercent == 0 && drawdown.maximumPercent == 0)
        let table: [(Money, Money, Double, Double)] = [
            ("90", "100", 10, 10), ("95", "100", 5, 10), ("200", "200", 0, 10),
            ("150", "200", 25, 25), ("200", "200", 0, 25), ("180", "200", 10, 25),
        ]
        for (mark, peak, current, maximum) in table {
            drawdown.mark(mark)
            #expect(drawdown.equity == mark && drawdown.peak == peak)
            #expect(drawdown.currentPercent == current && drawdown.maximumPercent == maximum)
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `equals the direct formula`(seed: UInt64) {
        var walk = RandomWalk(seed: seed)
        let marks = walk.candles(80).map { Money(units: $0.close.units) }
        let initial = marks[0]
        var drawdown = Drawdown(initialBalance: initial)
        for mark in marks { drawdown.mark(mark) }
        var deepest = 0.0
        for (index, mark) in marks.enumerated() {
            let peak = marks[...index].max() ?? initial
            deepest = max(deepest, 100 * (1 - Double(mark.units) / Double(peak.units)))
        }
        #expect(abs(drawdown.maximumPercent - deepest) < 1e-9, "seed \(seed)")
    }
}
