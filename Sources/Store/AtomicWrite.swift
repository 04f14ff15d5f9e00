internal import Glibc

/// Files written whole or not at all.
///
/// The bytes go to a temporary file beside the target, are synced and renamed over it, and the
/// directory is synced. A reader sees the old file or the new one, never a half, and after a power
/// cut one of the two is there.
extension StateDirectory {
    /// Puts a file in the place of whatever lies there, if that is not a directory.
    ///
    /// - Parameters:
    ///   - name: The file's name; its directory exists.
    ///   - bytes: All that the file will hold.
    ///   - access: Who may read it, whatever the process's mask says.
    ///   - durable: Whether to sync. A file that is derived from others may do without: a power
    ///     cut can then leave it empty, until it is written again.
    /// - Throws: ``StoreError/io(operation:path:code:)``; then the old file stands, unless only the
    ///   last step failed, the sync of the directory.
    package func replace(
        _ name: String, with bytes: [UInt8], access: FileAccess, durable: Bool = true
    ) throws(StoreError) {
        let target = EntryName(checking: name)
        guard let directory = try openDirectory(target.directories) else {
            throw .io(operation: "create", path: path(of: target), code: ENOENT)
        }
        let temporary = try TemporaryFile(for: target.entry, in: directory)
        do {
            try temporary.fill(with: bytes, access: access, durable: durable)
            try temporary.rename(to: target.entry, in: directory)
        } catch {
            // What stopped the write is what the operator needs to read, so a file that cannot
            // be removed either is left to `removeLeftovers`.
            _ = calls.unlinkat(directory.number, temporary.entry)
            throw error
        }
        if durable { try directory.sync() }
    }

    /// Removes the temporary files that killed runs left in a directory, or in this one.
    ///
    /// A file still being written is locked by its writer, in whatever container that runs, so
    /// nothing alive is touched. Meant to be called once a run for each directory it writes to.
    package func removeLeftovers(in name: String? = nil) throws(StoreError) {
        let components = name.map { EntryName(checking: $0).components } ?? []
        guard let directory = try openDirectory(components) else { return }
        for entry in try directory.entries(where: TemporaryFile.isName) {
            guard let file = try directory.openFile(entry, O_RDONLY), try file.takeLock() else {
                continue
            }
            try directory.unlink(entry)
        }
    }
}

/// Who may read a file.
package enum FileAccess: Sendable {
    /// Only the user that the program runs as: 0600.
    case owner
    /// Every user of the machine: 0644.
    case everyone

    var mode: mode_t {
        switch self {
        case .owner: 0o600
        case .everyone: 0o644
        }
    }
}
