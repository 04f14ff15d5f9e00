import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct StrategyPostTests {
    private let writer = PostWriter(now: TraderView.now)

    @Test func `many trades`() throws {
        #expect(
            writer.strategyPost(try .experienced()).text == """
                🧠 ALGOM STRATEGY INSIGHT
                🟣 Exchange: BYBIT
                BTC/USDT 5m: MA7/25 cross, RSI14 under 70, stop -2%, target +6%

                📐 40 TRADES (since 2026-11-01 to 2026-11-10 21:20 UTC):
                • Win Rate: 17.5% (95% interval 8.7% to 31.9%)
                • Average win +$13.50, average loss -$15.91
                • Break-even win rate: 54.1%
                • Profit factor: 0.18
                • Fees: $240.11, P&L -$430.62

                💡 The whole interval lies below break-even: at these averages, the trades lose \
                by more than bad luck explains well.

                #PaperTrading #AlgomBot
                """)
    }

    @Test func `one trade validates nothing`() throws {
        #expect(
            writer.strategyPost(try .sample()).text == """
                🧠 ALGOM STRATEGY INSIGHT
                🟡 Exchange: BINANCE
                BTC/USDT 5m: MA7/25 cross, RSI14 under 70, stop -2%, target +6%

                📐 1 TRADE (since 2026-11-01 to 2026-11-10 21:20 UTC):
                • Win Rate: 100.0% (95% interval 20.7% to 100.0%, small sample)
                • Average win +$173.33, no loss yet
                • Profit factor: none, no loss yet
                • Fees: $6.17, P&L +$173.33

                💡 Fewer than 30 trades: the interval is the honest part of that win rate.

                #PaperTrading #AlgomBot
                """)
    }

    @Test func `no trade`() throws {
        let trader = try TraderView.sample().with { $0.record.tally = TradeTally() }
        let text = writer.strategyPost(trader).text
        #expect(
            text.contains(
                """
                📐 0 TRADES (since 2026-11-01 to 2026-11-10 21:20 UTC):
                • Win Rate: none, no trade closed
                • Fees: $0.00, P&L $0.00

                💡 Without a closed trade there is nothing to judge. Waiting is a decision too.
                """))
    }

    @Test(arguments: [
        (7, 33, 13.5, -15.9, "below break-even"), (20, 20, 10.0, -10.0, "luck cannot be told"),
        (36, 4, 10.0, -10.0, "above break-even"), (40, 0, 10.0, 0, "no break-even can be told"),
        (15, 5, 10.0, -10.0, "Fewer than 30 trades"),
    ])
    func `the verdict goes by the interval`(
        wins: Int, losses: Int, win: Double, loss: Double, words: String
    ) throws {
        let money = { (count: Int, each: Double) in
            Money(units: Int64((Double(count) * each * 100_000_000).rounded()))
        }
        let trader = try TraderView.sample().with { state in
            state.record.tally = TradeTally(
                wins: wins, losses: losses, profit: money(wins, win), loss: money(losses, loss))
        }
        #expect(writer.strategyPost(trader).text.contains(words))
    }
}
