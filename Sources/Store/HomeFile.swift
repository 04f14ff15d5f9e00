internal import Glibc
internal import Text

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
            if code == EACCES { throw Self.closed(path) }
            throw .io(operation: "open", path: path, code: code)
        }
        defer { close(descriptor) }
        var status = stat()
        guard restarting({ fstat(descriptor, &status) }) == 0 else {
            throw .io(operation: "examine", path: path, code: errno)
        }
        try Self.refuse(FileKind(mode: status.st_mode), at: path)
        guard status.st_size <= limit else { throw .tooLarge(path: path, limit: limit) }
        mode = status.st_mode & 0o777
        bytes = try Self.read(descriptor, path: path, atMost: limit)
    }

    /// Why this user may not read what lies at a path.
    private static func closed(_ path: String) -> StoreError {
        let (user, owner) = (UserName.own, OutputPlace.look(path).map { UserName($0.st_uid) })
        let remedy =
            switch owner {
            case nil, user: "run: chmod u+r \(shellWord(path))"
            case let owner? where owner.isRoot:
                "give it back: sudo chown \(user.argument) \(shellWord(path))"
            case let owner?: "run it as \(owner.words): \(owner.sudo) -s"
            }
        return .notOurs(path: path, what: "may not be read by \(user.words); \(remedy)")
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

    /// Whether a regular file lies at a path, links followed.
    ///
    /// - Throws: ``StoreError`` where something else does, or a link that leads nowhere.
    package static func isThere(_ path: String) throws(StoreError) -> Bool {
        var status = stat()
        guard restarting({ stat(path, &status) }) == 0 else {
            let code = errno
            try refuseLink(path)
            guard code == ENOENT || code == ENOTDIR else {
                throw .io(operation: "examine", path: path, code: code)
            }
            return false
        }
        try refuse(FileKind(mode: status.st_mode), at: path)
        return true
    }

    /// Writes a new file, whole or not at all, with these permission bits, whatever the process's mask
    /// takes away; returns whether there was none before.
    ///
    /// - Throws: ``StoreError`` where it cannot be written, or something else lies there.
    package static func create(
        _ path: String, bytes: [UInt8], mode: UInt32
    ) throws(StoreError) -> Bool {
        if try isThere(path) { return false }
        let file = try Replacement(at: path, mode: 0o600)
        try file.setMode(mode)
        try file.write(bytes)
        try file.syncBytes()
        try file.place()
        try file.syncName()
        return true
    }

    /// Gives a file another name, whatever lies there.
    package static func move(_ path: String, to other: String) throws(StoreError) {
        guard rename(path, other) == 0 else {
            throw .io(operation: "move", path: path, code: errno)
        }
    }

    private static func refuse(_ kind: FileKind, at path: String) throws(StoreError) {
        guard kind != .regular else { return }
        throw .damaged(path: path, what: "it is \(kind.rawValue), where a regular file belongs")
    }
}
