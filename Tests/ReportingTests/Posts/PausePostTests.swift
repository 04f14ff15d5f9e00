import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct PausePostTests {
    private let writer = PostWriter(now: TraderStats.now)

    private func paused(_ reasons: [PauseReason]) throws -> TraderStats {
        var stats = try TraderStats.sample()
        stats.risk.pausedUntil = "2026-11-11T00:00:00Z"
        stats.risk.pauseReasons = reasons
        stats.risk.dailyPnL = "-512.40"
        return stats
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
        var stats = try paused([.winRate, .drawdown])
        stats.position = .open
        let text = try #require(writer.postAboutPause(of: stats)).text
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
