internal import JSON
package import Store
package import Text

/// Records in plain files: the first kind of state.
extension StateDirectory: RecordStore {
    package func holding(recordOf trader: String) throws(JobError) -> StateDirectory {
        do {
            return try holding(StateFiles.directory(of: trader))
        } catch {
            throw JobError(error, trader: trader)
        }
    }

    package func holding(
        archived place: String, of trader: String
    ) throws(StoreError) -> StateDirectory? {
        try holding(place, as: StateFiles.directory(of: trader))
    }

    package func claim(
        _ trader: String, isMade: Bool, holder: String
    ) throws(StoreError) -> any RecordClaim {
        let own = StateFiles.directory(of: trader)
        if !isMade { try makeDirectory(own) }
        let lock = try lock(StateFiles.lock(of: trader), holder: holder)
        try checkOwnership(in: own, clearing: true)
        return lock
    }

    package func begin(
        recordOf trader: String, with checkpoint: [UInt8]
    ) throws(StoreError) {
        try putMark()
        try replace(StateFiles.checkpoint(of: trader), with: checkpoint, access: .owner)
    }

    package func secure(recordOf trader: String) throws(StoreError) {
        try sync(StateFiles.directory(of: trader))
    }

    package func writer(
        of trader: String, behind position: JournalPosition
    ) throws(StoreError) -> any RecordWriter {
        FileRecordWriter(
            self, StateFiles.checkpoint(of: trader),
            try Journal(self, name: StateFiles.journal(of: trader), committed: position))
    }

    package func lines(
        of trader: String, _ part: JournalPart
    ) throws(StoreError) -> any LineReader {
        let name = StateFiles.journal(of: trader)
        return switch part {
        case .upTo(let end): try JournalReader(self, name: name, upTo: end)
        case .behind(let start, let end):
            try JournalReader(self, name: name, upTo: end, behind: start)
        case .tail(let bytes, let end): try JournalReader(self, name: name, upTo: end, tail: bytes)
        case .whole(let start): try JournalReader(self, wholeLinesOf: name, behind: start)
        }
    }
}

extension FileLock: RecordClaim {}

extension JournalReader: LineReader {}

/// A journal, and a checkpoint's file beside the one it will replace.
private final class FileRecordWriter: RecordWriter {
    private let directory: StateDirectory
    private let name: String
    private let journal: Journal
    private var replacement: Replacement?

    init(_ directory: StateDirectory, _ name: String, _ journal: Journal) {
        self.directory = directory
        self.name = name
        self.journal = journal
    }

    var position: JournalPosition { journal.position }
    var lastLine: ArraySlice<UInt8>? { journal.lastLine }

    func append(_ fields: (inout JSONWriter) -> Void) { journal.append(fields) }

    func write(
        _ checkpoint: (JournalPosition) throws(StoreError) -> [UInt8]
    ) throws(StoreError) {
        try journal.write()
        replacement = try Replacement(
            in: directory, name, with: try checkpoint(journal.position), access: .owner)
    }

    func syncBytes() throws(StoreError) {
        try journal.sync()
        try replacement?.syncBytes()
    }

    func place() throws(StoreError) {
        journal.noteSynced()
        try replacement?.place()
    }

    func syncName() throws(StoreError) { try replacement?.syncName() }

    func end() { replacement = nil }
}
