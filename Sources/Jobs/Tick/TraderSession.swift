internal import Feeds
internal import Market
internal import Reporting
internal import Store
internal import Trading

/// One trader during one tick: its lock held, its state read, candles stepped and committed.
///
/// What it tells is what is committed; candles that did not come to a commit leave no trace.
struct TraderSession {
    let settings: TraderSettings
    private let directory: StateDirectory
    /// Held as long as the session is there.
    private let lock: FileLock
    private let step: Step
    private var journal: Journal
    /// The trader as it stands on the disk.
    private(set) var checkpoint: Checkpoint
    /// What the candles of this tick did.
    private(set) var news = News()
    /// How many candles this tick consumed.
    private(set) var candles = 0

    /// Takes the trader's lock and reads its state; a new trader's first act is a checkpoint.
    ///
    /// `holder` is what a second tick would say of this one.
    init(
        _ settings: TraderSettings, in directory: StateDirectory, holder: String
    ) throws(JobError) {
        self.settings = settings
        self.directory = directory
        step = Step(timeframe: settings.market.timeframe, parameters: settings.parameters)
        do {
            let own = StateFiles.directory(of: settings.name)
            try directory.makeDirectory(own)
            lock = try directory.lock(StateFiles.lock(of: settings.name), holder: holder)
            try directory.removeLeftovers(in: own)
            try directory.checkOwnership(in: own)
            // A killed tick may have renamed its checkpoint and not come to sync the directory: what
            // this one goes on from, and tells of, must not go away in a power cut.
            try directory.sync(own)
        } catch {
            throw JobError(error, trader: settings.name)
        }
        checkpoint = try Self.checkpoint(settings, in: directory)
        journal = try Self.journal(settings, in: directory, committed: checkpoint.journal)
    }

    /// What this trader asks its exchange for.
    var feedRequest: FeedRequest {
        FeedRequest(
            market: settings.market, recent: checkpoint.recent, warmUp: settings.parameters.warmUp)
    }

    /// Steps through candles, which have closed and follow in order, and commits them.
    ///
    /// - Throws: ``JobError`` where the disk fails or a figure leaves its range; the candles before
    ///   the one it happened on are committed then.
    mutating func consume(_ candles: [Candle], at now: Timestamp) throws(JobError) {
        guard !candles.isEmpty else { return }
        var next = checkpoint
        var events: [Event] = []
        if journal.position == .genesis {
            append(
                .start(settings, follows: checkpoint.follows), at: now, closeTime: now)
        }
        for (index, candle) in candles.enumerated() {
            var happened: [Event] = []
            do {
                try step.advance(&next.state, over: candle, events: &happened)
            } catch {
                journal = try Self.journal(settings, in: directory, committed: checkpoint.journal)
                try consume(Array(candles[..<index]), at: now)
                throw JobError(.badData, "\(settings.name): candle of \(candle.openTime): \(error)")
            }
            let closeTime = candle.closeTime(settings.market.timeframe)
            append(.candle(candle), at: now, closeTime: closeTime)
            for event in happened { append(.event(event), at: now, closeTime: closeTime) }
            next.remember(candle)
            events += happened
        }
        try commit(next)
        self.candles += candles.count
        news.take(events)
    }

    /// Writes down that the exchange tells a consumed candle differently now.
    mutating func note(
        _ told: Candle, insteadOf consumed: Candle, at now: Timestamp
    ) throws(JobError) {
        var next = checkpoint
        append(.revised(consumed: consumed, told: told), at: now, closeTime: now)
        next.remember(told, insteadOf: consumed)
        try commit(next)
    }

    /// How the trader stands, in figures.
    ///
    /// - Throws: ``JobError`` where one leaves its range.
    func summary() throws(JobError) -> Summary {
        do {
            return try Summary(checkpoint.state, settings.parameters)
        } catch {
            throw JobError(.badData, "\(settings.name): \(error)")
        }
    }

    /// Writes the stats file and its copy.
    func writeStats(_ summary: Summary, at now: Timestamp) throws(JobError) {
        let bytes = StatsFile(
            settings, checkpoint.state, summary, timestamp: now,
            journalHead: checkpoint.journal.head
        ).bytes()
        do {
            for name in [StateFiles.stats(of: settings.name), StateFiles.lastStats] {
                try directory.replace(name, with: bytes, access: .everyone, durable: false)
            }
        } catch {
            throw JobError(error, trader: settings.name)
        }
    }

    private func append(_ line: JournalLine, at now: Timestamp, closeTime: Timestamp) {
        let observed = JournalLine.Observed(
            at: now, isLate: now.since(closeTime) > settings.market.timeframe.milliseconds)
        journal.append { writer in line.write(observed, to: &writer) }
    }

    /// The journal first, the checkpoint after it: what the checkpoint counts is there.
    private mutating func commit(_ next: Checkpoint) throws(JobError) {
        var next = next
        do {
            next.journal = try journal.commit()
            try next.write(in: directory)
        } catch {
            throw JobError(error, trader: settings.name)
        }
        checkpoint = next
    }

    private static func checkpoint(
        _ settings: TraderSettings, in directory: StateDirectory
    ) throws(JobError) -> Checkpoint {
        if let checkpoint = try Checkpoint.readNewest(settings.name, in: directory) {
            try checkpoint.belongs(to: settings)
            return checkpoint
        }
        do {
            let first = Checkpoint(
                first: settings, follows: try Archive(directory).last(of: settings.name))
            try first.write(in: directory)
            return first
        } catch {
            throw JobError(error, trader: settings.name)
        }
    }

    private static func journal(
        _ settings: TraderSettings, in directory: StateDirectory, committed: JournalPosition
    ) throws(JobError) -> Journal {
        do {
            return try Journal(
                directory, name: StateFiles.journal(of: settings.name), committed: committed)
        } catch {
            throw JobError(error, trader: settings.name)
        }
    }
}
