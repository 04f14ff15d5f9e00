import Market
import Seeds
import Testing

@testable import Reporting

struct PlotTests {
    private static let start: Timestamp = "2026-01-01T00:00:00Z"
    private static let end: Timestamp = "2026-12-31T00:00:00Z"

    private func plot() -> Plot {
        Plot(height: 200, from: Self.start, to: Self.end, values: 0...10)
    }

    private func text(_ plot: Plot) throws -> (html: String, text: SVGText) {
        var page = Markup()
        plot.write(to: &page, id: "p", title: "A < B", words: "both") { $1.text($0) }
        return (page.html, try SVGText(page.html))
    }

    @Test func `it has a title, words, and labels on both axes`() throws {
        let (html, text) = try text(plot())
        #expect(html.contains("role=\"img\" aria-labelledby=\"p-title p-words\""))
        #expect(html.contains("<title id=\"p-title\">A &lt; B</title>"))
        #expect(html.contains("<desc id=\"p-words\">both</desc>"))
        let labels = text.elements.filter { $0.name == "text" }.map(\.content)
        #expect(labels.count { $0.hasPrefix("2026-") } >= 2)
        #expect(Set(["0", "10"]).isSubset(of: Set(labels)))
        let heights = text.elements.filter { $0.name == "text" }.compactMap { $0.number("y") }
        #expect(heights.allSatisfy { (4...224).contains($0) })
    }

    @Test func `lines are stretched with the plot, marks stand at parts of its width`() throws {
        var plot = plot()
        let middle = Timestamp(
            milliseconds: (Self.start.milliseconds + Self.end.milliseconds) / 2)
        plot.line(
            [
                TimeBuckets.Sample(time: Self.start, value: 0),
                TimeBuckets.Sample(time: Self.end, value: 10),
            ], "equity")
        plot.mark("buy", at: plot.area.point(middle, 5), "mark", "<bought>")
        let (html, text) = try text(plot)
        let line = try #require(text.elements.first { $0.attributes["class"] == "equity" })
        let data = try #require(line.attributes["d"])
        #expect(data.hasPrefix("M0 ") && data.contains("L1000 "))
        let mark = try #require(text.elements.first { $0.name == "use" })
        #expect(mark.attributes["x"] == "50%")
        #expect(mark.attributes["y"] == "100")
        #expect(html.contains("<title>&lt;bought&gt;</title>"))
    }

    @Test func `a level outside the values is not drawn`() throws {
        var plot = plot()
        plot.level(100, "whole")
        #expect(!(try text(plot).html.contains("\"whole\"")))
        plot.level(5, "whole")
        #expect(try text(plot).html.contains("\"whole\""))
    }
}
