internal import Indicators
internal import Market
internal import Record
internal import Reporting
internal import Store
internal import Text
internal import Trading

extension TraderView {
    /// A trader as its checkpoint alone tells it.
    ///
    /// - Throws: ``JobError`` where a figure is out of range.
    init(_ checkpoint: Checkpoint) throws(JobError) {
        let settings = checkpoint.settings
        do {
            try self.init(
                name: settings.name, market: settings.market, parameters: settings.parameters,
                state: checkpoint.state, carriedOver: checkpoint.carriedOver)
        } catch {
            throw JobError(.configuration, trader: settings.name, at: "its checkpoint", "\(error)")
        }
        journalHead = checkpoint.journal.head
        reset = checkpoint.follows.map { Reset(at: $0.at, reason: $0.reason) }
    }

    /// What a report can tell of a trader: the figures of its stats file, which follow from its
    /// checkpoint, and those of windows from the tail of its journal.
    ///
    /// `reported` is the id of the last trade reported: later ones are told from the journal, also
    /// those that the stats file no longer lists.
    ///
    /// - Throws: ``JobError`` where the record is damaged.
    init(
        of checkpoint: Checkpoint, reported: Timestamp?, in store: any RecordStore
    ) throws(JobError) {
        try self.init(checkpoint)
        let timeframe = market.timeframe
        let beginning = try RecordBeginning(of: checkpoint, in: store)
        let end = asOf ?? Timestamp(milliseconds: 0)
        let weekAgo = end.advanced(byMilliseconds: -7 * Timestamp.millisecondsPerDay)
        let dayAgo = end.advanced(byMilliseconds: -Timestamp.millisecondsPerDay)
        let tail = try JournalTail(
            of: checkpoint,
            since: min(
                weekAgo, Happenings.since(reported, in: checkpoint, timeframe: timeframe) ?? weekAgo
            ),
            in: store)
        let happenings = Happenings(tail, after: reported, in: checkpoint)
        (trades, isPositionLate) = (happenings.trades, happenings.isPositionLate)
        startedAt = beginning.startedAt
        do {
            windows = Windows(
                whole: WindowFigures(
                    of: checkpoint, from: beginning.firstTraded, timeframe: timeframe),
                week: try WindowFigures(
                    of: checkpoint, since: weekAgo, tail, timeframe: timeframe),
                day: try WindowFigures(
                    of: checkpoint, since: dayAgo, tail, timeframe: timeframe))
        } catch {
            throw JobError(.configuration, trader: name, at: "its figures", "\(error)")
        }
    }
}

/// The trades that a report may tell of, and whether the open position was decided late.
private struct Happenings {
    /// Oldest first.
    let trades: [ReportedTrade]
    let isPositionLate: Bool

    /// How far back the tail must reach to tell all of every trade after the last reported.
    static func since(
        _ reported: Timestamp?, in checkpoint: Checkpoint, timeframe: Timeframe
    ) -> Timestamp? {
        let recent = checkpoint.state.record.recentTrades
        let news = recent.filter { $0.id > reported ?? Timestamp(milliseconds: .min) }
        guard let oldest = news.first else { return nil }
        // Where all that are listed are news, there may be more.
        if let reported, news.count == recent.count { return reported }
        return oldest.id.advanced(byMilliseconds: -timeframe.milliseconds)
    }

    /// The last trades of the checkpoint, with those of the tail that came after the last reported.
    init(_ tail: JournalTail, after reported: Timestamp?, in checkpoint: Checkpoint) {
        let recent = checkpoint.state.record.recentTrades
        let oldest = recent.first?.id ?? Timestamp(milliseconds: .max)
        var told: [ReportedTrade] = []
        var late: Set<Timestamp> = []
        var isPositionLate = false
        for event in tail.entries.flatMap(\.events) {
            switch event {
            case .closed(let trade, let isLate):
                if isLate { late.insert(trade.id) }
                if let reported, trade.id > reported, trade.id < oldest {
                    told.append(ReportedTrade(trade, isLate: isLate))
                }
            case .opened(_, let isLate): isPositionLate = isLate
            case .gap, .skipped: break
            }
        }
        trades = told + recent.map { ReportedTrade($0, isLate: late.contains($0.id)) }
        self.isPositionLate = isPositionLate
    }
}
