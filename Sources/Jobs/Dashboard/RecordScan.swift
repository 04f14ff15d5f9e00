internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Store
internal import Text
internal import Trading

/// What the page shows of a record, picked out in one pass over its journal.
///
/// The pass begins where what was kept of the last one ends, and otherwise at the first line. Every
/// line read is checked against the hash of the one before. The step is not lived through again, as
/// `algom verify` does: balance and marks follow from the fills, and have to come to what the
/// checkpoint says. Memory grows with the last 30 days, not with the record.
struct RecordScan {
    /// The whole record, condensed.
    private(set) var history: RecordHistory
    /// The same up to a day that no page goes back behind any more; `nil` where nothing new is.
    private(set) var kept: RecordHistory?
    /// The last 30 days, and the candle before them.
    var tail: JournalTail { JournalTail(entries: entries) }
    /// The candles that are drawn, and as many before them as warm their averages up.
    private(set) var lastCandles: [Candle] = []
    /// The last positions, oldest first, and whatever else reaches into what is drawn.
    var holdings: [Holding] {
        let listed = max(0, history.holdings.count - Holding.maximumListed)
        let first = history.holdings.firstIndex { ($0.end ?? drawn) >= drawn }
        return Array(history.holdings[min(first ?? listed, listed)...])
    }

    /// The candles that are drawn, and as many before them as the lines over them need, or the orders
    /// that moved of a position which was opened earlier.
    ///
    /// - Throws: ``JobError`` where a line of the journal is damaged.
    func candles(
        of checkpoint: Checkpoint, in store: any RecordStore
    ) throws(JobError) -> [Candle] {
        let strategy = settings.parameters.strategy
        let unit = settings.market.timeframe.milliseconds
        let opened = holdings.filter { ($0.end ?? drawn) >= drawn }.map(\.position.openTime)
            .filter { strategy.movesOrders && drawn.since($0) / unit <= Self.longestHold }
        let first = min(drawn, opened.min() ?? drawn)
        // What was kept may hold fewer; a record may have no more.
        guard first < drawn || strategy.lead > PageTrader.lead(strategy),
            history.candles > lastCandles.count
        else { return lastCandles }
        return try JournalTail(
            of: checkpoint, since: first.advanced(by: -Int64(strategy.lead) - 1, spansOf: unit),
            in: store
        ).entries.map(\.candle)
    }

    /// The most candles before those drawn that a position's orders are followed over.
    private static let longestHold: Int64 = 20_000

    private let settings: TraderSettings
    /// Where the last candles begin to be drawn.
    private let drawn: Timestamp
    /// Where the tail begins.
    private let start: Timestamp
    /// Where what is kept ends: at the beginning of a day, so that it is not kept anew each time.
    private let settled: Timestamp
    private var isSettled = false
    /// Whether a candle was added to what had been kept before.
    private var hasGrown = false
    private var entries: [JournalTail.Entry] = []
    /// The candle read last, and what it has led to so far.
    private var current: Candle?
    private var events: [JournalTail.Happening] = []

    /// Reads the journal of a checkpoint; `progress` is told how far.
    ///
    /// - Throws: ``JobError`` where a line is damaged, or the journal comes to other figures.
    init(
        _ checkpoint: Checkpoint, in store: any RecordStore, progress: ReadingProgress? = nil
    ) throws(JobError) {
        let beginning = try RecordScan(checkpoint)
        // What was kept of another journal, or does not come to the figures, is as good as nothing.
        if let history = RecordHistory.kept(
            of: checkpoint, before: beginning.settled, in: store)
        {
            var scan = beginning
            scan.history = history
            do {
                try scan.read(checkpoint, in: store, progress)
                self = scan
                return
            } catch {}
        }
        self = beginning
        try read(checkpoint, in: store, progress)
    }

    /// Before the first line.
    private init(_ checkpoint: Checkpoint) throws(JobError) {
        settings = checkpoint.settings
        let timeframe = settings.market.timeframe
        let end = checkpoint.state.asOf(timeframe) ?? Timestamp(milliseconds: 0)
        start = PageSpan.month.start(before: end)
        drawn = PageTrader.firstDrawn(before: end)
        settled = Timestamp(startOfDay: min(start, drawn).day)
        history = RecordHistory(settings)
    }

    private mutating func read(
        _ checkpoint: Checkpoint, in store: any RecordStore, _ progress: ReadingProgress?
    ) throws(JobError) {
        try checkpoint.eachLine(in: store, behind: history.position, progress: progress) {
            try consume($0, endingAt: $1)
        }
        do {
            try finishCandle()
        } catch {
            let path = store.path(of: StateFiles.journal(of: settings.name))
            throw JobError(
                .damaged(path: path, what: "its last candle: \(error)"), trader: settings.name)
        }
        let (found, told) = (history.drawdown, checkpoint.state.record.drawdown)
        guard found.equity == told.equity, found.maximumPercent == told.maximumPercent else {
            throw JobError(
                .configuration, trader: settings.name,
                "its journal comes to an equity of \(found.equity), its checkpoint "
                    + "says \(told.equity)",
                remedy: RecordRemedy.verify.remedy(settings.name, in: store.ownHome))
        }
    }

    private mutating func consume(_ line: JournalText, endingAt position: JournalPosition) throws {
        history.startedAt = history.startedAt ?? line.observedAt
        if let candle = try line.consumedCandle {
            try finishCandle()
            if !isSettled, candle.openTime >= settled {
                isSettled = true
                if hasGrown { kept = history.condensed(settings.parameters) }
            }
            current = candle
        } else if current != nil, let happening = try JournalTail.Happening(line) {
            events.append(happening)
        }
        history.position = position
    }

    /// Books what the candle led to, all of which has been read now.
    private mutating func finishCandle() throws(Overflow) {
        guard let candle = current else { return }
        if candle.openTime < drawn {
            history.forgetHoldings()
        } else {
            let lead = PageTrader.lead(settings.parameters.strategy)
            if lastCandles.isEmpty { lastCandles = history.lead.suffix(lead) }
            lastCandles.append(candle)
        }
        if candle.openTime >= start {
            // What the candle before led to, the figures of a window do without.
            if entries.isEmpty, let before = history.lead.last {
                entries.append(JournalTail.Entry(candle: before))
            }
            entries.append(JournalTail.Entry(candle: candle, events: events))
        }
        try history.consume(candle, events, of: settings)
        hasGrown = true
        current = nil
        if !events.isEmpty { events = [] }
    }
}
