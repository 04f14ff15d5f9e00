internal import Glibc

/// What a file system still takes from a user without privileges.
package struct DiskSpace: Equatable, Sendable {
    package let freeBytes: Int64
    /// How many more files it takes; `nil` where it does not count them.
    package let freeFiles: Int64?

    package init(freeBytes: Int64, freeFiles: Int64?) {
        self.freeBytes = freeBytes
        self.freeFiles = freeFiles
    }

    /// The space of the file system that a path lies on.
    ///
    /// - Throws: ``StoreError/io(operation:path:code:)`` where the system does not tell.
    package init(of path: String) throws(StoreError) {
        var figures = statvfs()
        guard restarting({ statvfs(path, &figures) }) == 0 else {
            throw .io(operation: "examine", path: path, code: errno)
        }
        // In range: the system counts without sign.
        let (bytes, overflow) = UInt64(figures.f_bavail).multipliedReportingOverflow(
            by: UInt64(figures.f_frsize))
        freeBytes = overflow ? .max : Int64(clamping: bytes)
        // btrfs and its kin make files as they are needed, and say 0 of 0.
        freeFiles = figures.f_files == 0 ? nil : Int64(clamping: figures.f_favail)
    }
}
