import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct PausePostTests {
    private let writer = PostWriter(now: TraderView.now)

    private func paused(_ reasons: [PauseReason]) throws -> TraderView {
        try TraderView.sample().with { state in
            state.risk.pausedUntil = "2026-11-11T00:00:00Z"
            state.risk.pauseReasons = reasons
            state.risk.dailyPnL = "-512.40"
        }
    }

    @Test func `a pause for two reasons`() throws {
        let post = try #require(
            writer.postAboutPause(of: try paused([.losingStreak, .dailyLoss])))
        #expect(
            post.text == """
                ⏸ ALGOM PAPER TRADING - ENTRIES PAUSED
                🟡 Exchange: BINANCE

                🛑 RISK CONTROL:
                • Market: BTC/USDT, 5m candles
                • Until: 2026-11-11 00:00 UTC
                • Closed trades of 2026-11-10 (UTC): -$512.40

                Losing streak: 3 losses in a row.
                Daily loss: the day's trades lost 5% or more of the equity it began with.

                No position is open.
                """)
        #expect(post.subject == .pause(trader: "binance", until: "2026-11-11T00:00:00Z"))
    }

    @Test func `the other reasons, with a position open`() throws {
        let trader = try paused([.winRate, .drawdown]).holding()
        let text = try #require(writer.postAboutPause(of: trader)).text
        #expect(
            text.hasSuffix(
                """
                Win rate: fewer than 40% of at least 10 trades were wins.
                Drawdown: equity fell 10% or more below its peak.

                The open position is watched as ever.
                """))
    }

    @Test func `without a pause there is no post`() throws {
        #expect(writer.postAboutPause(of: try .sample()) == nil)
    }
}
