internal import JSON
internal import Market
internal import Reporting
internal import Store
internal import Trading

/// What the page shows of a record, picked out in one pass over its journal.
///
/// Every line is checked against the hash of the one before. The step is not lived through again, as
/// `algom verify` does: balance and marks follow from the fills, and have to come to what the
/// checkpoint says. Memory grows with the last 30 days, not with the record.
struct RecordScan {
    /// When the first line was written; `nil` where there is none yet.
    private(set) var startedAt: Timestamp?
    /// The candle after the warm-up; `nil` where there is none yet.
    private(set) var firstTraded: Candle?
    /// The last 30 days, and the candle before them.
    var tail: JournalTail { JournalTail(entries: entries) }
    /// Equity, what holding would have made of it, and how far equity stood below its peak.
    private(set) var curve: RecordCurve
    /// The last positions, oldest first; the open one, where there is one, is the last.
    var holdings: [Holding] { positions.suffix(Holding.mostKept) }
    /// The last candles, from before the first that is drawn.
    private(set) var lastCandles: [Candle] = []

    private let timeframe: Timeframe
    private let warmUp: Int
    /// How many candles warm up the averages of those that are drawn.
    private let lead: Int
    /// Where the last candles begin to be drawn.
    private let drawn: Timestamp
    /// Where the tail begins.
    private let start: Timestamp
    private var entries: [JournalTail.Entry] = []
    /// The last positions, and some before them.
    private var positions: [Holding] = []
    private var candles = 0
    /// The last candle before the tail, and what it led to.
    private var before: JournalTail.Entry?
    /// The candle read last, and what it has led to so far.
    private var current: Candle?
    private var events: [JournalTail.Happening] = []
    private var books: RecordBooks
    private var scene: EquityScene
    private var drawdown: Drawdown
    private var equity: Money

    /// How far back the tail reaches.
    static let tailDays: Int64 = 30

    /// Reads the journal of a checkpoint; `progress` is told how far.
    ///
    /// - Throws: ``JobError`` where a line is damaged, or the journal comes to other figures.
    init(
        _ checkpoint: Checkpoint, in directory: StateDirectory, progress: ReadingProgress? = nil
    ) throws(JobError) {
        let settings = try checkpoint.settings
        timeframe = settings.market.timeframe
        warmUp = settings.parameters.warmUp
        lead = PageTrader.lead(settings.parameters)
        let end = checkpoint.state.asOf(timeframe) ?? Timestamp(milliseconds: 0)
        start = end.advanced(byMilliseconds: -Self.tailDays * Timestamp.millisecondsPerDay)
        drawn = PageTrader.firstDrawn(before: end, timeframe)
        equity = settings.parameters.initialBalance
        books = RecordBooks(balance: equity)
        drawdown = Drawdown(initialBalance: equity)
        scene = EquityScene(settings, from: nil)
        curve = RecordCurve(scene.curve)
        try read(checkpoint, in: directory, progress)
        curve.equity = scene.curve
        guard equity == checkpoint.state.record.drawdown.equity,
            drawdown.maximumPercent == checkpoint.state.record.drawdown.maximumPercent
        else {
            throw JobError(
                .configuration,
                "\(settings.name): its journal comes to an equity of \(equity), its checkpoint says "
                    + "\(checkpoint.state.record.drawdown.equity); "
                    + Remedy.verify.words(settings.name))
        }
    }

    private mutating func read(
        _ checkpoint: Checkpoint, in directory: StateDirectory, _ progress: ReadingProgress?
    ) throws(JobError) {
        try checkpoint.eachLine(in: directory, progress: progress) { try take($0) }
        do {
            try finishCandle()
        } catch {
            let path = directory.path(of: StateFiles.journal(of: checkpoint.trader))
            throw JobError(
                .damaged(path: path, what: "its last candle: \(error)"),
                trader: checkpoint.trader)
        }
    }

    private mutating func take(_ line: JournalText) throws {
        startedAt = startedAt ?? line.observedAt
        if let candle = try line.consumedCandle {
            try finishCandle()
            current = candle
        } else if let happening = try JournalTail.Happening(line) {
            events.append(happening)
            take(happening)
        }
    }

    private mutating func take(_ happening: JournalTail.Happening) {
        switch happening {
        case .opened(let position, let isLate):
            if positions.count == 2 * Holding.mostKept {
                positions.removeFirst(Holding.mostKept)
            }
            positions.append(Holding(position, isLate: isLate))
        case .closed(let trade, let isLate):
            guard !positions.isEmpty else { return }
            positions[positions.count - 1].close(trade, isLate: isLate)
        case .gap: break
        }
    }

    /// Books what the candle led to, all of which has been read now.
    private mutating func finishCandle() throws(Overflow) {
        guard let candle = current else { return }
        current = nil
        candles += 1
        try books.take(close: candle.close, events)
        equity = try books.equity()
        drawdown.mark(equity)
        keep(candle)
        let entry = JournalTail.Entry(candle: candle, events: events)
        if candle.openTime < start {
            before = entry
        } else {
            if entries.isEmpty, let before { entries.append(before) }
            entries.append(entry)
        }
        if !events.isEmpty { events = [] }
        guard candles > warmUp else { return }
        firstTraded = firstTraded ?? candle
        scene.take(candle, equity: equity)
        curve.addDrawdown(candle.closeTime(timeframe), drawdown.currentPercent)
    }

    /// Keeps a candle that is drawn, or may have to warm the averages up for those that are.
    private mutating func keep(_ candle: Candle) {
        if candle.openTime < drawn, lastCandles.count >= 2 * lead {
            lastCandles.removeFirst(lastCandles.count - lead)
        }
        lastCandles.append(candle)
    }
}
