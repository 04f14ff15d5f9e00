internal import Market
internal import Reporting
internal import Trading

/// One trader's life over candles in memory, through the very step that ticks use.
struct SweepRun: Sendable {
    let candles: [Candle]
    let timeframe: Timeframe

    /// The figures of a new trader that is given the candles of a range, the first of which warm its
    /// indicators up; it is shown no other.
    ///
    /// - Throws: an error where a candle cannot follow the one before.
    func figures(_ parameters: Parameters, over range: Range<Int>) throws -> SweepFigures {
        let step = Step(timeframe: timeframe, parameters: parameters)
        var state = TraderState(parameters)
        var events: [Event] = []
        for candle in candles[range] {
            if !events.isEmpty { events.removeAll(keepingCapacity: true) }
            try step.advance(&state, over: candle, events: &events)
        }
        return try SweepFigures(state, parameters)
    }
}
