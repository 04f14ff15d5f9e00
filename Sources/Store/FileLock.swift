internal import Glibc

/// A lock that one process holds at a time, until it lets go or ends in whatever way.
///
/// It is the kernel's `flock`, so nothing has to be cleaned up after a kill. The file stays for
/// ever: removing it would let two processes lock two files of one name.
package final class FileLock {
    private var descriptor: Descriptor?

    fileprivate init(_ descriptor: consuming Descriptor) {
        self.descriptor = .some(descriptor)
    }

    /// Lets go of the lock; it is also let go of when the last reference is.
    ///
    /// Calling this at the end of what the lock protects keeps it held until there.
    package func release() {
        // A process forked a moment ago may have the file open still, and with it the lock.
        descriptor?.unlock()
        descriptor = nil
    }

    deinit { descriptor?.unlock() }
}

extension StateDirectory {
    /// Takes a lock without waiting.
    ///
    /// - Parameters:
    ///   - name: The lock's file, created 0600 where it is missing; its directory exists.
    ///   - holder: Who takes it and since when, as another process will read it: one line of
    ///     ASCII, of which 200 bytes count.
    /// - Returns: The lock, held as long as it is referred to.
    /// - Throws: ``StoreError/locked(path:holder:)`` where another has it, this process included.
    package func lock(_ name: String, holder: String) throws(StoreError) -> FileLock {
        let name = EntryName(checking: name)
        for _ in 0..<LockFile.maximumAttempts {
            guard let directory = try openDirectory(name.directories, isOurs: true),
                let file = try directory.openFile(name.entry, O_RDWR | O_CREAT, mode: 0o600)
            else { throw .io(operation: "create", path: path(of: name), code: ENOENT) }
            guard try file.takeLock() else {
                let text = LockFile.line(try file.read(LockFile.maximumBytes, at: 0))
                throw .locked(
                    path: file.path, holder: text.isEmpty ? "another process" : text)
            }
            // The directory may have been moved away between the opening and the lock.
            guard let status = try directory.status(of: file, as: name.entry) else { continue }
            if status.st_mode & 0o7777 != 0o600 { try file.setMode(0o600) }
            try file.truncate(to: 0)
            try file.write(Array((LockFile.line(Array(holder.utf8)) + "\n").utf8))
            return FileLock(file)
        }
        throw .io(operation: "lock", path: path(of: name), code: EAGAIN)
    }
}

/// What stands in a lock's file.
enum LockFile {
    static let maximumBytes = 200
    static let maximumAttempts = 10

    /// The number of the process that a holder says it is.
    static func process(in text: String) -> String? {
        let words = text.split(separator: " ")
        guard let place = words.lastIndex(of: "process"), place + 1 < words.count,
            words[place + 1].allSatisfy(\.isNumber)
        else { return nil }
        return String(words[place + 1])
    }

    /// The first line of bytes that anybody may have written, safe to show on a terminal.
    static func line(_ bytes: [UInt8]) -> String {
        let line = bytes.prefix(maximumBytes).prefix { $0 != UInt8(ascii: "\n") }
        return String(
            decoding: line.map { (0x20...0x7e).contains($0) ? $0 : UInt8(ascii: "?") },
            as: UTF8.self)
    }
}
