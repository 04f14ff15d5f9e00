package import Market
package import Store
package import Text
internal import Trading

/// A trader's journal read line by line and lived through: what verifying, repairing, exporting and
/// backtesting a record have in common.
///
/// Memory does not grow with the journal; a tick may append to it meanwhile.
package struct JournalWalk {
    private let lines: RecordLines
    private let trader: String
    private let store: any RecordStore
    /// How many lines were committed; `nil` where that is not known.
    private let committed: Int64?
    package private(set) var replay: JournalReplay
    /// The last line known to be the one that was written, and all that its candle led to.
    ///
    /// A line is known once the next one holds its hash, or the checkpoint does.
    private(set) var proved = JournalPosition.genesis
    /// The open time of the last candle proved.
    private var provedUntil: Timestamp?

    /// Begins to read the journal of a checkpoint, as far as that counts it.
    package init(
        _ checkpoint: Checkpoint, in store: any RecordStore, progress: ReadingProgress? = nil
    ) throws(JobError) {
        try self.init(
            checkpoint.settings, follows: checkpoint.follows, carriedOver: checkpoint.carriedOver,
            .upTo(checkpoint.journal), in: store, progress)
    }

    /// Begins to read a journal as far as its whole lines go; its first line says whose it is.
    init(
        wholeLinesOf settings: TraderSettings, _ start: JournalStart, in store: any RecordStore
    ) throws(JobError) {
        try self.init(
            settings, follows: start.follows, carriedOver: start.carriedOver,
            .whole(behind: .genesis), in: store)
    }

    private init(
        _ settings: TraderSettings, follows: Predecessor?, carriedOver: CarriedOver?,
        _ part: JournalPart, in store: any RecordStore, _ progress: ReadingProgress? = nil
    ) throws(JobError) {
        do {
            lines = try RecordLines(of: settings.name, part, in: store, progress: progress)
        } catch {
            throw JobError(error, trader: settings.name, remedy: .reset)
        }
        trader = settings.name
        self.store = store
        committed = if case .upTo(let end) = part { end.lines } else { nil }
        replay = JournalReplay(settings, follows: follows, carriedOver: carriedOver)
    }

    /// Where the line read last ends.
    package var position: JournalPosition { lines.position ?? .genesis }

    /// Reads the next line and lives through it; `nil` at the end.
    ///
    /// - Throws: ``JobError`` that names the line, how it differs, and what is proved before it.
    package mutating func next() throws(JobError) -> JournalText? {
        do {
            return try step()
        } catch {
            throw JobError(
                error, trader: trader, remedy: isTorn ? .mend : .reset, adding: provedWords)
        }
    }

    /// Whether no whole line is behind the one read last, though one was committed.
    private var isTorn: Bool {
        guard let committed, position.lines < committed else { return false }
        do {
            return try RecordLines(of: trader, .whole(behind: position), in: store).next() == nil
        } catch {
            return false
        }
    }

    /// Reads on to the next candle and lives through it; `nil` at the end.
    ///
    /// What it led to stands on the lines behind it, and in ``replay`` already.
    package mutating func nextCandle() throws(JobError) -> Candle? {
        while let line = try next() {
            if line.type == "candle", let seen = replay.checkpoint.recent.last {
                return seen.candle
            }
        }
        return nil
    }

    private mutating func step() throws(StoreError) -> JournalText? {
        let (before, isWhole) = (position, replay.isWhole)
        let line = try lines.next()
        if isWhole { (proved, provedUntil) = (before, replay.checkpoint.state.lastOpenTime) }
        guard let line else {
            // Of a record without a line not even the first one is missing.
            guard committed != nil, position.lines > 0 else { return nil }
            do {
                try replay.finish()
            } catch {
                throw lines.damage(" \(error)", later: 1)
            }
            return nil
        }
        let text: JournalText
        do {
            text = try JournalText(line)
        } catch {
            throw lines.damage(" cannot be read: \(error)")
        }
        do {
            try replay.consume(text)
        } catch {
            throw lines.damage(" \(error)")
        }
        return text
    }

    /// What a damaged journal still proves, in words.
    private var provedWords: String {
        guard proved.lines > 0 else { return "no line of it is proved" }
        let until = provedUntil.map { ", to the candle of \($0)" } ?? ""
        return "its first \(counted(Int(proved.lines), "line")) are proved\(until)"
    }
}
