import Testing
import Trading

@testable import Reporting

struct PageMarkTests {
    @Test func `every mark that charts refer to is drawn once and explained`() throws {
        var page = Markup()
        PageMark.writeShapes(to: &page)
        let shapes = try SVGText("<div>\(page.html)</div>").elements.filter { $0.name == "path" }
        let ids = shapes.compactMap { $0.attributes["id"] }
        #expect(ids.count == 4 && Set(ids).count == 4)
        #expect(Set(shapes.compactMap { $0.attributes["d"] }).count == 4)
        for sale in [nil, Reason.signal, .stopLoss, .takeProfit] {
            #expect(ids.contains(PageMark.id(sale)))
        }
        var key = Markup()
        PageMark.writeKey(to: &key)
        for id in ids { #expect(key.html.contains("href=\"#\(id)\"")) }
    }
}
