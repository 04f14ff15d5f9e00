import Market
import Seeds
import Testing

@testable import Reporting

struct RecordPlotsTests {
    /// A year of 5-minute marks that fall as they like.
    private static func year(seed: UInt64) -> (curve: RecordCurve, worst: Double) {
        var random = SplitMix64(seed: seed)
        var curve = RecordCurve(
            EquityCurve(name: "a", coin: "BTC", initialBalance: "10000"))
        var (worst, units) = (0.0, Int64(1_000_000_000_000))
        var peak = units
        for index in 0..<105_120 {
            let time = Timestamp(milliseconds: 1_760_000_100_000 + Int64(index) * 300_000)
            units += Int64.random(in: -units / 400...units / 400, using: &random)
            peak = max(peak, units)
            let fall = 100 * (Double(peak) - Double(units)) / Double(peak)
            worst = max(worst, fall)
            curve.equity.add(time, Money(units: units), price: Price(units: 5_000_000_000_000))
            curve.addDrawdown(time, fall)
        }
        return (curve, worst)
    }

    private func html(_ curve: RecordCurve, columns: Int = 400) throws -> String {
        var page = Markup()
        RecordPlots(
            curve: curve, id: "t", timeframe: .fiveMinutes, closes: 105_120, columns: columns
        ).write(to: &page)
        return page.html
    }

    /// The points of the line of a class.
    private func points(_ html: String, _ style: String) throws -> [(x: Double, y: Double)] {
        let text = try SVGText("<div>\(html)</div>")
        let lines = text.elements.filter { $0.attributes["class"] == style }
        let data = try #require(lines.compactMap { $0.attributes["d"] }.max { $0.count < $1.count })
        return try data.dropFirst().split(separator: "L").map { part in
            let numbers = try part.split(separator: " ").map { try #require(Double($0)) }
            return (numbers[0], numbers[1])
        }
    }

    @Test(arguments: UInt64(0)..<3)
    func `a year is drawn in few points, and neither peak nor fall is lost`(seed: UInt64) throws {
        let (curve, worst) = Self.year(seed: seed)
        #expect(curve.deepest?.percent == worst, "seed \(seed)")
        for columns in [400, 100, 40] {
            let html = try html(curve, columns: columns)
            let equity = try points(html, "trader-a")
            #expect(equity.count <= 4 * columns && equity.count > columns / 2, "seed \(seed)")
            // The plot's margins are a twentieth of its range: the extremes are where they belong.
            let range = try #require(curve.equity.rise.range)
            let scale = Scale(
                min(range.lowerBound, 0)...max(range.upperBound, 0), from: 252, to: 8,
                margin: 0.05)
            let (top, bottom) = (scale(range.upperBound), scale(range.lowerBound))
            let heights = equity.map(\.y)
            #expect((try #require(heights.min()) - top).magnitude < 0.06, "seed \(seed)")
            #expect((try #require(heights.max()) - bottom).magnitude < 0.06, "seed \(seed)")
            let falls = try points(html, "fall").map(\.y)
            let depth = Scale(-worst...0, from: 132, to: 8, margin: 0.05)
            #expect((try #require(falls.max()) - depth(-worst)).magnitude < 0.06, "seed \(seed)")
        }
    }

    @Test func `it says in words how it was thinned, and how deep the fall was`() throws {
        let (curve, worst) = Self.year(seed: 9)
        let html = try html(curve)
        #expect(
            html.contains("105,120 closes in spans of about 1 d 10 h: of each span the first, "))
        #expect(html.contains("at worst \(Figures.percent(worst)) on "))
        #expect(html.contains("equity \(Figures.signedPercent(curve.equity.change))<"))
    }

    @Test func `what is drawn whole is not said to be thinned, and nothing is nothing`() throws {
        var curve = RecordCurve(EquityCurve(name: "a", coin: "BTC", initialBalance: "10000"))
        #expect(try html(curve) == "")
        for index in 0..<50 {
            let time = Timestamp(milliseconds: 1_760_000_100_000 + Int64(index) * 300_000)
            curve.equity.add(time, "10000", price: "100")
            curve.addDrawdown(time, 0)
        }
        let html = try html(curve)
        #expect(!html.contains("spans"))
        #expect(html.contains(">never below the peak<"))
    }
}
