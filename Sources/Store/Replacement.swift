internal import Glibc

/// A file on its way to another's place: written whole beside it, made durable, renamed over it.
///
/// Each step is the caller's, so that many files can share what takes long, the syncs. One that does
/// not come to its place leaves nothing behind.
package final class Replacement {
    private let directory: Descriptor
    private let file: TemporaryFile
    private let target: String
    private var isPlaced = false

    /// Writes the file beside the one it will replace.
    ///
    /// - Parameters:
    ///   - directory: The state directory.
    ///   - name: The name it will have; its directory exists.
    ///   - bytes: All that it will hold.
    ///   - access: Who may read it, whatever the process's mask says.
    /// - Throws: ``StoreError/io(operation:path:code:)``; nothing is left of it then.
    package init(
        in directory: StateDirectory, _ name: String, with bytes: [UInt8], access: FileAccess
    ) throws(StoreError) {
        let name = EntryName(checking: name)
        self.directory = try directory.existingDirectory(of: name)
        target = name.entry
        file = try TemporaryFile(for: name.entry, in: self.directory)
        do {
            try file.fill(with: bytes, access: access)
        } catch {
            abandon()
            throw error
        }
    }

    /// Begins a file in any directory, to be written bit by bit.
    init(
        of target: String, in directory: consuming Descriptor, mode: mode_t
    ) throws(StoreError) {
        file = try TemporaryFile(for: target, in: directory, mode: mode)
        self.directory = directory
        self.target = target
    }

    /// Begins the file at a path, its permission bits less what the process's mask takes away.
    ///
    /// What killed runs left of it is removed on the way.
    convenience init(at path: String, mode: mode_t) throws(StoreError) {
        let (parent, entry) = OutputPlace.parts(of: path)
        // The temporary name is shorter then, and only the last step would fail.
        guard entry.utf8.count <= Int(NAME_MAX) else {
            throw .io(operation: "create", path: path, code: ENAMETOOLONG)
        }
        let number = restarting { open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard number >= 0 else { throw .io(operation: "create", path: path, code: errno) }
        let directory = Descriptor(number: number, path: parent)
        Self.sweep(directory, for: entry)
        try self.init(of: entry, in: directory, mode: mode)
    }

    /// Removes what killed runs left of a file; a writer that lives holds its lock.
    private static func sweep(_ directory: borrowing Descriptor, for target: String) {
        do {
            for entry in try directory.entries(where: { TemporaryFile.isName($0, for: target) }) {
                try directory.clear(entry)
            }
        } catch {
            // What cannot be removed stands in nobody's way.
        }
    }

    /// Where it lies until it has its name.
    var temporaryPath: String { directory.path(of: file.entry) }

    /// Gives it these permission bits, whatever the process's mask took away.
    func setMode(_ mode: mode_t) throws(StoreError) { try file.setMode(mode) }

    /// Adds bytes.
    func write(_ bytes: [UInt8]) throws(StoreError) { try file.write(bytes) }

    deinit {
        // What stopped the write is what the operator needs to read, so a file that cannot be removed
        // either is left to `removeLeftovers`.
        if !isPlaced { abandon() }
    }

    private func abandon() {
        isPlaced = true
        _ = directory.calls.unlinkat(directory.number, file.entry)
    }

    /// Waits until its bytes would survive a power cut.
    package func syncBytes() throws(StoreError) { try file.sync() }

    /// Takes the target's name.
    package func place() throws(StoreError) {
        try file.rename(to: target, in: directory)
        isPlaced = true
    }

    /// Waits until its name would survive a power cut.
    package func syncName() throws(StoreError) { try directory.sync() }
}
