import Market
import Testing
import Trading

@testable import Reporting

struct TickLineTests {
    private static let flat =
        "binance BTC/USDT 5m | 2025-10-10 21:15 close 113,587.99 | MA7 113,600.00 MA25 113,500.00 "
        + "diff +100.00 | RSI 55.0 | flat | equity 10,000.00"
    private static let waits = "waits for MA7 to fall below MA25 and cross above it again"

    @Test func `before the first candle there is little to tell`() throws {
        var sample = Sample()
        sample.state = TraderState(sample.parameters)
        #expect(
            try sample.view().tickLine(did: [], candles: 0)
                == "binance BTC/USDT 5m | flat | equity 10,000.00 | no new candle | waits for its "
                + "first candles")
    }

    @Test func `a new trader's first candles are counted`() throws {
        var sample = Sample()
        sample.state.candles = 500
        #expect(
            try sample.view().tickLine(did: [], candles: 500)
                == "\(Self.flat) | 500 candles | \(Self.waits)")
    }

    @Test func `in the warm-up, what is not warm yet is left out`() throws {
        var sample = Sample()
        sample.state.candles = 30
        sample.state.strategy.signals =
            TraderState(sample.parameters).strategy.signals
        #expect(
            try sample.view().tickLine(did: [], candles: 1)
                == "binance BTC/USDT 5m | 2025-10-10 21:15 close 113,587.99 | flat | equity "
                + "10,000.00 | warms up: 30 of 500 candles")
    }

    @Test func `one candle on which nothing happened is not worth a word`() throws {
        #expect(
            try Sample().view().tickLine(did: [], candles: 1) == "\(Self.flat) | \(Self.waits)")
    }

    @Test func `no candle is said`() throws {
        #expect(
            try Sample().view().tickLine(did: [], candles: 0)
                == "\(Self.flat) | no new candle | \(Self.waits)")
    }

    @Test func `an opened position is told with its stop and target`() throws {
        var sample = Sample()
        try sample.open()
        let position = try #require(sample.state.account.position)
        #expect(
            try sample.view().tickLine(did: [.opened(position)], candles: 1)
                == "binance BTC/USDT 5m | 2025-10-10 21:15 close 113,587.99 | MA7 113,600.00 MA25 "
                + "113,500.00 diff +100.00 | RSI 55.0 | long 0.02654 at 113,000.00 (+12.61) | "
                + "equity 10,012.61 | bought 0.02654 at 113,000.00 | sells at 110,740.00 (stop), "
                + "119,780.00 (target) or when MA7 crosses below MA25")
    }

    @Test func `a closed trade is told with its reason, and the pause that followed`() throws {
        var sample = Sample()
        try sample.trade()
        sample.pause()
        let until = try #require(sample.state.risk.pausedUntil)
        let events = [
            Event.closed(Self.trade(pnl: -66_8205_1754)),
            .paused(reasons: [.losingStreak, .dailyLoss], until: until),
        ]
        #expect(
            try sample.view().tickLine(did: News(events), candles: 1)
                == "binance BTC/USDT 5m | 2025-10-10 21:15 close 113,587.99 | MA7 113,600.00 MA25 "
                + "113,500.00 diff +100.00 | RSI 55.0 | flat | equity 9,950.25 | sold at "
                + "98.00 STOP_LOSS, P&L -66.82 (-2.23 %) | paused until "
                + "2025-10-11 00:00 (losing streak, daily loss)")
    }

    @Test func `an order is told by what is waited for`() throws {
        var sample = Sample()
        let order = Order(
            side: .buy, reason: .signal, decidedAt: Sample.asOf, price: Price(units: 1))
        sample.state.account.pendingOrder = order
        #expect(
            try sample.view().tickLine(did: [.ordered(order)], candles: 1)
                == "\(Self.flat) | buys at the next open")
    }

    @Test func `a gap, a skipped entry and the end of a pause are told one by one`() throws {
        let events: [Event] = [
            .gap(from: Sample.asOf, to: Sample.asOf, missing: 1), .resumed(at: Sample.asOf),
            .skipped(.belowMinimumNotional(cost: Money(units: 4_9000_0000)), at: Sample.asOf),
        ]
        #expect(
            try Sample().view().tickLine(did: News(events), candles: 12)
                == "\(Self.flat) | 12 candles | 1 candle missing from 2025-10-10 21:15 | pause "
                + "over | bought nothing: 4.90 is below the minimum notional | \(Self.waits)")
        #expect(
            Event.skipped(
                .insufficientBalance(cost: Money(units: 1_000_0000_0000)), at: Sample.asOf
            )
            .words(in: "USDT") == "bought nothing: the balance does not pay 1,000.00 and its fee")
        #expect(
            [.buy, .sell].map {
                Event.skipped(.outOfRange($0), at: Sample.asOf).words(in: "BTC")
            } == [
                "bought nothing: a figure of the order is beyond exact decimals",
                "sold nothing: a figure of the sale is beyond exact decimals",
            ])
        #expect(
            Event.gap(from: Sample.asOf, to: Sample.asOf, missing: 12).words(in: "USDT")
                == "12 candles missing from 2025-10-10 21:15")
    }

    @Test func `where much happened it is counted`() throws {
        let closed = Event.closed(Self.trade(pnl: 1))
        let gap = Event.gap(from: Sample.asOf, to: Sample.asOf, missing: 3)
        let paused = Event.paused(reasons: [.drawdown], until: Sample.asOf)
        let skipped = Event.skipped(.belowMinimumNotional(cost: .zero), at: Sample.asOf)
        let line = { (events: [Event]) in
            try Sample().view().tickLine(did: News(events), candles: 2_016)
        }
        #expect(
            try line([closed, gap, closed, paused, skipped, closed])
                == "\(Self.flat) | 2,016 candles | 3 closed trades, 1 skipped order, 1 gap, 1 pause "
                + "| \(Self.waits)")
        #expect(
            try line([gap, gap, gap, gap])
                == "\(Self.flat) | 2,016 candles | 4 gaps | \(Self.waits)"
        )
    }

    @Test func `a trader of another name is told by it`() throws {
        var sample = Sample()
        sample.name = "btc-fast"
        #expect(
            try sample.view().tickLine(did: [], candles: 1)
                == "btc-fast: \(Self.flat) | \(Self.waits)")
    }

    private static func trade(pnl: Int64) -> Trade {
        Trade(
            id: Sample.asOf, entryPrice: Price(units: 100_0300_0000),
            exitPrice: Price(units: 98_0000_0000), quantity: Quantity(units: 29_9910_0000),
            invested: Money(units: 2_999_9997_3000), pnl: Money(units: pnl),
            fees: Money(units: 5_9391_1774), reason: .stopLoss, entryReason: .signal,
            entryTime: Sample.asOf, exitTime: Sample.asOf, outlay: Money(units: 3_002_9997_2974))
    }
}
