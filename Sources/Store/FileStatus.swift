internal import Glibc

/// What lies at a path, links followed, and what this user may do with it; nothing is opened.
package struct FileStatus: Equatable, Sendable {
    package let isDirectory: Bool
    /// The permission bits.
    package let mode: UInt32
    /// The number of the user it belongs to.
    package let owner: UInt32
    /// The number of the user who asks.
    package let user: UInt32
    /// Whether that user may write it, and for a directory enter it.
    package let isWritable: Bool

    package init(isDirectory: Bool, mode: UInt32, owner: UInt32, user: UInt32, isWritable: Bool) {
        self.isDirectory = isDirectory
        self.mode = mode
        self.owner = owner
        self.user = user
        self.isWritable = isWritable
    }

    /// What lies at a path; `nil` where nothing does.
    ///
    /// - Throws: ``StoreError/io(operation:path:code:)`` where the system does not tell.
    package init?(of path: String) throws(StoreError) {
        var status = stat()
        guard restarting({ stat(path, &status) }) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .io(operation: "examine", path: path, code: errno)
        }
        isDirectory = status.st_mode & S_IFMT == S_IFDIR
        mode = status.st_mode & 0o7777
        owner = status.st_uid
        user = geteuid()
        isWritable = access(path, isDirectory ? W_OK | X_OK : W_OK) == 0
    }
}
