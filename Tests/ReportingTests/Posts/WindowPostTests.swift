import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct WindowPostTests {
    private let writer = PostWriter(now: TraderView.now)

    @Test func `orders that were not filled are counted, and the last is explained`() throws {
        var day = WindowFigures.day
        for (skips, line) in [
            (nil, nil), ([], nil), ([.size], "• Skipped orders: 1, the last without a size"),
            (
                [.size, .belowMinimumNotional(cost: "3")],
                "• Skipped orders: 2, the last below the minimum notional"
            ),
        ] as [([Skip]?, String?)] {
            (day.skipped, day.lastSkip) = (skips?.count, skips?.last)
            let one = try writer.dailyPost([.sample().over(day: day)])?.text
            #expect(one?.contains("Skipped") == (line != nil))
            #expect(line.map { one?.contains("\n\($0)\n") == true } ?? true, "\(one ?? "")")
            let many = try writer.dailyPost((0..<5).map { _ in try .sample().over(day: day) })?.text
            let sum = line.map { _ in
                "\n• Skipped orders: \(5 * (skips?.count ?? 0)) of 5 traders\n"
            }
            #expect(many?.contains(sum ?? "Skipped") == (sum != nil), "\(many ?? "")")
        }
    }

    @Test func `a day of two traders, one of them young`() throws {
        let post = try #require(
            writer.dailyPost([
                try .sample().over(day: .day),
                try .experienced().over(day: .young),
            ]))
        #expect(
            post.text == """
                📅 ALGOM DAILY REPORT

                🟡 BINANCE BTC/USDT 5m
                Last 24 h to 2026-11-10 21:20 UTC:
                • Trades: 3 (1W/2L)
                • Win Rate: 33.3% (95% interval 6.1% to 79.2%, small sample)
                • P&L: -$31.07, fees $17.80
                • Equity: $10,000.00 to $9,968.93 (-0.31%)
                • Largest drawdown: 0.52%
                • Buy and hold: +1.20%, fees not counted
                • Missing: 3 of 288 candles
                • Since 2026-11-01: 1 trade, P&L +$173.33 (+1.73%)

                🟣 BYBIT BTC/USDT 5m
                2 d 3 h from 2026-11-08 18:20 to 2026-11-10 21:20 UTC:
                • Trades: 0 (0W/0L)
                • Win Rate: none, no trade closed
                • P&L: $0.00, fees $0.00
                • Equity: $10,000.00 to $10,000.00 (0.00%)
                • Largest drawdown: 0.00%
                • Buy and hold: 0.00%, fees not counted
                • Since 2026-11-01: 40 trades, P&L -$430.62 (-4.31%)

                #PaperTrading #AlgomBot
                """)
        #expect(post.subject == .daily(day: TraderView.now.day))
        #expect(
            post.altText == "Equity on paper: BINANCE from $10,000.00 to $9,968.93 (2026-11-09 "
                + "21:20 to 2026-11-10 21:20 UTC); BYBIT from $10,000.00 to $10,000.00 "
                + "(2026-11-08 18:20 to 2026-11-10 21:20 UTC).")
    }

    @Test func `a week, in two posts`() throws {
        let post = try #require(
            writer.weeklyPost([try .experienced().over(week: .week)]))
        #expect(
            post.parts() == [
                """
                🗓 ALGOM WEEKLY REPORT

                🟣 BYBIT BTC/USDT 5m
                Last 7 days to 2026-11-10 21:20 UTC:
                • Trades: 12 (3W/9L)
                • Win Rate: 25.0% (95% interval 8.9% to 53.2%, small sample)
                • P&L: -$131.07, fees $77.80
                • Best trade: +$40.00, worst -$66.82
                1/2
                """,
                """
                • Equity: $10,100.00 to $9,968.93 (-1.30%)
                • Largest drawdown: 2.52%
                • Buy and hold: -1.44%, fees not counted
                • Since 2026-11-01: 40 trades, P&L -$430.62 (-4.31%)

                #PaperTrading #AlgomBot
                2/2
                """,
            ])
        #expect(post.subject == .weekly(ISOWeek(year: 2026, week: 46)))
    }

    @Test func `the last day of stale figures is not the last day`() throws {
        let stale = PostWriter(now: "2026-11-12T09:00:00Z")
        let text = try #require(
            stale.dailyPost([try .sample().over(day: .day)])
        ).text
        #expect(text.contains("The 24 h to 2026-11-10 21:20 UTC:\n⚠️ Stale: figures of"))
        #expect(!text.contains("Last 24 h"))
    }

    @Test func `without windows there is no report`() throws {
        #expect(writer.dailyPost([try .sample()]) == nil)
        #expect(writer.weeklyPost([]) == nil)
    }
}
