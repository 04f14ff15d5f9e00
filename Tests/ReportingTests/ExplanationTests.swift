import Indicators
import Market
import Testing
import Trading

@testable import Reporting

struct ExplanationTests {
    /// The paragraphs but for the first, which tells of the candle.
    private func sentences(_ sample: Sample, before: Price? = nil) throws -> [String] {
        let all = Explanation(try sample.view(), closeBefore: before).sentences
        #expect(
            all.first == "The last candle, from 2025-10-10 21:10 to 2025-10-10 21:15, closed at "
                + "113,587.99.")
        return Array(all.dropFirst())
    }

    /// Averages that stood so after the candle before.
    private func sample(
        _ fast: Int64, _ slow: Int64, previous: Signals.Standing, gain: Double = 11
    ) -> Sample {
        var sample = Sample()
        sample.set(fast: fast, slow: slow)
        let signals = sample.state.strategy.signals ?? Signals(Crossover())
        sample.state.strategy.signals = Signals(
            fast: signals.fast, slow: signals.slow,
            rsi: RelativeStrengthIndex(
                gain: WilderAverage(period: 14, count: 14, accumulated: gain),
                loss: WilderAverage(period: 14, count: 14, accumulated: 20 - gain), last: nil),
            previous: previous)
        return sample
    }

    private func order(_ side: Side, _ sample: inout Sample) {
        sample.state.account.pendingOrder = Order(
            side: side, reason: .signal, decidedAt: Sample.asOf,
            price: Price(units: 113_587_9900_0000))
    }

    @Test func `before the first candle there is nothing to explain`() throws {
        var sample = Sample()
        sample.state = TraderState(sample.parameters)
        #expect(
            Explanation(try sample.view(), closeBefore: nil).sentences
                == ["It has seen no candle yet."])
    }

    @Test(arguments: [
        (
            499,
            "It warms up: 499 of 500 candles have been seen, and nothing is decided before all have."
        ),
        (
            500,
            "It ended the warm-up (500 of 500 candles); the next one is the first that can decide "
                + "anything."
        ),
    ])
    func `a candle of the warm-up decides nothing`(candles: Int, words: String) throws {
        var sample = Sample()
        sample.state.candles = candles
        #expect(try sentences(sample) == [words])
    }

    @Test(
        arguments: [
            (113_600, 113_500, .above, "100.00 above", "above"),
            (113_400, 113_500, .below, "100.00 below", "below"),
            (113_500, 113_500, .below, "level with it", "below"),
            (113_500, 113_500, .above, "level with it", "above"),
        ] as [(Int64, Int64, Signals.Standing, String, String)])
    func `flat without a crossing, it says where the averages stood and stand`(
        fast: Int64, slow: Int64, previous: Signals.Standing, now: String, then: String
    ) throws {
        let words = try sentences(sample(fast, slow, previous: previous))
        #expect(
            words[0] == "MA7 is \(Figures.count(Int(fast))).00 and MA25 113,500.00: MA7 stands "
                + "\(now). A candle before, it stood \(then); so it has not crossed on this candle."
        )
        #expect(words[1] == "RSI is 55.0, under its limit of 70.")
        let wait =
            fast > slow
            ? "It waits for MA7 to fall below MA25 and cross above it again."
            : "It waits for MA7 to cross above MA25 with RSI under 70."
        #expect(
            words[2...] == ["So nothing was bought: MA7 did not cross above MA25. \(wait)"])
    }

    @Test func `the averages before are those without the last close and with the one before all`()
        throws
    {
        var sample = Sample()
        let closes = (1...26).map { Price(units: Int64($0) * Int64($0) * 100_000_000) }
        let rsi = sample.state.strategy.signals?.rsi
        var signals = Signals(Crossover())
        for close in closes {
            signals.fast.next(close)
            signals.slow.next(close)
        }
        sample.state.strategy.signals = Signals(
            fast: signals.fast, slow: signals.slow, rsi: rsi ?? signals.rsi,
            previous: .above)
        let fast = (19...25).reduce(0) { $0 + Double($1 * $1) } / 7
        let slow = (1...25).reduce(0) { $0 + Double($1 * $1) } / 25
        let words = try sentences(sample, before: closes[0])[0]
        #expect(
            words.contains(
                "A candle before, they were \(Figures.decimal(fast, digits: 2)) and "
                    + "\(Figures.decimal(slow, digits: 2)), and it stood above;"))
    }

    @Test(arguments: [Signals.Standing.below, .equal])
    func `a crossing above with RSI under its limit orders to buy`(previous: Signals.Standing)
        throws
    {
        var sample = sample(113_600, 113_500, previous: previous)
        order(.buy, &sample)
        let words = try sentences(sample)
        #expect(words[0].hasSuffix("; so it has just crossed above."))
        #expect(
            words.last == "So it ordered to buy: MA7 crossed above MA25 with RSI under 70, and "
                + "no position was open. The order was decided at 113,587.99 on 2025-10-10 21:15 and is "
                + "filled at the open of the next candle.")
    }

    @Test(arguments: [(14.0, "RSI is 70.0"), (15.0, "RSI is 75.0")])
    func `a crossing with RSI at its limit or over it buys nothing`(gain: Double, words: String)
        throws
    {
        let told = try sentences(sample(113_600, 113_500, previous: .below, gain: gain))
        #expect(told[1] == "\(words), not under its limit of 70.")
        #expect(
            told.last == "So nothing was bought: RSI is not under 70. It waits for MA7 to fall "
                + "below MA25 and cross above it again.")
    }

    @Test func `an RSI just under its limit is told with digits enough`() throws {
        let told = try sentences(sample(113_600, 113_500, previous: .above, gain: 13.9998))
        #expect(told[1] == "RSI is 69.9990, under its limit of 70.")
    }

    @Test func `a pause is told with its end and its reasons, and stops a buy`() throws {
        var sample = sample(113_600, 113_500, previous: .below)
        sample.pause()
        let told = try sentences(sample)
        #expect(
            told[2...] == [
                "Entries are paused until 2025-10-11 00:00 (losing streak, daily loss); an open "
                    + "position is watched as ever.",
                "So nothing was bought: entries are paused.",
            ])
    }

    @Test func `all that stood in the way is told`() throws {
        var sample = sample(113_400, 113_500, previous: .below, gain: 16)
        sample.pause()
        #expect(
            try sentences(sample).last == "So nothing was bought: MA7 did not cross above MA25, "
                + "and RSI is not under 70, and entries are paused.")
    }

    @Test func `a position is told with stop, target and the way to each`() throws {
        var sample = sample(113_600, 113_500, previous: .above)
        try sample.open()
        let told = try sentences(sample)
        let summary = try sample.view().summary
        #expect(
            told[2...] == [
                "It holds 0.02654, bought at 113,000.00 on 2025-10-10 21:00, unrealised "
                    + "\(Figures.signedMoney(summary.unrealizedPnL, in: "USDT")) "
                    + "(\(Figures.signedPercent(summary.unrealizedPnLPercent))). The stop at "
                    + "110,740.00 is 2,847.99 (2.51 %) below the close, the target at 119,780.00 "
                    + "6,192.01 (5.45 %) above the close.",
                "So nothing was sold: neither stop nor target was reached, and MA7 did not cross "
                    + "below MA25.",
            ])
    }

    @Test func `a crossing below orders to sell what is held`() throws {
        var sample = sample(113_400, 113_500, previous: .above)
        try sample.open()
        order(.sell, &sample)
        let told = try sentences(sample)
        #expect(told[0].hasSuffix("; so it has just crossed below."))
        #expect(
            told.last == "So it ordered to sell: MA7 crossed below MA25. The order was decided at "
                + "113,587.99 on 2025-10-10 21:15 and is filled at the open of the next candle.")
    }

    @Test func `what was bought or sold on the candle is told`() throws {
        var sample = sample(113_600, 113_500, previous: .above)
        try sample.open()
        let start = try #require(sample.state.lastOpenTime)
        #expect(try sentences(sample)[0].hasPrefix("MA7 is"))
        sample.state.account.position?.openTime = start
        #expect(
            try sentences(sample)[0] == "On it the trader bought 0.02654 at 113,000.00, as was "
                + "decided on the candle before.")
        let position = try #require(sample.state.account.position)
        sample.state.account.position = nil
        var trade = Trade(
            id: Sample.asOf, entryPrice: position.entryPrice,
            exitPrice: Price(units: 110_706_0000_0000), quantity: position.quantity,
            invested: position.cost, pnl: Money(units: -66_8200_0000), fees: .zero,
            reason: .stopLoss, entryReason: .signal, entryTime: start, exitTime: Sample.asOf,
            outlay: Money(units: 3_002_0000_0000))
        sample.state.record.recentTrades = [trade]
        #expect(
            try sentences(sample)[0] == "On it the trader bought 0.02654 at 113,000.00, as was "
                + "decided on the candle before, and sold 0.02654 at 110,706.00 (STOP_LOSS) for a "
                + "P&L of -66.82 (-2.23 %).")
        trade.entryTime = start.advanced(byMilliseconds: -300_000)
        sample.state.record.recentTrades = [trade]
        #expect(try sentences(sample)[0].hasPrefix("On it the trader sold 0.02654"))
        trade.id = start
        sample.state.record.recentTrades = [trade]
        #expect(try sentences(sample)[0].hasPrefix("MA7 is"))
    }
}
