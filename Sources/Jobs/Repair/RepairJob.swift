package import Market
package import Record
internal import Reporting
internal import Settings
internal import Store
package import Text

/// Rebuilds what follows from the journal: a checkpoint that is lost or damaged, and the stats file.
///
/// A journal whose end is torn loses the lines that are not whole, where the checkpoint vouches for the
/// rest. Any other damage of it is never mended: it is told where it breaks and how far it proves the
/// record.
package struct RepairJob: Sendable {
    private let home: String
    private let traders: [String]
    private let now: Timestamp
    private let holder: String

    package init(home: String, traders: [String], now: Timestamp, holder: String) {
        self.home = home
        self.traders = traders
        self.now = now
        self.holder = holder
    }

    /// Repairs each trader that needs it; returns a line about each, and what could not be repaired.
    ///
    /// - Parameter progress: told how far the record at hand is verified.
    /// - Returns: what was done.
    /// - Throws: ``JobError`` where the state directory cannot be read or a trader is not in it.
    package func run(progress: ReadingProgress? = nil) throws(JobError) -> RepairResults {
        let found = try StateListing(home: home, chosen: traders)
        let directory = try found.inhabited()
        var results = RepairResults()
        for name in found.names {
            do throws(JobError) {
                results.lines += try repair(name, in: directory, progress)
            } catch {
                results.failures.append(error)
            }
        }
        return results
    }

    private func repair(
        _ name: String, in directory: StateDirectory, _ progress: ReadingProgress?
    ) throws(JobError) -> [String] {
        let lock: FileLock
        do {
            lock = try directory.lock(StateFiles.lock(of: name), holder: holder)
            try directory.removeLeftovers()
            try directory.removeLeftovers(in: StateFiles.directory(of: name))
        } catch {
            throw JobError(error, trader: name)
        }
        defer { lock.release() }
        do throws(JobError) {
            let proof = try Verification(
                name, in: directory, isLocked: true, progress: progress)
            return proof.lines.map { "\($0); nothing to repair" }
        } catch  where error.status == .configuration {
            return [try mend(name, in: directory)]
        }
    }

    /// Writes anew what follows from what is whole: the stats file, or the checkpoint as well.
    private func mend(_ name: String, in directory: StateDirectory) throws(JobError) -> String {
        do throws(JobError) {
            _ = try Verification(name, in: directory, withStats: false)
        } catch  where error.status == .configuration {
            return try rebuild(name, in: directory)
        }
        guard let checkpoint = try Checkpoint.read(name, in: directory) else { return "" }
        try checkpoint.publish(in: directory, at: now)
        return "\(name): its record is whole; its stats file was written anew"
    }

    private func rebuild(
        _ name: String, in directory: StateDirectory
    ) throws(JobError) -> String {
        let rebuilt = try RebuiltCheckpoint(name, in: directory)
        do {
            try keepDamaged(name, in: directory)
            try rebuilt.checkpoint.write(in: directory)
        } catch {
            throw JobError(error, trader: name)
        }
        try rebuilt.checkpoint.publish(in: directory, at: now)
        return "\(name): rebuilt \(rebuilt.words)"
    }

    /// Keeps what is damaged beside the place it is going to lose: a reader finds it there until then.
    private func keepDamaged(_ name: String, in directory: StateDirectory) throws(StoreError) {
        let (place, kept) = (
            StateFiles.checkpoint(of: name), StateFiles.damagedCheckpoint(of: name)
        )
        do {
            guard let bytes = try directory.bytes(of: place) else { return }
            try directory.replace(kept, with: bytes, access: .owner)
        } catch .damaged, .tooLarge {
            try directory.move(place, to: kept)
        }
    }
}

/// What was repaired, and what was not.
package struct RepairResults: Sendable {
    package var lines: [String] = []
    package var failures: [JobError] = []

    package var status: ExitStatus { failures.map(\.status).max() ?? .ok }
}
