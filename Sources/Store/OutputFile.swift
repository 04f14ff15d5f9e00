internal import Glibc

/// A file that a person named, written whole or not at all.
package enum OutputFile {
    /// Puts bytes in the place of what a path names; a device or pipe there is written to.
    ///
    /// - Throws: ``StoreError/io(operation:path:code:)``; a file that was there stands then.
    package static func write(_ bytes: [UInt8], to path: String) throws(StoreError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            return try write(bytes, to: path, flags: O_WRONLY)
        }
        let temporary = "\(path).\(getpid()).tmp"
        do throws(StoreError) {
            try write(bytes, to: temporary, flags: O_WRONLY | O_CREAT | O_EXCL)
            guard rename(temporary, path) == 0 else {
                throw StoreError.io(operation: "replace", path: path, code: errno)
            }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private static func write(
        _ bytes: [UInt8], to path: String, flags: Int32
    ) throws(StoreError) {
        let number = open(path, flags | O_CLOEXEC, 0o644)
        guard number >= 0 else { throw .io(operation: "create", path: path, code: errno) }
        try Descriptor(number: number, path: path).write(bytes)
    }
}
