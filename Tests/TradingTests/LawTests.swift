import Indicators
import Market
import Seeds
import Testing

@testable import Trading

/// What holds after every candle of any series, tried on ten thousand of them.
struct LawTests {
    /// A law that a seed broke.
    private struct Broken: Error { let law: String }

    private static let candles = 60

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `the books balance and every pause ends, after every candle`(batch: UInt64) {
        for seed in (batch * 100)..<(batch * 100 + 100) {
            do {
                try Self.hold(seed)
            } catch {
                Issue.record("seed \(seed): \(error)")
                return
            }
        }
    }

    private static func scene(_ seed: UInt64) -> (Step, [Candle]) {
        var random = SplitMix64(seed: seed ^ 0x5eed)
        let parameters = Parameters.random(using: &random)
        var walk = RandomWalk(seed: seed)
        return (Step(timeframe: walk.timeframe, parameters: parameters), walk.candles(candles))
    }

    private static func hold(_ seed: UInt64) throws {
        let (step, candles) = scene(seed)
        var state = TraderState(step.parameters)
        var total: Int128 = 0
        var lastID: Timestamp?
        for candle in candles {
            let pausedUntil = state.risk.pausedUntil
            var events: [Event] = []
            try step.advance(&state, over: candle, events: &events)

            var closed = 0
            var resumed = false
            for event in events {
                if case .closed(let trade) = event {
                    closed += 1
                    total += Int128(trade.pnl.units)
                    if let lastID, trade.id <= lastID { throw Broken(law: "ids rise") }
                    if trade.id != candle.closeTime(step.timeframe) {
                        throw Broken(law: "an id is its candle's close time")
                    }
                    lastID = trade.id
                }
                if case .resumed = event { resumed = true }
            }
            if closed > 1 { throw Broken(law: "at most one trade a candle") }
            try balance(state, step.parameters, total)
            try pause(state, candle, before: pausedUntil, resumed: resumed, events)
        }
    }

    private static func balance(
        _ state: TraderState, _ parameters: Parameters, _ total: Int128
    ) throws {
        let outlay = try state.account.position?.outlay() ?? .zero
        let initial = Int128(parameters.initialBalance.units)
        if Int128(state.account.balance.units) + Int128(outlay.units) != initial + total {
            throw Broken(law: "balance + outlay = initial balance + Σ pnl")
        }
        if state.account.balance < .zero { throw Broken(law: "no debt") }
        let summary = try Summary(state, parameters)
        let owned =
            initial + Int128(summary.totalPnL.units) + Int128(summary.unrealizedPnL.units)
        if Int128(summary.totalPnL.units) != total || Int128(summary.equity.units) != owned {
            throw Broken(law: "equity = initial balance + total + unrealized pnl")
        }
    }

    private static func pause(
        _ state: TraderState, _ candle: Candle, before: Timestamp?, resumed: Bool, _ events: [Event]
    ) throws {
        if resumed != before.map({ candle.openTime >= $0 }) ?? false {
            throw Broken(law: "a pause ends with the first candle at or after its end")
        }
        if state.risk.isPaused == state.risk.pauseReasons.isEmpty {
            throw Broken(law: "a pause has reasons")
        }
        if state.risk.isPaused, state.account.pendingOrder?.side == .buy {
            throw Broken(law: "a pause stops entries")
        }
        guard let until = state.risk.pausedUntil, !resumed, before == nil else { return }
        let close = candle.closeTime(.oneHour)
        if until <= close || until.since(close) > Timestamp.millisecondsPerDay {
            throw Broken(law: "a pause ends within a day")
        }
        guard
            case .paused(_, until) = events.last(where: {
                if case .paused = $0 { true } else { false }
            })
        else { throw Broken(law: "a pause is told when it begins") }
    }

    @Test(arguments: 0..<150 as Range<UInt64>)
    func `a series split anywhere gives the same events`(seed: UInt64) throws {
        let (step, candles) = Self.scene(seed)
        var whole = TraderState(step.parameters)
        var events: [Event] = []
        for candle in candles { try step.advance(&whole, over: candle, events: &events) }

        var random = SplitMix64(seed: seed)
        let places = [Int.random(in: 0...candles.count, using: &random), candles.count].sorted()
        var state = TraderState(step.parameters)
        var told: [Event] = []
        var start = 0
        for place in places {
            // What a checkpoint keeps of a state is enough to go on from.
            state = Self.restored(state)
            var part: [Event] = []
            for candle in candles[start..<place] {
                try step.advance(&state, over: candle, events: &part)
            }
            told += part
            start = place
        }
        #expect(told == events, "seed \(seed), split at \(places)")
        #expect(state == whole, "seed \(seed), split at \(places)")
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `the same candle does the same to the same state`(seed: UInt64) throws {
        let (step, candles) = Self.scene(seed)
        var state = TraderState(step.parameters)
        for candle in candles {
            var (copy, events, again) = (state, [Event](), [Event]())
            try step.advance(&copy, over: candle, events: &again)
            try step.advance(&state, over: candle, events: &events)
            #expect(copy == state && again == events, "seed \(seed)")
        }
    }

    /// The state rebuilt from its parts, as a checkpoint is read.
    private static func restored(_ state: TraderState) -> TraderState {
        guard let signals = state.strategy.signals else { return state }
        return TraderState(
            candles: state.candles, lastOpenTime: state.lastOpenTime, lastClose: state.lastClose,
            strategy: StrategyMemory(
                Signals(
                    fast: .init(period: signals.fast.period, window: signals.fast.window),
                    slow: .init(period: signals.slow.period, window: signals.slow.window),
                    rsi: .init(
                        gain: signals.rsi.gain, loss: signals.rsi.loss, last: signals.rsi.last),
                    previous: signals.previous)),
            account: state.account, risk: state.risk, record: state.record)
    }
}
