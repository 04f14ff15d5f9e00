internal import Feeds
internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
internal import Text
internal import Trading

/// One trader during one tick: its lock held, its state read, candles stepped, staged and committed.
///
/// What it tells is what is committed; candles that did not come to a commit leave no trace.
struct TraderSession {
    let settings: TraderSettings
    private let store: any RecordStore
    /// Held as long as the session is there.
    private let claim: any RecordClaim
    private let step: Step
    private let writer: any RecordWriter
    private let lateness: Lateness
    /// What came of candles since the last commit.
    private var staged: Staged?
    /// The trader as it stands on the disk.
    private(set) var checkpoint: Checkpoint
    /// What the candles of this tick did.
    private(set) var news = News()
    /// How many candles this tick consumed.
    private(set) var candles = 0

    /// Claims the trader and reads its state; a new trader's first act is a checkpoint.
    ///
    /// `holder` is what a second tick would say of this one, which began at `now` by this machine's
    /// clock.
    init(
        _ settings: TraderSettings, in store: any RecordStore, holder: String,
        schedule: TickSchedule, fallback: Settings.Fallback?, now: Timestamp
    ) throws(JobError) {
        self.store = store
        var published: (head: String, at: Timestamp?)?
        let isThere: Bool
        do {
            isThere = try store.exists(StateFiles.directory(of: settings.name))
        } catch {
            throw JobError(error, trader: settings.name)
        }
        // Nothing is made where a record is lost: it may come back to its place.
        if !isThere {
            try LostRecord.refuse(settings.name, in: store, fallback: fallback)
        }
        do {
            // Whoever wrote a stats file had made the directory, and synced its name, before.
            if isThere { published = StatsFile.published(of: settings.name, in: store) }
            claim = try store.claim(settings.name, isMade: published != nil, holder: holder)
        } catch {
            throw JobError(error, trader: settings.name)
        }
        checkpoint = try Self.checkpoint(settings, in: store, fallback)
        // The record says whose it is and what it goes by, also what its strategy is called: the file
        // may have given that another name since, which is no change of strategy.
        let settings = checkpoint.settings
        self.settings = settings
        step = Step(timeframe: settings.market.timeframe, parameters: settings.parameters)
        let timeframe = settings.market.timeframe
        let writer: any RecordWriter
        do {
            writer = try store.writer(of: settings.name, behind: checkpoint.journal)
        } catch {
            throw JobError(error, trader: settings.name)
        }
        self.writer = writer
        let close = checkpoint.state.asOf(timeframe)
        lateness = Lateness(schedule, timeframe, since: published?.at, at: now) {
            guard let close, let line = writer.lastLine, let text = try? JournalText(line)
            else { return nil }
            return (close, text.observedAt)
        }
    }

    /// What this trader asks its exchange for.
    var feedRequest: FeedRequest {
        FeedRequest(
            market: settings.market, recent: checkpoint.recent, warmUp: settings.parameters.warmUp)
    }

    /// Steps through candles, which have closed and follow in order, and stages what came of it.
    ///
    /// - Precondition: ``canStage(at:)``.
    /// - Throws: ``JobError`` where a candle does not follow, those before it are staged then; or where
    ///   a trader would begin on a coin too cheap for its parameters.
    mutating func consume(_ candles: [Candle], at now: Timestamp) throws(JobError) {
        guard let last = candles.last else { return }
        if writer.position == .genesis, staged == nil,
            let coarse = Coarseness.beginning(settings.parameters, at: last.close)
        {
            throw JobError(
                .configuration, trader: settings.name, coarse.refusal(at: last.close))
        }
        var next = staged?.checkpoint ?? checkpoint
        var happened: [[Event]] = []
        for candle in candles {
            var events: [Event] = []
            do {
                try step.advance(&next.state, over: candle, events: &events)
            } catch {
                try consume(Array(candles.prefix(happened.count)), at: now)
                // The feed hands over none but those that follow.
                throw JobError(
                    .bug, trader: settings.name, at: "candle of \(candle.openTime)", "\(error)")
            }
            next.remember(candle)
            happened.append(events)
        }
        if writer.position == .genesis {
            let start = JournalLine.start(
                settings, follows: checkpoint.follows, carriedOver: checkpoint.carriedOver)
            append(start, at: now, closeTime: now)
        }
        for (candle, events) in zip(candles, happened) {
            let closeTime = candle.closeTime(settings.market.timeframe)
            append(.candle(candle), at: now, closeTime: closeTime)
            for event in events { append(.event(event), at: now, closeTime: closeTime) }
        }
        stage(next, at: now, candles: candles.count, events: happened.flatMap(\.self))
    }

