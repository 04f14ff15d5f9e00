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
        #expect(picture.altText.ranges(of: "; BTC held \(words)").count == 1)
    }

    @Test(arguments: UInt64(0)..<20)
    func `every line of a window begins at 0 %, and its scale is of that window`(
        seed: UInt64
    ) throws {
        let walk = try ChartedWalk(seed: seed)
        var curve = EquityCurve(
            name: "a", coin: "BTC", initialBalance: walk.parameters.initialBalance)
        for mark in walk.marks.suffix(60) { curve.add(mark.time, mark.equity, price: mark.price) }
        #expect(curve.rise.first?.value == 0 && curve.holdRise.first?.value == 0)
        #expect(((curve.rise.last?.value ?? 0) - curve.change).magnitude < 1e-9, "seed \(seed)")
        let scene = EquityChart([curve], span: "last 5 h").scene
        let ranges = [curve.rise.range, curve.holdRise.range].compactMap(\.self)
        #expect(scene.values.lowerBound == ranges.map(\.lowerBound).min())
        #expect(scene.values.upperBound == ranges.map(\.upperBound).max())
    }

    @Test func `a coin is drawn once, and who began later says how much of the window it has`()
        throws
    {
        let walk = try ChartedWalk(seed: 8)
        let old = Self.curve(walk, "old")
        var young = EquityCurve(
            name: "young", coin: "BTC", initialBalance: walk.parameters.initialBalance)
        for mark in walk.marks.suffix(100) {
            young.add(mark.time, mark.equity, price: mark.price)
        }
        let chart = EquityChart([young, old], span: "since START")
        #expect(chart.scene.lines.count { $0.role == .hold } == 1)
        let words = try #require(old.holdChange.map { Figures.signedPercent($0) })
        #expect(chart.picture().altText.contains("; BTC held \(words)."))
        #expect(chart.picture().altText.contains(#/young [+-]?[\d.,]+ % \(\d+ [mhd]\);/#))
        #expect(chart.picture().altText.contains(#/; old [+-]?[\d.,]+ %;/#))
    }

    @Test func `a trader keeps its colour, dash and shape, whoever else is drawn`() throws {
        let walk = try ChartedWalk(seed: 9)
        let curves = (0..<3).map { place in
            var curve = Self.curve(walk, "t\(place)")
            curve.place = place
            return curve
        }
        let stroke = Scene.Role.trader(2).stroke.colour
        #expect(EquityChart(curves, span: "all").picture().svg.contains(stroke))
        let alone = EquityChart([curves[2]], span: "all").picture().svg
        #expect(alone.contains(stroke) && !alone.contains(Scene.Role.trader(0).stroke.colour))
        let looks = (0..<32).map { place in
            let stroke = Scene.Role.trader(place).stroke
            return "\(stroke.colour) \(stroke.dash ?? "") \(Marker.of(trader: place))"
        }
        #expect(Set(looks).count == looks.count)
    }

    @Test(arguments: [9, 12, 20, 30, 31, 200])
    func `of more than eight traders every picture keeps the laws too`(count: Int) throws {
        let walks = try (0..<5).map { try ChartedWalk(seed: UInt64($0)) }
        let curves = (0..<count).map { place in
            var curve = Self.curve(walks[place % 5], "trader-\(place)-of-many")
            curve.place = place
            return curve
        }
        let chart = EquityChart(curves, span: "last 7 d")
        let picture = chart.picture()
        try picture.keepsTheLaws(UInt64(count))
        let most = try #require(curves.map(\.change).max())
        #expect(picture.svg.contains(">\(Figures.signedPercent(most, digits: 1))<"))
        #expect(picture.altText.contains("15 highest and lowest") == (count > 30))
        let lines = chart.lines(width: 80, height: 24, isColoured: false)
        #expect(lines.count == min(count, 30) + 2 && lines.allSatisfy { $0.count <= 80 })
        #expect(lines.dropFirst(2).allSatisfy { $0.hasSuffix(" %") })
    }
}
