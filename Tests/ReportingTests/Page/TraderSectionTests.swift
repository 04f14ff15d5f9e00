import Market
import Seeds
import Testing
import Text
import Trading

@testable import Reporting

struct TraderSectionTests {
    private func html(_ trader: PageTrader) -> String {
        var page = Markup()
        TraderSection(trader: trader, id: "t", columns: 100, trades: 25).write(to: &page)
        return page.html
    }

    @Test(arguments: UInt64(0)..<10)
    func `it says what status says, in the same words`(seed: UInt64) throws {
        let trader = try PageTrader.sample(seed: seed)
        let html = html(trader)
        #expect(html.contains("<strong>Now: </strong>\(trader.view.waitsFor)."))
        let status = trader.view.statusFigures(at: try #require(trader.view.asOf)).joined()
        for figure in status where !["last candle", "next", "equity"].contains(figure.label) {
            let label = Escaping.markup(figure.label)
            let pair = html.split(separator: "<dt").first { $0.contains(">\(label)</dt>") }
            #expect(
                pair?.contains(">\(Escaping.markup(figure.value))</dd>") == true,
                "seed \(seed): \(figure.label)")
        }
        #expect(html.contains(">\(Figures.money(trader.view.summary.equity, in: "USDT"))</dd>"))
    }

    @Test func `a trader without candles is told without charts and tables`() throws {
        let html = html(try .blank())
        #expect(html.contains("waits for its first candles"))
        #expect(!html.contains("<figure") && !html.contains("<table"))
    }

    @Test func `a reset is told with its reason`() throws {
        let blank = try PageTrader.blank()
        var view = blank.view
        view.startedAt = "2026-01-01T00:00:00Z"
        view.reset = TraderView.Reset(at: "2026-01-01T00:00:00Z", reason: "a wider <stop>")
        let trader = PageTrader(view: view, curve: blank.curve, candles: [], holdings: [])
        #expect(
            html(trader).contains(
                "given up on 2026-01-01 00:00 UTC and archived: a wider &lt;stop&gt;"))
        #expect(html(trader).contains("recorded since 2026-01-01 00:00 UTC"))
    }

    @Test func `what was carried over is told apart, with its mark`() throws {
        let blank = try PageTrader.blank()
        var carried = CarriedOver()
        carried.file = "<old>.json"
        carried.trades = 120
        let view = TraderView(
            name: blank.view.name, market: blank.view.market, parameters: blank.view.parameters,
            state: blank.view.state, summary: blank.view.summary, carriedOver: carried)
        let trader = PageTrader(view: view, curve: blank.curve, candles: [], holdings: [])
        let html = html(trader)
        #expect(html.contains("Before this record: balance 0.00, 120 trades"))
        #expect(html.contains("carried over, not verifiable"))
        #expect(!html.contains("<old>"))
        #expect(!self.html(blank).contains("carried over"))
    }
}
