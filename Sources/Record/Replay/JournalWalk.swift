internal import Market
package import Store
package import Text
internal import Trading

/// A trader's journal read line by line and lived through: what verifying, repairing, exporting and
/// backtesting a record have in common.
///
/// Memory does not grow with the journal; a tick may append to it meanwhile.
package struct JournalWalk {
    private let reader: JournalReader
    private let path: String
    package private(set) var replay: JournalReplay
    /// The last line known to be the one that was written, and all that its candle led to.
    ///
    /// A line is known once the next one holds its hash, or the checkpoint does.
    private(set) var proved = JournalPosition.genesis
    /// The open time of the last candle proved.
    private(set) var provedUntil: Timestamp?

    /// How far it is to be read, and who is told of it.
    private let length: Int64
    private let progress: ReadingProgress?

    /// Begins to read the journal of a checkpoint, as far as that counts it.
    package init(
        _ checkpoint: Checkpoint, in directory: StateDirectory, progress: ReadingProgress? = nil
    ) throws(JobError) {
        let name = StateFiles.journal(of: checkpoint.trader)
        let settings = checkpoint.settings
        do {
            reader = try JournalReader(directory, name: name, upTo: checkpoint.journal)
        } catch {
            throw JobError(error, trader: checkpoint.trader, remedy: .reset)
        }
        path = directory.path(of: name)
        replay = JournalReplay(
            settings, follows: checkpoint.follows, carriedOver: checkpoint.carriedOver)
        length = checkpoint.journal.length
        self.progress = progress
    }

    /// Begins to read a journal as far as its whole lines go; its first line says whose it is.
    init(
        wholeLinesOf settings: TraderSettings, _ start: JournalStart, in directory: StateDirectory
    ) throws(StoreError) {
        let name = StateFiles.journal(of: settings.name)
        reader = try JournalReader(directory, wholeLinesOf: name)
        path = directory.path(of: name)
        replay = JournalReplay(
            settings, follows: start.follows, carriedOver: start.carriedOver)
        (length, progress) = (0, nil)
    }

    /// Where the line read last ends.
    package var position: JournalPosition { reader.position ?? .genesis }

    /// Reads the next line and lives through it; `nil` at the end.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` that names the line and how it differs.
    package mutating func next() throws(StoreError) -> JournalText? {
        let (before, isWhole) = (position, replay.isWhole)
        let line = try reader.next()
        if isWhole { (proved, provedUntil) = (before, replay.checkpoint.state.lastOpenTime) }
        let number = position.lines
        reader.tell(progress, of: length)
        guard let line else {
            guard reader.isCommitted else { return nil }
            try Self.hold(path, number + 1) { () throws(JournalReplay.Difference) in
                try replay.finish()
            }
            return nil
        }
        let text: JournalText
        do {
            text = try JournalText(line)
        } catch {
            throw .damaged(path: path, what: "line \(number) cannot be read: \(error)")
        }
        try Self.hold(path, number) { () throws(JournalReplay.Difference) in try replay.take(text) }
        return text
    }

    private static func hold(
        _ path: String, _ number: Int64, _ body: () throws(JournalReplay.Difference) -> Void
    ) throws(StoreError) {
        do {
            try body()
        } catch {
            throw .damaged(path: path, what: "line \(number) \(error)")
        }
    }

    /// What a damaged journal still proves, in words.
    package var provedWords: String {
        guard proved.lines > 0 else { return "no line of it is proved" }
        let until = provedUntil.map { ", to the candle of \($0)" } ?? ""
        return "its first \(counted(Int(proved.lines), "line")) are proved\(until)"
    }
}