    /// Stages that the exchange tells a consumed candle differently now.
    ///
    /// - Precondition: ``canStage(at:)``.
    mutating func note(_ told: Candle, insteadOf consumed: Candle, at now: Timestamp) {
        var next = staged?.checkpoint ?? checkpoint
        append(.revised(consumed: consumed, told: told), at: now, closeTime: now)
        next.remember(told, insteadOf: consumed)
        stage(next, at: now, candles: 0, events: [])
    }

    /// How the trader stands.
    ///
    /// - Throws: ``JobError`` where a figure leaves its range.
    func view() throws(JobError) -> TraderView {
        do {
            return try TraderView(
                name: settings.name, market: settings.market, parameters: settings.parameters,
                state: checkpoint.state, carriedOver: checkpoint.carriedOver)
        } catch {
            throw JobError(.badData, trader: settings.name, "\(error)")
        }
    }

    /// Writes the stats file, and its copy if it is this trader's turn to be copied.
    func writeStats(
        _ summary: Summary, at now: Timestamp, isCopied: Bool
    ) throws(JobError) {
        let bytes = StatsFile(
            settings, checkpoint.state, summary, timestamp: now,
            journalHead: checkpoint.journal.head, carriedOver: checkpoint.carriedOver
        ).bytes()
        let own = StateFiles.stats(of: settings.name)
        do {
            for name in isCopied ? [own, StateFiles.lastStats] : [own] {
                try store.replace(name, with: bytes, access: .everyone, durable: false)
            }
        } catch {
            throw JobError(error, trader: settings.name)
        }
    }

    private func append(_ line: JournalLine, at now: Timestamp, closeTime: Timestamp) {
        let observed = JournalLine.Observed(
            at: now, isLate: lateness.isLate(after: now.since(closeTime)))
        writer.append { writer in line.write(observed, to: &writer) }
    }

    private mutating func stage(
        _ next: Checkpoint, at now: Timestamp, candles: Int, events: [Event]
    ) {
        staged = Staged(
            checkpoint: next, moment: now, candles: (staged?.candles ?? 0) + candles,
            events: (staged?.events ?? []) + events)
    }

    private static func checkpoint(
        _ settings: TraderSettings, in store: any RecordStore, _ fallback: Settings.Fallback?
    ) throws(JobError) -> Checkpoint {
        if let (checkpoint, isPublished) = try Checkpoint.readNewest(of: settings, in: store) {
            try checkpoint.belongs(to: settings, in: store)
            // A killed tick may have committed its checkpoint and not come to sync it: what this one
            // goes on from, and tells of, must not go away in a power cut.
            if isPublished { return checkpoint }
            do {
                try store.secure(recordOf: settings.name)
                return checkpoint
            } catch {
                throw JobError(error, trader: settings.name)
            }
        }
        try LostRecord.refuse(settings.name, in: store, fallback: fallback)
        do {
            return try Archive(store).begin(settings)
        } catch {
            throw JobError(error, trader: settings.name)
        }
    }
}

/// What candles have made of a trader, not on the disk yet.
private struct Staged {
    var checkpoint: Checkpoint
    /// When it was told: the lines of one commit have one moment.
    let moment: Timestamp
    let candles: Int
    let events: [Event]
}

/// The commit, in the steps that many traders take together: the journal first, the checkpoint after
/// it, so that what the checkpoint counts is there.
extension TraderSession {
    /// Whether candles told at a moment can be staged beside what already is.
    func canStage(at now: Timestamp) -> Bool { staged.map { $0.moment == now } ?? true }

    var isStaged: Bool { staged != nil }

    /// First: hands over lines and checkpoint.
    mutating func write() throws(JobError) {
        guard var next = staged?.checkpoint else { return }
        let store = store
        try commit { (writer) throws(StoreError) in
            try writer.write { (end) throws(StoreError) in
                next.journal = end
                return try next.text(in: store)
            }
        }
        staged?.checkpoint = next
    }

    /// Takes one of the steps that follow.
    func commit(_ step: (any RecordWriter) throws(StoreError) -> Void) throws(JobError) {
        do {
            try step(writer)
        } catch {
            throw JobError(error, trader: settings.name)
        }
    }

    /// Last: what was staged is how the trader stands.
    mutating func settle() {
        guard let staged else { return }
        checkpoint = staged.checkpoint
        candles += staged.candles
        news.record(staged.events)
        abandon()
    }

    /// Gives up what was staged, after the first failure: the trader stands as it did.
    mutating func abandon() {
        staged = nil
        writer.end()
    }
}
