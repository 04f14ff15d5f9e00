package import Market
package import Record
internal import Settings
internal import Store
package import Text

/// Puts a backup in the place of what a home holds, which is kept beside it.
///
/// What is in the backup is proved first. Then, with the locks of all who write there held, the files
/// that people write are put back, and at last the state in one step: whatever kills the job, the home
/// holds the one state or the other, and restoring again comes to the end.
package struct RestoreJob {
    private let home: String
    private let file: String
    private let isForced: Bool
    private let now: Timestamp
    private let lock: PatientLock

    /// - Parameters:
    ///   - home: the home, which need not be there yet.
    ///   - file: the backup, or a gzipped tar file of a home.
    ///   - isForced: whether it is restored though a record in it is damaged.
    ///   - now: the moment, by which what was there is called.
    ///   - holder: what a tick says of this run when it finds a lock held.
    ///   - pause: lets a second pass.
    package init(
        home: String, file: String, isForced: Bool, now: Timestamp, holder: String,
        pause: @escaping () -> Void
    ) {
        self.home = home
        self.file = file
        self.isForced = isForced
        self.now = now
        lock = PatientLock(holder: holder, pause: pause)
    }

    /// Restores it.
    ///
    /// - Parameter progress: told how far the record at hand is proved.
    /// - Returns: what is proved, what became of what was there, and what to do next.
    /// - Throws: ``JobError`` where the file is no backup, a lock is held, or the disk fails; the home is
    ///   as it was then.
    package func run(progress: ReadingProgress? = nil) throws(JobError) -> VerifyResults {
        _ = try JobError.storing { () throws(StoreError) in try StateDirectory(path: home) }
        let target = StateDirectory.resolved("\(home)/state")
        let unpacked = try unpack(beside: target)
        guard try !unpacked.traders().isEmpty else {
            throw JobError(.badData, at: file, "it holds no record of Algom")
        }
        var results = try unpacked.verified(progress)
        guard results.failures.isEmpty || isForced else {
            // What helps a record in a home helps none in a file.
            results.failures = results.failures.map {
                JobError(.badData, trader: $0.trader, at: $0.place, $0.what)
            }
            let again = Command("algom restore", "--anyway", file, home: home)
            results.failures.append(
                JobError(
                    .badData, at: file, "nothing was restored, for a record in it is damaged",
                    remedy: "take an older backup, or this one as it is: \(again)"))
            return results
        }
        let locks = try held(target)
        defer { for lock in locks { lock.release() } }
        results.lines += try restoreHomeFiles(unpacked.homeFiles)
        let aside = "\(target).before-\(stamp)"
        try JobError.storing { () throws(StoreError) in
            let isReplaced = try StateDirectory(existing: target) != nil
            try unpacked.takePlace(of: target, movingTo: aside)
            try StateDirectory(existing: "\(home)/state")?.putMark()
            if isReplaced { results.lines.append("what \(home)/state held is kept in \(aside)") }
        }
        results.lines.append("restored \(home); next: \(Command("algom-tick", home: home))")
        return results
    }

    private var stamp: String { now.description.filter { !"-:.".contains($0) } }

    private func unpack(beside target: String) throws(JobError) -> UnpackedBackup {
        do throws(StoreError) {
            return try UnpackedBackup(
                file, into: "\(target).restoring", as: "\(file):state",
                homeFilesAtMost: Settings.largestFile)
        } catch .damaged(let path, let what) where path == file {
            throw JobError(.badData, at: file, "\(what); nothing was restored")
        } catch {
            throw JobError(error)
        }
    }

    /// The locks of all who write in the state that is there.
    private func held(_ target: String) throws(JobError) -> [FileLock] {
        let present = try JobError.storing { () throws(StoreError) in
            let directory = try StateDirectory(existing: target)
            let traders = try directory?.entries(of: StateFiles.traders) ?? []
            return directory.map { ($0, traders.filter(TraderSettings.isName)) }
        }
        guard let (directory, traders) = present else { return [] }
        return try lock.take(PatientLock.names(of: traders), in: directory)
    }

    /// Puts back the files that people write; one that is there and says something else is kept.
    private func restoreHomeFiles(
        _ files: [UnpackedBackup.HomeFileCopy]
    ) throws(JobError) -> [String] {
        try JobError.storing { () throws(StoreError) in
            var lines: [String] = []
            for copy in files {
                let path = "\(home)/\(copy.name)"
                let found = try HomeFile(path: path, atMost: Settings.largestFile)
                if let found, found.bytes == copy.bytes { continue }
                if found != nil {
                    let aside = "\(path).before-\(stamp)"
                    try HomeFile.move(path, to: aside)
                    lines.append("what \(path) said is kept in \(aside)")
                }
                let mode: UInt32 = copy.name == ".env" ? 0o600 : copy.mode & 0o644 | 0o600
                _ = try HomeFile.create(path, bytes: copy.bytes, mode: mode)
            }
            return lines
        }
    }
}
