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
        let replacement = try Replacement(in: self, name, with: bytes, access: access)
        if durable { try replacement.syncBytes() }
        try replacement.place()
        if durable { try replacement.syncName() }
    }

    /// Waits until everything that was written to the disk would survive a power cut; `false` where
    /// it cannot be had at once, and each file has to be synced by itself.
    ///
    /// It covers whatever was written since this directory was opened, names too, and costs as much
    /// as the sync of one file and what others have left unwritten.
    package func syncEverything() throws(StoreError) -> Bool {
        if restarting({ calls.syncfs(descriptor.number) }) == 0 { return true }
        guard errno == ENOTSUP else { throw .io(operation: "sync", path: path, code: errno) }
        return false
    }

    /// Removes the temporary files that killed runs left in a directory, or in this one.
    ///
    /// A file still being written is locked by its writer, in whatever container that runs, so
    /// nothing alive is touched. Meant to be called once a run for each directory it writes to.
    package func removeLeftovers(in name: String? = nil) throws(StoreError) {
        let components = name.map { EntryName(checking: $0).components } ?? []
        guard let directory = try openDirectory(components) else { return }
        for entry in try directory.entries(where: TemporaryFile.isName) {
            try directory.clear(entry)
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
