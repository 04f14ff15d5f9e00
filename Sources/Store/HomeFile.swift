internal import Glibc

/// A file beside the state that people write: read whole, never changed.
///
/// Unlike the state directory's, it may be a symbolic link: people keep configuration elsewhere.
package struct HomeFile: Sendable {
    package let bytes: [UInt8]
    /// The permission bits.
    package let mode: UInt32

    /// The file at a path; `nil` where there is none.
    ///
    /// - Throws: ``StoreError`` where it cannot be read, is no regular file or is too large, or is a
    ///   link that leads nowhere: what is elsewhere and cannot be reached is not absent.
    package init?(path: String, atMost limit: Int) throws(StoreError) {
        let descriptor = restarting { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
        if descriptor < 0 {
            let code = errno
            try Self.refuseLink(path)
            if code == ENOENT { return nil }
            throw .io(operation: "open", path: path, code: code)
        }
        defer { close(descriptor) }
        var status = stat()
        guard restarting({ fstat(descriptor, &status) }) == 0 else {
            throw .io(operation: "examine", path: path, code: errno)
        }
        let kind = FileKind(mode: status.st_mode)
        guard kind == .regular else {
            throw .damaged(path: path, what: "it is \(kind.rawValue), where a regular file belongs")
        }
        guard status.st_size <= limit else { throw .tooLarge(path: path, limit: limit) }
        mode = status.st_mode & 0o777
        bytes = try Self.read(descriptor, path: path, atMost: limit)
    }

    /// Refuses a symbolic link behind which nothing was found.
    ///
    /// - Throws: ``StoreError/notOurs(path:what:)`` where one lies there.
    static func refuseLink(_ path: String) throws(StoreError) {
        var target = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = restarting { readlink(path, &target, target.count) }
        guard count >= 0 else { return }
        let bytes = target[..<count].map { UInt8(bitPattern: $0) }
        let place = String(decoding: bytes, as: UTF8.self)
        throw .notOurs(
            path: path,
            what: "is a symbolic link to \(place), which leads nowhere; put back what belongs there"
                + " (is it mounted?), or remove the link")
    }

    private static func read(
        _ descriptor: Int32, path: String, atMost limit: Int
    ) throws(StoreError) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = restarting { Glibc.read(descriptor, &block, block.count) }
            guard count >= 0 else { throw .io(operation: "read", path: path, code: errno) }
            guard count > 0 else { return bytes }
            bytes += block[..<count]
            guard bytes.count <= limit else { throw .tooLarge(path: path, limit: limit) }
        }
    }

    /// Writes a new file with these permission bits, whatever the process's mask takes away; returns
    /// whether there was none before.
    ///
    /// - Throws: ``StoreError`` where it cannot be written; nothing half-written is left.
    package static func create(
        _ path: String, bytes: [UInt8], mode: UInt32
    ) throws(StoreError) -> Bool {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        let number = restarting { open(path, flags, mode) }
        if number < 0 {
            if errno == EEXIST { return false }
            throw .io(operation: "create", path: path, code: errno)
        }
        let file = Descriptor(number: number, path: path)
        do {
            try file.setMode(mode)
            try file.write(bytes)
            try file.sync()
        } catch {
            unlink(path)
            throw error
        }
        return true
    }
}
