import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct EquityChartTests {
    private static func curve(
        _ walk: ChartedWalk, _ name: String, coin: String = "BTC", isHeld: Bool = true
    ) -> EquityCurve {
        var curve = EquityCurve(
            name: name, coin: coin, initialBalance: walk.parameters.initialBalance)
        for mark in walk.marks {
            curve.add(mark.time, mark.equity, price: isHeld ? mark.price : nil)
        }
        return curve
    }

    @Test(arguments: UInt64(0)..<40)
    func `every picture of equity keeps the laws`(seed: UInt64) throws {
        let count = Int(seed % 8) + 1
        let curves = try (0..<count).map { index in
            let long = String(repeating: "w", count: Int(seed % 31) + 1)
            return Self.curve(
                try ChartedWalk(seed: seed &* 8 &+ UInt64(index)), "\(index)\(long)",
                coin: "\(index)" + String(repeating: "W", count: Int(seed % 20)),
                isHeld: seed % 3 > 0)
        }
        let chart = EquityChart(curves, span: "since START")
        let picture = chart.picture()
        try picture.keepsTheLaws(seed)
        #expect(picture == chart.picture())
        for curve in curves {
            let words = "\(curve.name) \(Figures.signedPercent(curve.change))"
            #expect(picture.altText.contains(words), "seed \(seed)")
        }
    }

    @Test func `the largest picture is within its size`() throws {
        var random = SplitMix64(seed: 1)
        let curves = (0..<EquityChart.maximumCurves).map { index in
            var curve = EquityCurve(name: "\(index)", coin: "C\(index)", initialBalance: "10000")
            for minute in 0..<60_000 {
                curve.add(
                    Timestamp(milliseconds: 1_760_000_000_000 + Int64(minute) * 60_000),
                    Money(units: Int64.random(in: 1...2_000_000_000_000, using: &random)),
                    price: Price(units: Int64.random(in: 1...1_000_000_000, using: &random)))
            }
            return curve
        }
        let picture = EquityChart(curves, span: "since START").picture()
        #expect(picture.svg.utf8.count > 100_000)
        try picture.keepsTheLaws(1)
    }

    @Test func `one flat mark is a picture too`() throws {
        var curve = EquityCurve(name: "a", coin: "BTC", initialBalance: "10000")
        curve.add("2025-10-10T00:00:00Z", "10000")
        let picture = EquityChart([curve], span: "last 24 h").picture()
        try picture.keepsTheLaws(0)
        #expect(picture.svg.contains(">a 0.00 %<"))
        #expect(!picture.svg.contains("held"))
    }

    @Test func `a holding that came to the same is named once`() throws {
        let walk = try ChartedWalk(seed: 5)
        let curves = ["one", "two"].map { Self.curve(walk, $0) }
        let picture = EquityChart(curves, span: "since START").picture()
        #expect(picture.svg.ranges(of: ">BTC held ").count == 1)
        let words = try #require(curves[0].holdChange.map { Figures.signedPercent($0) })
        #expect(picture.svg.contains(">BTC held \(words)<"))
        #expect(picture.altText.ranges(of: "(BTC held \(words))").count == 2)
    }
}
