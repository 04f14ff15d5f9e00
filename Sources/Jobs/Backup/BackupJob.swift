package import Market
package import Record
internal import Reporting
internal import Settings
internal import Store
package import Text

/// Copies a home into one file, and proves the copy before the file has its name.
///
/// Each part is copied under the lock of those who write it, and the records before what tells of them:
/// restored, nothing is told that is not there, and nothing twice.
package struct BackupJob {
    private let home: String
    private let file: String
    private let isForced: Bool
    private let now: Timestamp
    private let lock: PatientLock

    /// - Parameters:
    ///   - home: the home to copy.
    ///   - file: where the backup goes.
    ///   - isForced: whether it is written though a record in it is damaged.
    ///   - now: the moment.
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

    /// Writes it.
    ///
    /// - Parameter progress: told how far the record at hand is proved.
    /// - Returns: what is proved, and what is wrong with which trader.
    /// - Throws: ``JobError`` where there is nothing to copy, a lock is held, or the disk fails.
    package func run(progress: ReadingProgress? = nil) throws(JobError) -> VerifyResults {
        let found = try StateListing(home: home, chosen: [])
        let directory = try found.inhabited()
        let backup = try JobError.storing { () throws(StoreError) in
            try BackupFile(path: file, home: home, atSeconds: now.milliseconds / 1_000)
        }
        var hasSecrets = false
        for name in ["algom.json", ".env"] {
            let isThere = try JobError.storing { () throws(StoreError) in
                try backup.add(homeFile: name, in: home, atMost: Settings.largestFile)
            }
            hasSecrets = hasSecrets || (isThere && name == ".env")
        }
        try copy(directory, found.names, to: backup)
        var results = try proof(of: backup, named: directory.path, progress)
        guard results.failures.isEmpty || isForced else {
            let again = Command("algom backup", "--anyway", file, home: home)
            results.failures.append(
                JobError(
                    .configuration, "nothing was written, for the copy would be as damaged",
                    remedy: "repair it first, or keep it as it is: \(again)"))
            return results
        }
        try JobError.storing { () throws(StoreError) in try backup.place() }
        results.lines.append(
            "wrote \(file): \(counted(backup.files, "file")), \(Figures.count(Int(backup.bytes))) bytes"
                + " before packing" + (hasSecrets ? "; the keys in .env are among them" : ""))
        return results
    }

    private func copy(
        _ directory: StateDirectory, _ traders: [String], to backup: BackupFile
    ) throws(JobError) {
        var done: Set<String> = []
        for trader in traders {
            try add(
                under: StateFiles.lock(of: trader), [StateFiles.directory(of: trader)],
                [StateFiles.stats(of: trader)], of: directory, to: backup, &done)
        }
        // What tells of records after the records.
        try add(
            under: StateFiles.reporterLock, [StateFiles.outbox, StateFiles.drafts],
            [StateFiles.reporter, StateFiles.posts], of: directory, to: backup, &done)
        try add(
            under: StateFiles.alertsLock, [StateFiles.alerts], [], of: directory, to: backup, &done)
        try add(
            under: StateFiles.healthLock, [], [StateFiles.health], of: directory, to: backup, &done)
        try JobError.storing { () throws(StoreError) in
            // A trader that began meanwhile is in the next backup.
            for name in try directory.files()
            where !done.contains(name) && !name.hasPrefix("\(StateFiles.traders)/") {
                try backup.add(name, of: directory)
            }
        }
    }

    private func add(
        under name: String, _ folders: [String], _ files: [String], of directory: StateDirectory,
        to backup: BackupFile, _ done: inout Set<String>
    ) throws(JobError) {
        let locks = try lock.take([name], in: directory)
        defer { for lock in locks { lock.release() } }
        let added = try JobError.storing { () throws(StoreError) in
            var names = files
            for folder in folders { names += try directory.files(in: folder) }
            for name in names { try backup.add(name, of: directory) }
            return names
        }
        done.formUnion(added)
    }

    /// What the copy proves, unpacked beside it; told as of the home.
    private func proof(
        of backup: BackupFile, named name: String, _ progress: ReadingProgress?
    ) throws(JobError) -> VerifyResults {
        let unpacked = try JobError.storing { () throws(StoreError) in
            try backup.finish(as: name, homeFilesAtMost: Settings.largestFile)
        }
        return try unpacked.verified(progress)
    }
}

extension UnpackedBackup {
    /// The proof of each trader's record in it, and of each that was given up.
    func verified(_ progress: ReadingProgress?) throws(JobError) -> VerifyResults {
        var results = VerifyResults()
        for name in try traders() {
            do throws(JobError) {
                results.lines += try Verification(
                    name, in: state, isLocked: true, progress: progress
                ).lines
            } catch {
                results.failures.append(error)
            }
        }
        let archived = try JobError.storing { () throws(StoreError) in try Archive(state).names() }
        let proofs = ArchiveJob.proofs(of: archived, in: state, progress)
        results.lines += proofs.lines
        results.failures += proofs.failures
        return results
    }

    func traders() throws(JobError) -> [String] {
        try JobError.storing { () throws(StoreError) in
            try state.entries(of: StateFiles.traders).filter(TraderSettings.isName)
        }
    }
}
