import Market
import Seeds
import Testing

@testable import Reporting

struct PageHeaderTests {
    private func html(_ entries: [DashboardPage.Entry], now: Timestamp) -> String {
        var page = Markup()
        PageHeader(entries: entries, brand: "ALGOM", now: now).write(to: &page)
        return page.html
    }

    @Test func `it tells when it was written, and how old each trader's last candle was`() throws {
        let trader = try PageTrader.sample(seed: 4)
        let frame = trader.view.market.timeframe.milliseconds
        let asOf = try #require(trader.view.asOf)
        let now = asOf.advanced(byMilliseconds: 61_000)
        let fresh = html([.trader(trader)], now: now)
        #expect(
            fresh.contains("Written <time datetime=\"\(now)\">\(Figures.moment(now)) UTC</time>"))
        #expect(fresh.contains("data-written=\"\(now.milliseconds)\""))
        #expect(
            fresh.contains(
                "data-as-of=\"\(asOf.milliseconds)\" data-timeframe=\"\(frame)\">1 m 1 s old<"))
        let old = html([.trader(trader)], now: asOf.advanced(byMilliseconds: 3 * frame + 1))
        #expect(old.contains("class=\"stale\"") && old.contains(" old, stale<"))
        let edge = html([.trader(trader)], now: asOf.advanced(byMilliseconds: 3 * frame))
        #expect(!edge.contains("stale"))
        let early = html([.trader(trader)], now: asOf.advanced(byMilliseconds: -400_000))
        #expect(
            early.contains("class=\"stale\"") && early.contains(">6 m 40 s ahead of this clock<"))
    }

    @Test func `a page is old after three of its shortest candles, or a quarter of an hour`() throws
    {
        let trader = try PageTrader.sample(seed: 4)
        let frame = trader.view.market.timeframe.milliseconds
        #expect(
            html([.trader(trader)], now: "2026-01-01T00:00:00Z")
                .contains("data-patience=\"\(max(900_000, 3 * frame))\""))
        #expect(html([], now: "2026-01-01T00:00:00Z").contains("data-patience=\"900000\""))
    }

    @Test func `those that have nothing to be old are named too`() throws {
        let now: Timestamp = "2026-01-01T00:00:00Z"
        let text = html([.absent(name: "gone", reason: "")], now: now)
        #expect(html([.trader(try .blank("new"))], now: now).contains(">new</a> has no candle yet"))
        #expect(text.contains(">gone</a>: <span class=\"stale\">cannot be told</span>"))
    }
}
