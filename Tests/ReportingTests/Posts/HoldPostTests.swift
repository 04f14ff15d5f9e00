import Market
import Rules
import Seeds
import Testing

@testable import Reporting

struct HoldPostTests {
    private let writer = PostWriter(now: TraderView.now)

    @Test func `strategy and holding over the same window`() throws {
        let post = writer.holdPost(try .experienced().over(whole: .week))
        #expect(
            try #require(post).text == """
                ⚖️ ALGOM VS BUY AND HOLD
                🟣 Exchange: BYBIT

                BTC/USDT, 2026-11-03 21:20 to 2026-11-10 21:20 UTC:
                • Strategy: -1.30%, 12 trades, fees $77.80
                • Buying and holding BTC: -1.44% ($115,000.00 to $113,344.00)
                • Ahead: the strategy

                The strategy held a position at 22.4% of its candles (since 2026-11-01) and risks \
                30% of its balance at a time; holding risks all of it all the time. Fees of \
                holding are not counted.

                #PaperTrading #AlgomBot
                """)
    }

    @Test(arguments: [("100%", "risks 100% of"), ("100", "risks what its rules say of")])
    func `the stake is that of its rules`(size: String, words: String) throws {
        let text = StrategyText(name: "held", enter: [TaggedText("true")], size: size)
        let sample = try RuleSample(text).view()
        let post = try #require(writer.holdPost(sample.over(whole: .week)))
        #expect(post.text.contains("\(words) its balance at a time"))
    }

    @Test func `who is ahead, and a tie`() throws {
        let trader = try TraderView.sample()
        let lost = try #require(writer.holdPost(trader.over(whole: .day)))
        #expect(lost.text.contains("• Ahead: buying and holding\n• Missing: 3 candles"))
        let level = try #require(writer.holdPost(trader.over(whole: .young)))
        #expect(level.text.contains("• Ahead: TIE"))
        #expect(writer.holdPost(trader) == nil)
    }
}
