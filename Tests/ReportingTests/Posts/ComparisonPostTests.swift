import Market
import Seeds
import Testing

@testable import Reporting

struct ComparisonPostTests {
    private let writer = PostWriter(now: TraderView.now)

    private func text(_ stats: TraderView...) throws -> String {
        try #require(writer.comparisonPost(stats)).text
    }

    @Test func `two exchanges`() throws {
        #expect(
            try text(.sample(), .experienced()) == """
                📊 ALGOM DUAL EXCHANGE PAPER TRADING
                🎯 REAL-TIME COMPARISON:
                🗓 2026-11-01 08:00 to 2026-11-10 21:20 UTC (9 d 13 h), the window that all have

                🟡 BINANCE BTC/USDT 5m (since 2026-11-01):
                • Trades: 1 (1W/0L)
                • Win Rate: 100.0% (small sample)
                • P&L: 🟢 +$173.33 (+1.73%)

                🟣 BYBIT BTC/USDT 5m (since 2026-11-01):
                • Trades: 40 (7W/33L)
                • Win Rate: 17.5%
                • P&L: 🔴 -$430.62 (-4.31%)

                🏆 LEADER: BINANCE
                P&L counts open positions.

                #PaperTrading #MultiExchange #AlgomBot
                """)
    }

    @Test func `equal parts of unequal balances are a tie`() throws {
        let first = try TraderView.sample().came(to: "-10")
        let second = try TraderView.sample(.bybit).came(to: "-30").with(initialBalance: "30000")
        #expect(try text(first, second).contains("🏆 LEADER: TIE\n"))
    }

    @Test func `who did nothing leads nobody`() throws {
        var idle = try TraderView.sample(.bybit).came(to: "0")
        idle.windows.common?.wins = 0
        let text = try text(.sample().came(to: "-5"), idle)
        #expect(text.contains("🏆 LEADER: none, fewer than two closed a trade\n"))
        #expect(text.contains("• P&L: ⚪ $0.00 (0.00%)"))
    }

    @Test func `a lead that chance explains, or that is too short to tell, is called that`() throws
    {
        let second = try TraderView.sample(.bybit).came(to: "100")
        var first = try TraderView.sample()
        first.windows.common?.dailyReturns[3] = -0.5
        #expect(
            try text(first, second).contains(
                "🏆 LEADER: none, chance explains the difference. Ahead: BINANCE\n"))
        first.windows.common?.dailyReturns[3] = nil
        #expect(
            try text(first, second).contains(
                "🏆 LEADER: none, 9 d 13 h are too short to tell one from chance. Ahead: BINANCE\n"))
    }

    @Test func `who has no part in the window is not compared, and counted`() throws {
        var young = try TraderView.sample(name: "young")
        young.windows.common = nil
        #expect(
            try text(.sample(), .experienced(), young).contains(
                "🏆 LEADER: BINANCE\nNot compared: 1 trader, too young or stale.\n"))
        #expect(writer.comparisonPost([try .sample(), young]) == nil)
    }

    @Test func `a lead that two decimals hide is told with its size`() throws {
        var (first, second) = (try TraderView.sample(), try TraderView.sample(.bybit))
        second = try second.came(to: "173.34")
        #expect(try text(first, second).contains("🏆 LEADER: BYBIT (by 0.000100 points)"))
        first = try first.came(to: "-100")
        second = try second.came(to: "-200")
        #expect(try text(first, second).contains("🏆 LEADER: BINANCE (the smaller loss)"))
    }

    @Test func `three traders, two of them level`() throws {
        var third = try TraderView.experienced(.binance)
        third.name = "slow"
        let text = try text(.sample(), .sample(.bybit), third)
        #expect(text.hasPrefix("📊 ALGOM MULTI TRADER PAPER TRADING\n"))
        #expect(text.contains("🟡 BINANCE (slow) BTC/USDT 5m (since 2026-11-01):"))
        #expect(text.contains("🏆 LEADER: TIE of BINANCE, BYBIT\n"))
    }

    @Test func `nobody leads on stale figures`() throws {
        let text = try text(.sample(asOf: "2026-11-10T18:15:00Z"), .experienced())
        #expect(text.contains("🎯 COMPARISON (not all current):"))
        #expect(text.contains("⚠️ Stale: figures of 2026-11-10 18:15 UTC, 3 h 5 m old"))
        #expect(text.contains("🏆 LEADER: none named, not all figures are current"))
    }

    @Test func `one trader is not compared`() throws {
        #expect(writer.comparisonPost([try .sample()]) == nil)
    }
}
