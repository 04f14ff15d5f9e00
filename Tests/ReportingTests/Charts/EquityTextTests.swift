import Market
import Testing
import Trading

@testable import Reporting

struct EquityTextTests {
    private static func chart(_ walks: [ChartedWalk]) -> EquityChart {
        EquityChart(
            walks.enumerated().map { index, walk in
                var curve = EquityCurve(
                    name: "trader-\(index)", coin: "BTC",
                    initialBalance: walk.parameters.initialBalance)
                curve.place = index
                for mark in walk.marks { curve.add(mark.time, mark.equity, price: mark.price) }
                return curve
            }, span: "since START")
    }

    @Test(arguments: UInt64(0)..<30)
    func `no line is wider than asked, and both extremes have their row`(seed: UInt64) throws {
        let chart = Self.chart([try ChartedWalk(seed: seed)])
        for (width, height) in [(80, 24), (200, 50), (30, 12), (3, 2)] {
            let lines = chart.lines(width: width, height: height, isColoured: false)
            #expect(lines.count == TextPlot.height(height), "seed \(seed)")
            #expect(lines.allSatisfy { $0.count <= width }, "seed \(seed)")
            guard width > 3 else { continue }
            let rows = lines.enumerated().dropFirst(TextPlot.top).dropLast(TextPlot.bottom)
                .filter { $0.element.contains { ("\u{2801}"..."\u{28ff}").contains($0) } }
                .map(\.offset)
            let edge = height - TextPlot.top - TextPlot.bottom >= 8 ? 1 : 0
            #expect(rows.first == TextPlot.top + edge, "seed \(seed): \(lines)")
            #expect(rows.last == height - TextPlot.bottom - 1 - edge, "seed \(seed): \(lines)")
        }
    }

    @Test func `several traders are told apart by their shapes, and one needs none`() throws {
        let walks = [try ChartedWalk(seed: 1), try ChartedWalk(seed: 2)]
        let two = Self.chart(walks).lines(width: 100, height: 30, isColoured: false)
        #expect(two[0] == "equity, change in %  since START")
        #expect(two[28].hasPrefix("● trader-0 ") && two[28].contains("  ■ trader-1 "))
        let plot = two.dropFirst(2).dropLast(4).joined()
        #expect(plot.contains("●") && plot.contains("■"))
        let one = Self.chart([walks[0]]).lines(width: 100, height: 30, isColoured: false)
        #expect(!one.dropLast(4).joined().contains("●"))
        #expect(one[29].hasPrefix("⡀⡀ BTC held "))
    }

    @Test func `colour says nothing that is not there without it`() throws {
        let chart = Self.chart([try ChartedWalk(seed: 3), try ChartedWalk(seed: 4)])
        let coloured = chart.lines(width: 90, height: 25, isColoured: true)
        let plain = chart.lines(width: 90, height: 25, isColoured: false)
        #expect(coloured.map { $0.replacing(#/\u{1b}\[[0-9;]*m/#, with: "") } == plain)
        #expect(coloured != plain)
    }
}
