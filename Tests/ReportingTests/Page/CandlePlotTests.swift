import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct CandlePlotTests {
    private func html(_ trader: PageTrader) throws -> (html: String, text: SVGText) {
        var page = Markup()
        CandlePlot(view: trader.view, candles: trader.candles, holdings: trader.holdings, id: "t")
            .write(to: &page)
        return (page.html, try SVGText("<div>\(page.html)</div>"))
    }

    @Test(arguments: UInt64(0)..<40)
    func `the highest and the lowest price of the window are in it`(seed: UInt64) throws {
        let trader = try PageTrader.sample(seed: seed)
        let (html, text) = try html(trader)
        let end = try #require(trader.view.asOf)
        let start = max(PageSpan.day.start(before: end), trader.candles[0].openTime)
        // What is drawn begins with the window, in the middle of a wider candle too.
        let shown = trader.candles.filter { $0.openTime >= start }
        let words = Scene.window(from: start, to: end)
        #expect(html.contains("\(words). First open \(Figures.price(shown[0].open)), last close"))
        let bodies = text.elements.filter {
            ["rising", "falling"].contains($0.attributes["class"]) && $0.name == "path"
        }
        let heights = try bodies.flatMap { element in
            try #require(element.attributes["d"]).split(whereSeparator: { "MLZ".contains($0) })
                .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
        }
        #expect(heights.allSatisfy { (0...320).contains($0) }, "seed \(seed)")
        // The distance of the extremes in pixels is that of the prices on the plot's own axis.
        let labels = text.elements.filter { $0.name == "text" && $0.attributes["x"] == "8" }
        let marks = try labels.map { label in
            (
                value: try #require(Double(label.content.replacing(",", with: ""))),
                y: try #require(label.number("y")) - 4
            )
        }
        let (low, high) = (try #require(marks.first), try #require(marks.last))
        let pixels = (low.y - high.y) / (high.value - low.value)
        let highest = try #require(shown.map(\.high.doubleValue).max())
        let lowest = try #require(shown.map(\.low.doubleValue).min())
        let spread = try #require(heights.max()) - (try #require(heights.min()))
        #expect((spread - (highest - lowest) * pixels).magnitude < 1, "seed \(seed)")
        #expect(bodies.count <= 4 * 96, "seed \(seed)")
    }

    @Test(arguments: UInt64(0)..<40)
    func `every fill of the window has its mark, which tells price and reason`(seed: UInt64) throws
    {
        let trader = try PageTrader.sample(seed: seed)
        let (html, text) = try html(trader)
        let end = try #require(trader.view.asOf)
        let start = PageSpan.day.start(before: end)
        let sales = trader.holdings.compactMap(\.trade).filter {
            $0.exitTime
                > start.advanced(byMilliseconds: trader.view.market.timeframe.milliseconds * 4)
        }
        for trade in sales {
            let words =
                "sold at \(Figures.price(trade.exitPrice)), \(Figures.moment(trade.exitTime))"
            #expect(html.contains(words), "seed \(seed)")
        }
        let marks = text.elements.filter {
            $0.name == "use" && $0.attributes["class"] == "mark"
        }
        #expect(marks.count { $0.attributes["href"] != "#buy" } >= sales.count, "seed \(seed)")
        for mark in marks {
            let x = try #require(mark.attributes["x"].flatMap { Double($0.dropLast()) })
            #expect((0...100).contains(x), "seed \(seed)")
        }
    }

    @Test func `before the first candle there is no chart`() throws {
        var page = Markup()
        let blank = try PageTrader.blank()
        CandlePlot(view: blank.view, candles: [], holdings: [], id: "t").write(to: &page)
        #expect(page.html == "")
    }
}
