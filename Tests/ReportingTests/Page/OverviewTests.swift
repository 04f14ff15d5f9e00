import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct OverviewTests {
    private static let now: Timestamp = "2026-11-10T21:20:07Z"

    private func html(_ entries: [DashboardPage.Entry]) -> String {
        var page = Markup()
        Overview(entries: entries, now: Self.now).write(to: &page)
        return page.html
    }

    /// A trader whose last candle began at a moment.
    private static func current(
        seed: UInt64, at moment: Timestamp = "2026-11-10T00:00:00Z"
    ) throws -> PageTrader {
        let trader = try PageTrader.sample(seed: seed)
        return PageTrader(
            view: try trader.view.with { $0.lastOpenTime = moment }, curve: trader.curve,
            candles: [], holdings: [])
    }

    @Test func `a row a trader, with the figures of its own section`() throws {
        let trader = try PageTrader.sample(seed: 6)
        let html = html([
            .trader(trader), .trader(try .blank()), .absent(name: "gone", reason: "damaged"),
        ])
        let body = try #require(html.split(separator: "<tbody>").last)
        let rows = body.split(separator: "<tr").dropLast()
        #expect(rows.count == 3)
        let row = try #require(rows.first)
        #expect(row.contains("<a href=\"#trader-1\">careful</a>"))
        #expect(row.contains("\(Figures.money(trader.view.summary.equity, in: "USDT")) USDT"))
        #expect(row.contains("<td class=\"loss\">-0.31 %"))
        #expect(row.contains(Figures.percent(trader.view.state.record.drawdown.maximumPercent)))
        #expect(row.contains("class=\"spark\"") && row.contains("class=\"trader-a\""))
        #expect(rows.dropFirst().first?.contains("<td>none</td>") == true)
        #expect(rows.last?.contains("cannot be told") == true)
    }

    @Test func `the total is the sum of all that count in one currency`() throws {
        let traders = try (0..<5).map { try Self.current(seed: UInt64($0)) }
        let html = html(traders.map { .trader($0) })
        let sum = traders.reduce(Int64(0)) { $0 + $1.view.summary.equity.units }
        let words = Figures.money(Money(units: sum), in: "USDT")
        #expect(html.ranges(of: ">\(words)</d").count == 1)
        let foot = try #require(html.split(separator: "<tfoot>").last)
        #expect(foot.contains("total, USDT") && foot.contains(">\(words)</td>"))
        let trades = traders.reduce(0) { $0 + $1.view.tally.trades }
        #expect(foot.contains("<td>\(Figures.count(trades))</td>"))
    }

    @Test func `who stopped long ago counts as it stood, and the tile counts the rows`() throws {
        let traders = try (0..<2).map { try Self.current(seed: UInt64($0)) }
        let left = try Self.current(seed: 2, at: "2026-10-01T00:00:00Z")
        let html = html([.trader(traders[0]), .trader(traders[1]), .trader(left)])
        let sum = try (traders + [left]).reduce(Money.zero) {
            try $0 + $1.view.summary.equity
        }
        #expect(html.ranges(of: ">\(Figures.money(sum, in: "USDT"))</d").count == 1)
        #expect(html.contains("1 stale trader counts as it last stood."))
        #expect(html.contains(" of 3</dd>"))
        #expect(html.ranges(of: "<tr data-quote=\"USDT\">").count == 3)
        let rows = html.ranges(of: ", stale</span>").count
        #expect(html.contains("data-stale-in=\"USDT\">\(rows)</dd>"))
    }

    @Test func `orders that were not filled are told`() throws {
        var trader = try PageTrader.sample(seed: 6)
        var view = trader.view
        view.windows.day?.skipped = 5
        trader = PageTrader(
            view: view, curve: trader.curve, candles: trader.candles, holdings: trader.holdings)
        #expect(html([.trader(trader)]).contains("5 orders skipped in 24 h</span>"))
    }

    @Test func `a window that a record does not fill says how long it is`() throws {
        let trader = try PageTrader.sample(seed: 6)
        let html = html([.trader(trader)])
        // The sample's month is its week.
        #expect(html.contains(" <small>in 7 d 0 h</small></td>"))
        #expect(html.ranges(of: "<small>").count == 1)
    }
}
