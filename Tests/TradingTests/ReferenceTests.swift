import Foundation
import Market
import Seeds
import Testing

@testable import Trading

/// The step against a second implementation of its specification, trade by trade.
struct ReferenceTests {
    private static func exact(_ number: some FixedPoint) -> Decimal {
        Decimal(number.units) / 100_000_000
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `the step and the reference see the same trades`(batch: UInt64) throws {
        for seed in (batch * 10)..<(batch * 10 + 10) { try Self.compare(seed: seed) }
    }

    /// The comparison is worth something only if there is something to compare.
    @Test func `the seeds hold trades of every kind, pauses and skips`() {
        var (reasons, pauses, skips) = ([String: Int](), Set<String>(), 0)
        for seed in 0..<60 as Range<UInt64> {
            let (candles, timeframe, parameters) = Self.scene(seed)
            let outcome = ReferenceTrader.run(candles, timeframe, parameters)
            for deal in outcome.deals { reasons[deal.reason, default: 0] += 1 }
            for pause in outcome.pauses { pauses.formUnion(pause.reasons) }
            skips += outcome.skips.count
        }
        #expect(reasons.keys.sorted() == ["SIGNAL", "STOP_LOSS", "TAKE_PROFIT"])
        #expect(reasons.values.allSatisfy { $0 >= 20 })
        #expect(pauses == ["DAILY_LOSS", "LOSING_STREAK", "WIN_RATE", "DRAWDOWN"])
        #expect(skips > 0)
    }

    private static func scene(_ seed: UInt64) -> ([Candle], Timeframe, Parameters) {
        var random = SplitMix64(seed: seed)
        let parameters = Parameters.random(using: &random)
        let timeframe =
            [Timeframe.oneHour, .fifteenMinutes, .fourHours, .oneDay]
            .randomElement(using: &random) ?? .oneHour
        var walk = RandomWalk(seed: seed, timeframe: timeframe)
        return (walk.candles(120), timeframe, parameters)
    }

    private static func compare(seed: UInt64) throws {
        let (candles, timeframe, parameters) = scene(seed)
        try parameters.validate()
        let expected = ReferenceTrader.run(candles, timeframe, parameters)

        let step = Step(timeframe: timeframe, parameters: parameters)
        var state = TraderState(parameters)
        var events: [Event] = []
        var equity: [Decimal] = []
        for candle in candles {
            try step.advance(&state, over: candle, events: &events)
            if state.candles > parameters.warmUp {
                equity.append(exact(state.record.drawdown.equity))
            }
        }
        let comment: Comment = "seed \(seed)"
        #expect(deals(events) == expected.deals, comment)
        #expect(equity == expected.equity, comment)
        #expect(exact(state.account.balance) == expected.balance, comment)

        var (skips, orders, resumes) = ([Int64](), [Int64](), [Int64]())
        var pauses: [(Set<String>, Int64)] = []
        for event in events {
            switch event {
            case .skipped(_, let at): skips.append(at.milliseconds)
            case .ordered(let order): orders.append(order.decidedAt.milliseconds)
            case .resumed(let at): resumes.append(at.milliseconds)
            case .paused(let reasons, let until):
                pauses.append((Set(reasons.map(\.rawValue)), until.milliseconds))
            case .gap, .opened, .closed: break
            }
        }
        #expect(skips == expected.skips, comment)
        #expect(orders == expected.orders, comment)
        #expect(resumes == expected.resumes, comment)
        #expect(pauses.map(\.0) == expected.pauses.map(\.reasons), comment)
        #expect(pauses.map(\.1) == expected.pauses.map(\.until), comment)
    }

    private static func deals(_ events: [Event]) -> [ReferenceTrader.Deal] {
        events.compactMap { event in
            guard case .closed(let trade) = event else { return nil }
            return ReferenceTrader.Deal(
                entryPrice: exact(trade.entryPrice), exitPrice: exact(trade.exitPrice),
                quantity: exact(trade.quantity), pnl: exact(trade.pnl), fees: exact(trade.fees),
                reason: trade.reason.rawValue, entryTime: trade.entryTime.milliseconds,
                exitTime: trade.exitTime.milliseconds, id: trade.id.milliseconds)
        }
    }
}
