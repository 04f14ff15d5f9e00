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
    private(set) var holdings: [Holding] = []

    /// The last candles, from before the first that is drawn.
    private(set) var lastCandles: [Candle] = []

    private let settings: TraderSettings
    /// Where the last candles begin to be drawn.
    private let drawn: Timestamp
    /// Where the tail begins.
    private let start: Timestamp
    private var entries: [JournalTail.Entry] = []
    private var candles = 0
    /// The candle read last, which more events may follow.
    private var current: JournalTail.Entry?
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
        settings = try checkpoint.settings
        let unit = settings.market.timeframe
        let end = checkpoint.state.asOf(unit) ?? Timestamp(milliseconds: 0)
        start = end.advanced(byMilliseconds: -Self.tailDays * Timestamp.millisecondsPerDay)
        drawn = PageTrader.firstDrawn(before: end, unit)
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
            let path = directory.path(of: StateFiles.journal(of: settings.name))
            throw JobError(
                .damaged(path: path, what: "its last candle: \(error)"), trader: settings.name)
        }
    }

    private mutating func take(_ line: JournalText) throws {
        startedAt = startedAt ?? line.observedAt
        if let candle = try line.consumedCandle {
            try finishCandle()
            current = JournalTail.Entry(candle: candle)
        } else if let happening = try JournalTail.Happening(line) {
            current?.events.append(happening)
            take(happening)
        }
    }

    private mutating func take(_ happening: JournalTail.Happening) {
        switch happening {
        case .opened(let position, let isLate):
            if holdings.count == Holding.mostKept { holdings.removeFirst() }
            holdings.append(Holding(position, isLate: isLate))
        case .closed(let trade, let isLate):
            guard !holdings.isEmpty else { return }
            holdings[holdings.count - 1].close(trade, isLate: isLate)
        case .gap: break
        }
    }

    /// Books what the candle led to, all of which has been read now.
    private mutating func finishCandle() throws(Overflow) {
        guard let entry = current else { return }
        current = nil
        candles += 1
        try books.take(entry)
        equity = try books.equity()
        drawdown.mark(equity)
        keep(entry.candle)
        if entry.candle.openTime >= start {
            entries.append(entry)
        } else {
            entries.removeAll(keepingCapacity: true)
            entries.append(entry)
        }
        guard candles > settings.parameters.warmUp else { return }
        firstTraded = firstTraded ?? entry.candle
        scene.take(entry.candle, equity: equity)
        curve.addDrawdown(
            entry.candle.closeTime(settings.market.timeframe), drawdown.currentPercent)
    }

    /// Keeps a candle that is drawn, or may have to warm the averages up for those that are.
    private mutating func keep(_ candle: Candle) {
        let lead = PageTrader.lead(settings.parameters)
        if candle.openTime < drawn, lastCandles.count >= 2 * lead {
            lastCandles.removeFirst(lastCandles.count - lead)
        }
        lastCandles.append(candle)
    }
}
