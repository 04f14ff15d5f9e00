import Testing
import Trading

@testable import Reporting

struct ComparisonTableTests {
    @Test func `a row a trader, with the figures of its own section`() throws {
        let trader = try PageTrader.sample(seed: 6)
        var page = Markup()
        ComparisonTable(entries: [
            .trader(trader), .trader(try .blank()), .absent(name: "gone", reason: "damaged"),
        ]).write(to: &page)
        let rows = page.html.split(separator: "<tr>").dropFirst(2)
        #expect(rows.count == 3)
        let row = try #require(rows.first)
        #expect(row.contains("<a href=\"#trader-1\">careful</a>"))
        #expect(row.contains("\(Figures.money(trader.view.summary.equity, in: "USDT")) USDT"))
        #expect(row.contains("<td class=\"loss\">-0.31 %</td>"))
        #expect(row.contains(Figures.percent(trader.view.state.record.drawdown.maximumPercent)))
        #expect(rows.dropFirst().first?.contains("<td>none</td>") == true)
        #expect(rows.last?.contains("cannot be told") == true)
    }
}
