import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct WaitingForTests {
    @Test func `waits for candles before it has any`() throws {
        var sample = Sample()
        sample.state = TraderState(sample.parameters)
        #expect(try sample.view().waitsFor == "waits for its first candles")
        #expect(try sample.view().asOf == nil)
    }

    @Test(arguments: [(1, "warms up: 1 of 500 candles"), (499, "warms up: 499 of 500 candles")])
    func `warms up`(candles: Int, words: String) throws {
        var sample = Sample()
        sample.state.candles = candles
        #expect(try sample.view().waitsFor == words)
    }

    @Test(
        arguments: [
            (113_600, 113_500, "waits for MA7 to fall below MA25 and cross above it again"),
            (113_500, 113_500, "waits for MA7 to cross above MA25 with RSI under 70"),
            (113_400, 113_500, "waits for MA7 to cross above MA25 with RSI under 70"),
        ] as [(Int64, Int64, String)])
    func `flat, waits for the next crossing there can be`(
        fast: Int64, slow: Int64, words: String
    ) throws {
        var sample = Sample()
        sample.set(fast: fast, slow: slow)
        for candles in [500, 501] {
            sample.state.candles = candles
            #expect(try sample.view().waitsFor == words)
        }
    }

    @Test func `names the averages by the trader's own periods`() throws {
        var sample = Sample()
        (sample.parameters.fast, sample.parameters.slow) = (12, 200)
        sample.parameters.overbought = Percent(units: 72_5000_0000)
        sample.set(fast: 1, slow: 2)
        #expect(
            try sample.view().waitsFor == "waits for MA12 to cross above MA200 with RSI under 72.5")
    }

    @Test(arguments: [
        (Side.buy, "buys at the next open"), (.sell, "sells at the next open"),
    ])
    func `an order comes before all else`(side: Side, words: String) throws {
        var sample = Sample()
        sample.pause()
        if side == .sell { try sample.open() }
        sample.state.account.pendingOrder = Order(
            side: side, reason: .signal, decidedAt: Sample.asOf, price: Price(units: 1))
        #expect(try sample.view().waitsFor == words)
    }

    @Test func `in a position, waits for the stop, the target or the crossing, paused or not`()
        throws
    {
        var sample = Sample()
        try sample.open()
        let words =
            "sells at 110,740.00 (stop), 119,780.00 (target) or when MA7 crosses below MA25"
        #expect(try sample.view().waitsFor == words)
        sample.pause()
        #expect(try sample.view().waitsFor == words)
    }

    @Test func `a pause says until when and why`() throws {
        var sample = Sample()
        sample.pause()
        #expect(
            try sample.view().waitsFor
                == "paused until 2025-10-11 00:00 (losing streak, daily loss)")
    }

    @Test func `every reason of a pause has words`() {
        #expect(
            PauseReason.allCases.map(\.words)
                == ["daily loss", "losing streak", "win rate", "drawdown"])
    }
}
