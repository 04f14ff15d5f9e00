import Indicators
import Market
import Seeds
import Testing

@testable import Trading

struct StepTests {
    // MARK: Decide

    @Test func `decides on a close, and fills at the next open`() throws {
        var stage = try Stage()
        #expect(try stage.feed(from: "100", to: "99") == [])
        let order = Order(
            side: .buy, reason: .signal, decidedAt: "2025-10-10T12:10:00Z", price: "101")
        #expect(try stage.feed(from: "99", to: "101") == [.ordered(order)])
        #expect(stage.state.account.pendingOrder == order)
        #expect(stage.state.account.balance == "10000")

        // 102 · 1.0003 = 102.0306; ⌊3000 / 102.0306⌋ = 29.40294 (29.402943…);
        // cost 29.40294 · 102.0306 = 2999.999609964, up 2999.99960997; fee 2.99999960997, up
        // 2.99999961; stop 99.989988; target 108.152436.
        let position = Position(
            entryPrice: "102.0306", quantity: "29.40294", cost: "2999.99960997",
            entryFee: "2.99999961", stop: "99.989988", target: "108.152436",
            openTime: "2025-10-10T12:10:00Z", entryReason: .signal)
        #expect(try stage.feed(from: "102", to: "103") == [.opened(position)])
        #expect(stage.state.account == Account(balance: "6997.00039042", position: position))
    }

    @Test func `a signal exit happens at the next open, with slippage`() throws {
        var stage = try Stage { $0.stopLoss = "20" }
        stage.state.account.position = .made()
        stage.state.account.position?.stop = "50"
        #expect(try stage.feed(from: "100", to: "101") == [])
        let order = Order(
            side: .sell, reason: .signal, decidedAt: "2025-10-10T12:10:00Z", price: "99")
        #expect(try stage.feed(from: "101", to: "99") == [.ordered(order)])
        // 98 · 0.9997 = 97.9706; proceeds 979.706, fee 0.979706, pnl 978.726294 − 1001.
        let trade = Trade(
            id: "2025-10-10T12:15:00Z", entryPrice: "100", exitPrice: "97.9706", quantity: "10",
            invested: "1000", pnl: "-22.273706", fees: "1.979706", reason: .signal,
            entryReason: .signal, entryTime: "2025-10-10T11:00:00Z",
            exitTime: "2025-10-10T12:10:00Z", outlay: "1001")
        #expect(try stage.feed(from: "98", to: "98") == [.closed(trade)])
        #expect(stage.state.account == Account(balance: "10978.726294"))
    }

    @Test func `a sell that waits is filled before the stop is looked at`() throws {
        var stage = try Stage()
        stage.state.account.position = .made()
        stage.state.account.pendingOrder = Order(
            side: .sell, reason: .signal, decidedAt: stage.openTime, price: "100")
        let events = try stage.feed("97", "110", "90", "100")
        #expect(events.count == 1)
        let trade = try #require(events.closed)
        #expect(trade.reason == .signal && trade.exitPrice == "96.9709")
    }

    @Test(
        arguments: [("80.00000001", true), ("80", false), ("79.99999999", false)]
            as [(Percent, Bool)])
    func `buys only below the overbought mark`(overbought: Percent, buys: Bool) throws {
        var stage = try Stage { $0.overbought = overbought }
        #expect(try stage.cross().isEmpty == !buys)
        #expect(stage.state.strategy.signals?.rsi.value == 80)
    }

    @Test func `equality counts as not yet crossed, on either side`() throws {
        var stage = try Stage { $0.overbought = "100" }
        // Fast equals slow after a still candle; then it rises above.
        try stage.feed(from: "100", to: "99")
        #expect(try stage.feed(from: "99", to: "99") == [])
        #expect(try stage.feed(from: "99", to: "100").count == 1)
        // Above already: no second order while it goes on rising, after the first was dropped.
        stage.state.account.pendingOrder = nil
        #expect(try stage.feed(from: "100", to: "101") == [])
        // Equal, then above again: crossed.
        #expect(try stage.feed(from: "101", to: "101") == [])
        #expect(try stage.feed(from: "101", to: "102").count == 1)
    }

