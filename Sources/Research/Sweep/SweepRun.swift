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

    /// The same of several traders; what their rules in text have in common is evaluated once.
    func figures(
        of traders: [Parameters], over range: Range<Int>
    ) -> [Result<SweepFigures, any Error>] {
        func alone() -> [Result<SweepFigures, any Error>] {
            traders.map { trader in Result { try figures(trader, over: range) } }
        }
        let strategies = traders.compactMap(\.strategy.text)
        guard strategies.count > 1, strategies.count == traders.count,
            let joined = TextStrategy.joined(strategies)
        else { return alone() }
        let plan = joined[0].plan
        var memory = RuleMemory(for: plan)
        var lives = zip(traders, joined).map { Life($0, by: $1, timeframe) }
        do {
            for candle in candles[range] {
                for index in lives.indices { try lives[index].begin(candle, &memory) }
                memory.consume(candle, of: plan)
                for index in lives.indices { lives[index].finish(candle, &memory) }
            }
        } catch {
            // Whose fault it was is found by each for itself.
            return alone()
        }
        return zip(lives, traders).map { life, trader in
            Result { try SweepFigures(life.state, trader, timeframe) }
        }
    }

    /// A trader on its way.
    private struct Life {
        private let step: Step
        private(set) var state: TraderState
        private var events: [Event] = []
        private var trades = false

        init(_ parameters: Parameters, _ timeframe: Timeframe) {
            step = Step(timeframe: timeframe, parameters: parameters)
            state = TraderState(parameters)
        }

        /// The life of a trader whose strategy is evaluated together with others.
        ///
        /// What it remembers of candles itself is never asked: the memory of all is put in its place.
        init(_ parameters: Parameters, by strategy: TextStrategy, _ timeframe: Timeframe) {
            var joined = parameters
            joined.strategy = .text(strategy)
            step = Step(timeframe: timeframe, parameters: joined)
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
