internal import Market
internal import Reporting
internal import Rules
internal import Trading

/// Traders' lives over candles in memory, through the very step that ticks use.
struct SweepRun: Sendable {
    let candles: [Candle]
    let timeframe: Timeframe

    /// A mark at a close, and the day it is of.
    typealias Mark = (equity: Money, day: Int64)

    /// The figures of a new trader that is given the candles of a range, the first of which warm its
    /// indicators up; it is shown no other.
    ///
    /// - Throws: an error where a candle cannot follow the one before.
    func figures(_ parameters: Parameters, over range: Range<Int>) throws -> SweepFigures {
        var life = Life(parameters, timeframe)
        for candle in candles[range] { try life.advance(over: candle) }
        return try life.figures
    }

    /// The same with the equity at each close after the warm-up.
    func marks(
        _ parameters: Parameters, over range: Range<Int>
    ) throws -> (figures: SweepFigures, marks: [Mark]) {
        var life = Life(parameters, timeframe)
        var marks: [Mark] = []
        for candle in candles[range] {
            try life.advance(over: candle)
            if let equity = life.mark { marks.append((equity, candle.openTime.day)) }
        }
        return (try life.figures, marks)
    }

    /// The same of several traders; where all evaluate the same of the candles, that is done once.
    func figures(
        of traders: [Parameters], over range: Range<Int>
    ) -> [Result<SweepFigures, any Error>] {
        guard traders.count > 1, let plan = traders[0].strategy.text?.plan,
            traders.allSatisfy({ $0.strategy.text?.plan == plan })
        else {
            return traders.map { trader in Result { try figures(trader, over: range) } }
        }
        var memory = RuleMemory(for: plan)
        var lives = traders.map { Life($0, timeframe) }
        do {
            for candle in candles[range] {
                for index in lives.indices { try lives[index].begin(candle, &memory) }
                memory.consume(candle, of: plan)
                for index in lives.indices { lives[index].finish(candle, &memory) }
            }
        } catch {
            return traders.map { _ in .failure(error) }
        }
        return lives.map { life in Result { try life.figures } }
    }

    /// A trader on its way.
    private struct Life {
        private let step: Step
        private var state: TraderState
        private var events: [Event] = []
        private var trades = false

        init(_ parameters: Parameters, _ timeframe: Timeframe) {
            step = Step(timeframe: timeframe, parameters: parameters)
            state = TraderState(parameters)
        }

        mutating func advance(over candle: Candle) throws {
            if !events.isEmpty { events.removeAll(keepingCapacity: true) }
            try step.advance(&state, over: candle, events: &events)
        }

        /// The first half of a step, by what all remembered before the candle; it comes back as it was.
        mutating func begin(_ candle: Candle, _ memory: inout RuleMemory) throws {
            if !events.isEmpty { events.removeAll(keepingCapacity: true) }
            state.strategy.exchange(&memory)
            defer { state.strategy.exchange(&memory) }
            trades = try step.begin(&state, over: candle, events: &events)
        }

        /// The second half, by what was evaluated of the candle for all.
        mutating func finish(_ candle: Candle, _ memory: inout RuleMemory) {
            guard trades else { return }
            state.strategy.exchange(&memory)
            defer { state.strategy.exchange(&memory) }
            step.finish(&state, over: candle, events: &events)
        }

        /// The equity at the last close; `nil` within the warm-up.
        var mark: Money? {
            state.candles > step.parameters.warmUp ? state.record.drawdown.equity : nil
        }

        var figures: SweepFigures {
            get throws { try SweepFigures(state, step.parameters, step.timeframe) }
        }
    }
}
