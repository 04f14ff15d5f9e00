internal import Market
internal import Reporting
internal import Text
internal import Trading

/// The same trader over the same candles, but that finer ones judge which of stop and target was
/// reached first, and at what price.
///
/// What it comes to is no better a result: it shows how far the result depends on what a candle does
/// not tell.
struct DetailedRun {
    private let step: Step
    private let parameters: Parameters
    private var candles: FinerCandles
    private var finer: [Candle] = []
    private var state: TraderState
    private var events: [Event] = []
    private var ends: Set<End> = []
    private var uncovered = 0

    /// How a trade ended.
    private struct End: Hashable {
        let entry, exit: Timestamp
        let price: Price
        let reason: Reason

        init(_ trade: Trade) {
            (entry, exit) = (trade.entryTime, trade.exitTime)
            (price, reason) = (trade.exitPrice, trade.reason)
        }
    }

    /// How the trades of the run that is questioned ended.
    private var questioned: Set<End> = []

    init(_ parameters: Parameters, _ timeframe: Timeframe, file: String) throws(JobError) {
        step = Step(timeframe: timeframe, parameters: parameters)
        self.parameters = parameters
        state = TraderState(parameters)
        candles = try FinerCandles(file: file, than: timeframe)
    }

    /// Advances by a candle over which the other run had some events.
    mutating func advance(over candle: Candle, beside others: [Event]) throws {
        for case .closed(let trade) in others { questioned.insert(End(trade)) }
        try candles.read(within: candle, into: &finer)
        if !events.isEmpty { events.removeAll(keepingCapacity: true) }
        try step.advance(&state, over: candle, finer: finer, events: &events)
        for case .closed(let trade) in events {
            ends.insert(End(trade))
            if trade.reason != .signal, finer.isEmpty { uncovered += 1 }
        }
    }

    /// What finer candles change.
    ///
    /// - Throws: an error where none of them lay within the others, or a sum is out of range.
    func account(of file: String) throws -> BacktestReport.Detail {
        guard candles.isUsed else {
            throw JobError(
                .badData, at: "--detail",
                "no candle of \(file) lies within one that was replayed")
        }
        return BacktestReport.Detail(
            timeframe: candles.timeframe,
            figures: try SweepFigures(state, parameters, step.timeframe),
            others: questioned.subtracting(ends).count, uncovered: uncovered)
    }
}