    @Test func `skips an order worth less than the minimum notional`() throws {
        var stage = try Stage { $0.minimumNotional = "3000.00000001" }
        _ = try stage.cross()
        #expect(
            try stage.feed(from: "100", to: "100")
                == [.skipped(.belowMinimumNotional(cost: "2999.99973"), at: "2025-10-10T12:10:00Z")]
        )
        #expect(stage.state.account == Account(balance: "10000"))
    }

    @Test func `may buy again on the very candle whose stop ended a trade`() throws {
        var stage = try Stage()
        stage.state.account.position = .made()
        try stage.feed(from: "100", to: "99")
        let events = try stage.feed("99", "101", "97", "101")
        #expect(events.count == 2)
        #expect(stage.state.account.position == nil)
        #expect(stage.state.account.pendingOrder?.side == .buy)
    }

    // MARK: Protective exits

    @Test func `a stop slips, a target does not`() throws {
        var stage = try Stage()
        stage.state.account.position = .made()
        // 98 · 0.9997 = 97.9706, as above, but timed at the close.
        let stopped = try #require(try stage.feed("100", "100", "97", "99").closed)
        #expect(stopped.reason == .stopLoss)
        #expect(stopped.exitPrice == "97.9706" && stopped.pnl == "-22.273706")
        #expect(stopped.exitTime == "2025-10-10T12:05:00Z" && stopped.id == stopped.exitTime)

        stage.state.account.position = .made()
        // 106 · 10 = 1060, fee 1.06, pnl 1058.94 − 1001.
        let taken = try #require(try stage.feed("100", "107", "99", "99").closed)
        #expect(taken.reason == .takeProfit)
        #expect(taken.exitPrice == "106" && taken.pnl == "57.94")
        #expect(taken.exitTime == "2025-10-10T12:10:00Z")
    }

    @Test func `a position may be stopped on the candle it was opened on`() throws {
        var stage = try Stage()
        _ = try stage.cross()
        let events = try stage.feed("100", "100", "90", "95")
        #expect(events.count == 2)
        let position = try #require(events.opened)
        let trade = try #require(events.closed)
        // The stop of the fill at 100.03 is 98.0294; 98.0294 · 0.9997 = 97.99999118.
        #expect(position.entryPrice == "100.03")
        #expect(trade.exitPrice == "97.99999118" && trade.reason == .stopLoss)
        #expect(trade.entryTime == "2025-10-10T12:10:00Z")
        #expect(trade.exitTime == "2025-10-10T12:15:00Z" && trade.holdTime == 300_000)
        // 29.991 · 97.99999118 = 2939.11773547938, down; fee 2.93911773547, up.
        // 2939.11773547 − 2.93911774 − 3002.99972973.
        #expect(trade.pnl == "-66.821112")
        #expect(stage.state.account == Account(balance: "9933.178888"))
    }

    // MARK: Pauses

    @Test func `a pause stops entries, and its candle of resumption may buy again`() throws {
        var stage = try Stage()
        stage.state.risk.pausedUntil = "2025-10-10T12:20:00Z"
        stage.state.risk.pauseReasons = [.drawdown]
        stage.state.risk.consecutiveLosses = 2
        #expect(try stage.cross() == [])  // 12:00, 12:05
        try stage.feed(from: "101", to: "103")  // 12:10, above already: not made up for
        try stage.feed(from: "103", to: "102")  // 12:15
        #expect(stage.state.risk.isPaused)
        let events = try stage.feed(from: "102", to: "104")  // 12:20
        #expect(events.first == .resumed(at: "2025-10-10T12:20:00Z"))
        #expect(events.count == 2 && stage.state.account.pendingOrder?.side == .buy)
        #expect(stage.state.risk.consecutiveLosses == 0 && stage.state.risk.pauseReasons == [])
    }

    @Test func `a crossing inside a pause is not made up for`() throws {
        var stage = try Stage()
        stage.state.risk.pausedUntil = "2025-10-10T12:10:00Z"
        #expect(try stage.cross() == [])
        #expect(try stage.feed(from: "101", to: "102") == [.resumed(at: "2025-10-10T12:10:00Z")])
    }

    @Test func `resumes on the first candle there is after the end`() throws {
        var stage = try Stage()
        stage.state.risk.pausedUntil = "2025-10-10T12:00:00.001Z"
        #expect(try stage.feed(from: "100", to: "100") == [])
        #expect(
            try stage.feed(from: "100", to: "100") == [.resumed(at: "2025-10-10T12:05:00Z")])
    }

    @Test func `a pause never stops a stop, a target or a sell`() throws {
        for (candle, reason) in [
            (("100", "100", "97", "99"), .stopLoss), (("100", "107", "99", "99"), .takeProfit),
        ] as [((Price, Price, Price, Price), Reason)] {
            var stage = try Stage()
            stage.state.account.position = .made()
            stage.state.risk.pausedUntil = "2025-10-12"
            let events = try stage.feed(candle.0, candle.1, candle.2, candle.3)
            #expect(events.closed?.reason == reason)
        }
        var stage = try Stage()
        stage.state.account.position = .made()
        stage.state.risk.pausedUntil = "2025-10-12"
        #expect(try stage.feed(from: "100", to: "99").count == 1)
        #expect(stage.state.account.pendingOrder?.side == .sell)
        #expect(try stage.feed(from: "99", to: "99").closed?.reason == .signal)
    }

    @Test func `tells a pause right after the trade that began it`() throws {
        var stage = try Stage(at: "2025-10-10T23:55:00Z") { $0.maxConsecutiveLosses = 1 }
        stage.state.account.position = .made()
        let events = try stage.feed("100", "101", "97", "101")
        #expect(events.count == 2)
        // The candle closes at midnight; the pause ends at the first midnight after that.
        #expect(events.last == .paused(reasons: [.losingStreak], until: "2025-10-12"))
        // A crossing on the same candle orders nothing.
        #expect(stage.state.account.pendingOrder == nil)
    }

    // MARK: Days, gaps and warm-up

    @Test func `a new day begins with the equity at the last close`() throws {
        var stage = try Stage(at: "2025-10-10T23:50:00Z")
        stage.state.account.position = .made()  // equity 10000 + 10 · close
        try stage.feed(from: "100", to: "100")
        #expect(stage.state.risk.dayStartEquity == "10000")
        #expect(stage.state.risk.day == Timestamp(stringLiteral: "2025-10-10").day)
        try stage.feed(from: "100", to: "103")
        #expect(stage.state.risk.dayStartEquity == "10000")
        stage.state.risk.dailyPnL = "-7"
        try stage.feed("103", "103", "97", "99")
        #expect(stage.state.risk.dayStartEquity == "11030")
        // The trade that closed on the first candle of the day is the new day's.
        #expect(stage.state.risk.dailyPnL == "-22.273706")
    }

    @Test func `tells a gap once, before all else`() throws {
        var stage = try Stage()
        stage.openTime = "2025-10-10T12:15:00Z"
        stage.state.risk.pausedUntil = "2025-10-10T12:10:00Z"
        #expect(
            try stage.feed(from: "100", to: "100") == [
                .gap(from: "2025-10-10T12:00:00Z", to: "2025-10-10T12:15:00Z", missing: 3),
                .resumed(at: "2025-10-10T12:15:00Z"),
            ])
        #expect(try stage.feed(from: "100", to: "100") == [])
    }

    @Test func `an order waits over a gap for the next open there is`() throws {
        var stage = try Stage()
        _ = try stage.cross()
        stage.openTime = "2025-10-11T12:00:00Z"
        let events = try stage.feed(from: "50", to: "50")
        let position = try #require(events.opened)
        #expect(
            events.first
                == .gap(from: "2025-10-10T12:10:00Z", to: "2025-10-11T12:00:00Z", missing: 286))
        #expect(position.entryPrice == "50.015" && position.openTime == "2025-10-11T12:00:00Z")
    }

    @Test(arguments: 3...9)
    func `warm-up candles only feed the indicators, the next one decides`(warmUp: Int) throws {
        var parameters = Parameters()
        (parameters.fast, parameters.slow, parameters.rsiPeriod) = (1, 2, 2)
        (parameters.warmUp, parameters.overbought) = (warmUp, "99")
        var state = TraderState(parameters)
        let step = Step(timeframe: .fiveMinutes, parameters: parameters)
        var moment: Timestamp = "2025-10-10T23:40:00Z"
        // Zigzag with a rise on candle warmUp + 1, and one on every second before.
        for number in 1...(warmUp + 1) {
            let isRise = (warmUp + 1 - number) % 2 == 0
            let close: Price = isRise ? "101" : "100"
            var events: [Event] = []
            try step.advance(
                &state,
                over: Candle(
                    openTime: moment, open: "100", high: "101", low: "100", close: close,
                    volume: .zero), events: &events)
            #expect(state.candles == number)
            if number <= warmUp {
                #expect(events == [])
                #expect(state.risk == RiskControl(initialBalance: "10000"))
                #expect(state.record == TrackRecord(initialBalance: "10000"))
                #expect(state.account == Account(balance: "10000"))
            } else {
                #expect(events.count == 1 && state.account.pendingOrder?.side == .buy)
                #expect(state.record.exposure.candles == 1)
            }
            moment = moment.advanced(byMilliseconds: 300_000)
        }
    }

    @Test func `a gap inside the warm-up is told`() throws {
        var parameters = Parameters()
        parameters.warmUp = 100
        var state = TraderState(parameters)
        let step = Step(timeframe: .fiveMinutes, parameters: parameters)
        var events: [Event] = []
        for moment in ["2025-10-10T12:00:00Z", "2025-10-10T12:10:00Z"] as [Timestamp] {
            let candle = Candle(
                openTime: moment, open: "1", high: "1", low: "1", close: "1", volume: .zero)
            try step.advance(&state, over: candle, events: &events)
        }
        #expect(
            events == [
                .gap(from: "2025-10-10T12:05:00Z", to: "2025-10-10T12:10:00Z", missing: 1)
            ])
    }

    // MARK: Out of range

    @Test func `a purchase that cannot be reckoned is skipped, and the trader goes on`() throws {
        // 3,000 buy more than 92,233,720,368 at 0.00000003, which is 0.00000002 and its slippage.
        var stage = try Stage()
        _ = try stage.cross()
        let at = stage.openTime
        let events = try stage.feed("0.00000002", "102", "0.00000002", "102")
        #expect(events == [.skipped(.outOfRange(.buy), at: at)])
        #expect(stage.state.account == Account(balance: "10000"))
        #expect(try stage.cross().count == 1)
        #expect(try stage.feed(from: "101", to: "101").opened != nil)
    }

    @Test func `a sale that cannot be reckoned is skipped, and what is held is held on`() throws {
        var stage = try Stage { ($0.stopLoss, $0.takeProfit) = ("90", "900") }
        stage.state.account = Account(balance: "9000", position: .made())
        stage.state.account.position?.target = "1000"
        let (at, high) = (stage.openTime, Price(units: Int64.max))
        #expect(
            try stage.feed(from: high, to: high) == [.skipped(.outOfRange(.sell), at: at)])
        #expect(stage.state.account.balance == "9000")
        #expect(stage.state.account.position?.quantity == "10")
        #expect(stage.state.record.drawdown.equity == Money(units: Int64.max))
        let summary = try Summary(stage.state, stage.parameters)
        #expect(summary.unrealizedPnL.units == .max - 10_001_0000_0000)
        #expect(try stage.feed(from: "1001", to: "1001").closed?.exitPrice == "1001")
    }

    @Test func `a pause does not end behind the last day that can be spelled`() throws {
        var stage = try Stage(at: "9999-12-31T12:00:00Z", timeframe: .twelveHours) {
            $0.maxConsecutiveLosses = 1
        }
        stage.openTime = "9999-12-31T00:00:00Z"
        stage.state.account = Account(balance: "9000", position: .made())
        stage.state.lastOpenTime = "9999-12-30T12:00:00Z"
        let events = try stage.feed(from: "97", to: "97")
        #expect(
            events.last
                == .paused(reasons: [.losingStreak], until: Timestamp.representable.upperBound))
    }

    @Test(
        arguments: [
            ("2025-10-10T11:55:00Z", .notAfterPrevious),
            ("2025-10-10T11:50:00Z", .notAfterPrevious),
            ("2025-10-10T12:00:00.001Z", .openTimeOffGrid),
            ("9999-12-31T23:55:00Z", .openTimeOutOfRange),
        ] as [(Timestamp, Candle.Flaw)])
    func `a candle that cannot come next is refused`(time: Timestamp, flaw: Candle.Flaw) throws {
        var stage = try Stage()
        let before = stage.state
        stage.openTime = time
        #expect(throws: flaw) {
            var events: [Event] = []
            let candle = Candle(
                openTime: time, open: "1", high: "1", low: "1", close: "1", volume: .zero)
            try Step(timeframe: stage.timeframe, parameters: stage.parameters)
                .advance(&stage.state, over: candle, events: &events)
        }
        #expect(stage.state == before)
    }

    // MARK: Mark

    @Test func `marks equity, peak, drawdown and exposure at the close`() throws {
        var stage = try Stage { ($0.stopLoss, $0.takeProfit) = ("90", "900") }
        stage.state.account = Account(balance: "9000", position: .made())
        stage.state.account.position?.stop = "1"
        stage.state.account.position?.target = "1000"
        stage.state.account.position?.quantity = "10.33333333"
        try stage.feed(from: "100", to: "150")  // 9000 + 1549.9999995
        #expect(stage.state.record.drawdown.peak == "10549.9999995")
        #expect(stage.state.risk.controlPeak == "10549.9999995")
        try stage.feed(from: "150", to: "100.00000001")
        // 10.33333333 · 100.00000001 = 1033.3333331033333333, down.
        #expect(stage.state.record.drawdown.equity == "10033.3333331")
        #expect(stage.state.record.drawdown.peak == "10549.9999995")
        #expect(stage.state.record.exposure.exposed == 2)
    }
}
