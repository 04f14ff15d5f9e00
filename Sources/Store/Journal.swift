internal import Glibc
package import JSON

/// An append-only file of JSON lines, each holding the hash of the one before.
///
/// What is appended counts only once ``commit()`` has returned and the caller has put the position
/// it returned on the disk. Bytes past that position are a run that did not end: they are cut off
/// when the journal is opened again, and the committed ones are never touched. The caller holds a
/// lock, for two writers would spoil the chain.
///
/// The first failure of a write or a sync is final: the object does nothing more, and every later
/// commit throws the same error.
package final class Journal {
    /// How many bytes may wait in memory.
    private static let maximumWaiting = 256 << 10

    /// Where the journal stands, with the lines not committed yet.
    package private(set) var position: JournalPosition
    /// The last line that was committed when it was opened, as ``JournalReader`` gives them.
    package let lastLine: ArraySlice<UInt8>?

    let file: Descriptor
    private var waiting: [UInt8] = []
    private var isSynced = true
    private var failure: StoreError?

    /// Opens a journal where it was committed, and cuts off what lies behind.
    ///
    /// The file is created only at ``JournalPosition/genesis``. Elsewhere its end is compared with
    /// the position, which reads the last line and nothing before it.
    ///
    /// - Throws: ``StoreError/damaged(path:what:)`` where the file is not the one that was
    ///   committed; nothing is changed then.
    package init(
        _ directory: StateDirectory, name: String, committed: JournalPosition
    ) throws(StoreError) {
        let name = EntryName(checking: name)
        let isNew = committed == .genesis
        guard let parent = try directory.openDirectory(name.directories),
            let file = try parent.openFile(
                name.entry, O_RDWR | O_APPEND | (isNew ? O_CREAT : 0), mode: 0o600)
        else { throw committed.missing(at: directory.path(of: name)) }
        if isNew {
            try file.setMode(0o600)
            try parent.sync()
        }
        let size = try file.size(holding: committed)
        lastLine = try file.checkedLastLine(of: committed)
        if size > committed.length { try file.truncate(to: committed.length) }
        self.file = file
        position = committed
    }

    /// Adds a line; `fields` writes its members after `seq` and `prev`.
    ///
    /// A line that cannot be written makes the next ``commit()`` throw.
    ///
    /// - Precondition: the line takes 64 KiB at most and holds no newline.
    package func append(_ fields: (inout JSONWriter) -> Void) {
        guard failure == nil else { return }
        let line = JournalLine.compose(after: position, fields)
        position = position.after(line)
        waiting += line
        waiting.append(UInt8(ascii: "\n"))
        guard waiting.count > Self.maximumWaiting else { return }
        do {
            try flush()
        } catch {
            failure = error
        }
    }

    /// Waits until every line would survive a power cut, and returns the position to remember.
    package func commit() throws(StoreError) -> JournalPosition {
        try write()
        try sync()
        return position
    }

    /// Hands every line to the system, and waits for nothing.
    package func write() throws(StoreError) {
        if let failure { throw failure }
        do {
            try flush()
        } catch {
            failure = error
            throw error
        }
    }

    /// Waits until what was written would survive a power cut.
    ///
    /// `fdatasync` suffices, for it covers the length of the file too; the directory was synced
    /// when the file was created.
    package func sync() throws(StoreError) {
        if let failure { throw failure }
        do {
            if !isSynced { try file.syncData() }
        } catch {
            failure = error
            throw error
        }
        isSynced = true
    }

    /// Takes note that a sync of everything came after the last write.
    package func noteSynced() { isSynced = true }

    private func flush() throws(StoreError) {
        guard !waiting.isEmpty else { return }
        isSynced = false
        try file.write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }
}
