internal import JSON
package import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
package import Text
internal import Trading

/// Gives a trader's record up: it is kept in the archive with the reason, and the next tick begins
/// a new one that says so on its first line.
///
/// One rename is the commit. Whatever kills the job before it leaves the record as it was; after it
/// only the stats file, which is derived, may still be there.
package struct ResetJob: Sendable {
    private let home: String
    private let trader: String
    private let reason: String
    private let now: Timestamp
    private let holder: String

    private static let longestReason = 200

    /// - Throws: ``JobError`` where the reason is none.
    package init(
        home: String, trader: String, reason: String, now: Timestamp, holder: String
    ) throws(JobError) {
        guard (1...Self.longestReason).contains(reason.unicodeScalars.count),
            reason.contains(where: { !$0.isWhitespace }),
            !reason.unicodeScalars.contains(where: \.isObeyed)
        else {
            throw JobError(
                .usage, at: "--reason", "expected one line of 1 to \(Self.longestReason) characters"
            )
        }
        self.home = home
        self.trader = trader
        self.reason = reason
        self.now = now
        self.holder = holder
    }

    /// Moves the record away; returns what to tell about it.
    ///
    /// - Throws: ``JobError`` where there is no record, a tick of the trader runs, or the disk fails.
    package func run() throws(JobError) -> [String] {
        let directory = try directory()
        let lock: FileLock
        do {
            lock = try directory.lock(StateFiles.lock(of: trader), holder: holder)
        } catch {
            throw JobError(error, trader: trader)
        }
        defer { lock.release() }
        let lost = try lost(in: directory)
        let (note, quote) = if let lost { (lost, "") } else { try note(in: directory) }
        let place = Archive.place(of: trader, at: now)
        do {
            let own = StateFiles.directory(of: trader)
            try directory.makeDirectory(StateFiles.archive)
            try directory.removeLeftovers(in: own)
            try directory.replace(StateFiles.resetNote(in: own), with: note)
            try keepStats(in: own, directory)
            try directory.move(own, to: place)
            try removeStats(directory)
        } catch {
            throw JobError(error, trader: trader)
        }
        return [words(note, in: quote, place: directory.path(of: place), wasLost: lost != nil)]
    }

    /// The state directory, with the trader's own in it: made where its record is lost, to hold the
    /// note that gives it up.
    private func directory() throws(JobError) -> StateDirectory {
        let all = try StateListing(home: home, chosen: [])
        do throws(StoreError) {
            if let directory = all.directory, TraderSettings.isName(trader),
                !all.names.contains(trader),
                try LostRecord(of: trader, in: directory) != nil
            {
                try directory.makeDirectory(StateFiles.directory(of: trader))
                return directory
            }
        } catch {
            throw JobError(error, trader: trader)
        }
        return try StateListing(home: home, chosen: [trader]).inhabited()
    }

    /// The note on a record that is lost; `nil` where there is one, or nothing tells of one.
    private func lost(in directory: StateDirectory) throws(JobError) -> ResetNote? {
        do {
            let own = [StateFiles.checkpoint(of: trader), StateFiles.journal(of: trader)]
            for name in own where try directory.exists(name) { return nil }
            return try LostRecord(of: trader, in: directory).map {
                ResetNote(
                    trader: trader, at: now, reason: reason,
                    damage: "it was not there, though \($0.words)")
            }
        } catch {
            throw JobError(error, trader: trader)
        }
    }

    /// What is to be noted of the record, and the currency that its money is in.
    private func note(
        in directory: StateDirectory
    ) throws(JobError) -> (ResetNote, quote: String) {
        do throws(JobError) {
            guard let checkpoint = try Checkpoint.readNewest(trader, in: directory)?.checkpoint
            else {
                throw JobError(.usage, "\(trader) has no record yet, there is nothing to give up")
            }
            let note = ResetNote(trader: trader, at: now, reason: reason, checkpoint: checkpoint)
            return (note, checkpoint.quote)
        } catch  where error.status == .configuration {
            // A record too damaged to be read is given up all the same; the note says so.
            return (
                ResetNote(trader: trader, at: now, reason: reason, damage: error.description), ""
            )
        }
    }

    /// The published figures go along with the record; where they cannot be read they stay behind.
    private func keepStats(in own: String, _ directory: StateDirectory) throws(StoreError) {
        let stats = try? directory.bytes(of: StateFiles.stats(of: trader))
        guard let stats else { return }
        try directory.replace(StateFiles.archivedStats(in: own), with: stats, access: .owner)
    }

    private func removeStats(_ directory: StateDirectory) throws(StoreError) {
        let last = try? directory.bytes(of: StateFiles.lastStats)
        if let last, (try? JSONReader.parse(last))?["trader"]?.string == trader {
            try directory.remove(StateFiles.lastStats)
        }
        try directory.remove(StateFiles.stats(of: trader))
    }

    private func words(
        _ note: ResetNote, in quote: String, place: String, wasLost: Bool
    ) -> String {
        if wasLost {
            return
                "\(trader): the record that is not there is given up, as \(place) tells; the next tick"
                + " begins a new one"
        }
        var record = "a record that could not be read"
        if let candles = note.candles, let trades = note.trades, let balance = note.balance {
            record =
                "\(counted(candles, "candle")), \(counted(trades, "trade")), "
                + "balance \(Figures.money(balance, in: quote))"
        }
        return "\(trader): \(record) moved to \(place); the next tick begins a new record"
    }
}
