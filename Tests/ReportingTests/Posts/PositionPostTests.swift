import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct PositionPostTests {
    @Test func `a position opened`() throws {
        let trader = try TraderView.sample().with { $0.lastClose = "113587.99" }.holding()
        let post = try #require(PostWriter(now: TraderView.now).positionPost(of: trader))
        #expect(
            post.text == """
                🔵 ALGOM PAPER TRADING - POSITION OPENED
                🟡 Exchange: BINANCE

                📥 ENTRY:
                • Market: BTC/USDT, 5m candles
                • Opened: 2026-11-10 21:20 UTC
                • Bought: 0.02654 BTC at $113,000.00
                • Invested: $2,999.02
                • Stop: $110,740.00 (-2.00%)
                • Target: $119,780.00 (+6.00%)
                • Why: MA7 crossed above MA25 with RSI under 70

                📍 At 2026-11-10 21:20 UTC: $113,587.99, unrealised +$12.61 (+0.42%)
                """)
        #expect(post.subject == .position(trader: "binance", openTime: "2026-11-10T21:20:00Z"))
    }

    @Test func `one decided late says so, and old figures say how old`() throws {
        var late = try TraderView.sample().holding()
        late.isPositionLate = true
        let post = try #require(PostWriter(now: "2026-11-11T21:20:00Z").positionPost(of: late))
        #expect(post.text.contains("⏱ Decided late, catching up after downtime"))
        #expect(post.text.contains("⚠️ Stale: figures of 2026-11-10 21:20 UTC, 1 d 0 h old"))
        #expect(!post.text.contains("unrealised"))
    }
}
