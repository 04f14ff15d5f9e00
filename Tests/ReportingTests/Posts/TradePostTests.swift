import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct TradePostTests {
    private let writer = PostWriter(now: TraderView.now)

    @Test func `a win`() throws {
        let post = writer.post(about: .win, of: try .sample(), lessonTurn: 0)
        #expect(
            post.text == """
                🟢 ALGOM PAPER TRADING - WIN
                🟡 Exchange: BINANCE

                📊 REAL TRADE RESULTS:
                • Entry: $113,587.99
                • Exit: $120,000.00
                • P&L: +$173.33 (+5.78%)
                • Reason: TAKE_PROFIT
                • Market: BTC/USDT, 5m candles
                • Closed: 2026-11-10 21:15 UTC after 3 h 5 m

                📈 CURRENT STATS (since 2026-11-01):
                • Total Trades: 1
                • Win Rate: 100.0% (small sample)
                • Total P&L: +$173.33 (+1.73%)

                🎓 LESSON: With so few trades a win rate is a coin thrown a few times. Wait for more.
                """)
        #expect(post.subject == .trade(trader: "binance", id: "2026-11-10T21:15:00Z"))
        #expect(post.parts().count == 2)
        #expect(post.parts(.long) == [post.text])
        #expect(
            post.altText == "5m candles of BTC/USDT on BINANCE with two moving averages. Bought at "
                + "$113,587.99 on 2026-11-10 18:10 UTC, sold at $120,000.00 on 2026-11-10 21:15 "
                + "UTC because the target was reached: +$173.33 on paper.")
    }

    @Test func `a loss that was decided late`() throws {
        let post = writer.post(about: .loss, of: try .experienced(), lessonTurn: 0)
        #expect(
            post.text == """
                🔴 ALGOM PAPER TRADING - LOSS
                🟣 Exchange: BYBIT

                📊 REAL TRADE RESULTS:
                • Entry: $113,587.99
                • Exit: $111,282.49
                • P&L: -$66.82 (-2.23%)
                • Reason: STOP_LOSS
                • Market: BTC/USDT, 5m candles
                • Closed: 2026-11-10 20:05 UTC after 35 m 0 s
                ⏱ Decided late, catching up after downtime

                📈 CURRENT STATS (since 2026-11-01):
                • Total Trades: 40
                • Win Rate: 17.5%
                • Total P&L: -$430.62 (-4.31%)

                🎓 LESSON: This loss was well above the average loss. One such trade undoes several.
                """)
    }

    @Test func `after a reset, stale, of a trader of another name on simulated prices`() throws {
        var trader = try TraderView.sample(.sim, name: "test", asOf: "2026-11-10T18:15:00Z")
        trader.reset = TraderView.Reset(at: "2026-11-01T08:00:00Z", reason: "new\n parameters")
        let brand = Brand(name: "OTHER", eventHashtags: ["#Paper"], tellsJournalHead: true)
        let post = PostWriter(brand: brand, now: TraderView.now)
            .post(about: .win, of: trader, lessonTurn: 1)
        #expect(
            post.text == """
                🟢 OTHER PAPER TRADING - WIN
                🧪 Exchange: SIM (test) (simulated prices)

                📊 SIMULATED TRADE RESULTS:
                • Entry: $113,587.99
                • Exit: $120,000.00
                • P&L: +$173.33 (+5.78%)
                • Reason: TAKE_PROFIT
                • Market: BTC/USDT, 5m candles
                • Closed: 2026-11-10 21:15 UTC after 3 h 5 m

                📈 STATS (since 2026-11-01):
                ⚠️ Stale: figures of 2026-11-10 18:15 UTC, 3 h 5 m old
                • Total Trades: 1
                • Win Rate: 100.0% (small sample)
                • Total P&L: +$173.33 (+1.73%)
                ♻️ Record restarted 2026-11-01, the earlier one is archived. Reason: new parameters

                🎓 LESSON: The target was set before the entry, so greed had no vote.

                🔗 Journal: 0123456789ab
                #Paper
                """)
    }

    @Test func `a trade without profit or loss is a loss and has no sign`() throws {
        var even = ReportedTrade.win
        even.trade.pnl = "0"
        let text = writer.post(about: even, of: try .sample(), lessonTurn: 3).text
        #expect(text.contains("- LOSS") && text.contains("• P&L: $0.00 (0.00%)"))
    }
}
