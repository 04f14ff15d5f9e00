package import Record
internal import Settings
internal import Store
package import Text

/// The records that were given up: what there is, what each came to, and whether it is still what it
/// was.
package struct ArchiveJob: Sendable {
    private let home: String

    package init(home: String) { self.home = home }

    /// All of them, or those of some traders; what is damaged is told beside them.
    ///
    /// - Throws: ``JobError`` where the archive cannot be read.
    package func list(traders: [String]) throws(JobError) -> ArchiveListing {
        var listing = ArchiveListing()
        guard let directory = try directory() else { return listing }
        for name in try names(in: directory, traders) {
            do throws(JobError) {
                listing.records.append(try record(name, in: directory))
            } catch {
                listing.failures.append(error)
            }
        }
        return listing
    }

    /// What is known of one.
    ///
    /// - Throws: ``JobError`` where there is none of the name, or it cannot be read.
    package func show(_ name: String) throws(JobError) -> ArchivedRecord {
        try record(name, in: try chosen([name]).directory)
    }

    private func record(
        _ name: String, in directory: StateDirectory
    ) throws(JobError) -> ArchivedRecord {
        try JobError.storing { () throws(StoreError) in
            let place = "\(StateFiles.archive)/\(name)"
            let note = try Archive(directory).note(of: name)
            let held = try directory.holding(archived: place, of: note.trader)
            // The note says what was wrong with one that could not be read.
            let checkpoint = held.flatMap { (try? Checkpoint.read(note.trader, in: $0)) ?? nil }
            return ArchivedRecord(
                name: name, note: note, checkpoint: checkpoint, place: directory.path(of: place))
        }
    }

    /// Proves that each is what its strategy did, as on the day it was given up; of all where none is
    /// named.
    ///
    /// - Parameters:
    ///   - names: as they are listed.
    ///   - progress: told how far the record at hand is read.
    /// - Returns: what was found.
    /// - Throws: ``JobError`` where the archive cannot be read, or one that is named is not in it.
    package func verify(
        _ names: [String], progress: ReadingProgress? = nil
    ) throws(JobError) -> VerifyResults {
        if names.isEmpty, try list(traders: []).isEmpty {
            return VerifyResults(lines: [ArchiveListing.none])
        }
        let (directory, names) = try chosen(names)
        return Self.proofs(of: names, in: directory, progress)
    }

    /// The proof of records that were given up, and what is wrong with which.
    static func proofs(
        of names: [String], in directory: StateDirectory, _ progress: ReadingProgress?
    ) -> VerifyResults {
        var results = VerifyResults()
        for name in names {
            do throws(JobError) {
                results.lines += try proof(of: name, in: directory, progress)
            } catch {
                // What helps a record that is in use helps none that was given up.
                results.failures.append(JobError(error.status, at: name, error.what))
            }
        }
        return results
    }

    private static func proof(
        of name: String, in directory: StateDirectory, _ progress: ReadingProgress?
    ) throws(JobError) -> [String] {
        let place = "\(StateFiles.archive)/\(name)"
        let note: ResetNote
        let store: StateDirectory
        do throws(StoreError) {
            note = try Archive(directory).note(of: name)
            guard let held = try directory.holding(archived: place, of: note.trader) else {
                throw .damaged(path: directory.path(of: place), what: "it is missing")
            }
            store = held
        } catch {
            throw JobError(error)
        }
        if let damage = note.damage {
            return [
                "\(name): not proved, for it could not be when it was given up: \(excerpt(of: damage, atMost: 200))"
            ]
        }
        let lines = try Verification(
            note.trader, in: store, archived: place, progress: progress
        ).lines
        let head = try Checkpoint.read(note.trader, in: store)?.journal.head
        guard head == note.head else {
            throw JobError(
                .configuration,
                "its checkpoint has the head \(head?.prefix(12) ?? "of none"), and the note on it"
                    + " \(note.head?.prefix(12) ?? "of none")")
        }
        return lines.map { $0.replacing("\(note.trader): ", with: "\(name): ", maxReplacements: 1) }
    }

    private func directory() throws(JobError) -> StateDirectory? {
        try StateListing(home: home, chosen: []).directory
    }

    private func names(
        in directory: StateDirectory, _ traders: [String]
    ) throws(JobError) -> [String] {
        try JobError.storing { () throws(StoreError) in
            try Archive(directory).names().filter { name in
                traders.isEmpty || traders.contains(Archive.trader(of: name))
            }
        }
    }

    /// The records of these names, or all.
    private func chosen(
        _ chosen: [String]
    ) throws(JobError) -> (directory: StateDirectory, names: [String]) {
        let directory = try directory()
        let all =
            try directory.map { directory throws(JobError) in
                try names(in: directory, [])
            } ?? []
        for name in chosen where !all.contains(name) {
            throw JobError(
                .usage, "no record '\(excerpt(of: name))' was given up here",
                remedy: all.isEmpty
                    ? "there is none" : Remedy(hint(forUnknown: name, among: all, atMost: 5)))
        }
        guard let directory else { throw JobError(.usage, "\(home) holds no state") }
        return (directory, chosen.isEmpty ? all : chosen)
    }
}
