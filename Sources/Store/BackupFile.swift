internal import Glibc

/// A home's files on their way into one file, which appears whole or not at all.
///
/// It is a tar file, gzipped, that `tar` reads as well. Only its owner can read it.
package final class BackupFile {
    private static let pieceBytes = 64 << 10

    private let path: String
    private let seconds: Int64
    private let file: Replacement
    private let deflation = Deflation()
    private var directories: Set<String> = []
    /// How many files are in it, and how many bytes they have.
    package private(set) var files = 0
    package private(set) var bytes: Int64 = 0

    /// Begins one at a path, of a moment in seconds since 1970; `home` is the home that it is of.
    ///
    /// What killed runs left of it is removed on the way.
    ///
    /// - Throws: ``StoreError`` where the place is one that Algom keeps, another user's home, or none.
    package init(path: String, home: String, atSeconds seconds: Int64) throws(StoreError) {
        self.path = path
        self.seconds = seconds
        try OutputPlace.check(path, home: home)
        if let status = OutputPlace.look(path), FileKind(mode: status.st_mode) != .regular {
            throw .damaged(path: path, what: "it is there, and no regular file; name another")
        }
        file = try Replacement(at: path, mode: 0o600)
    }

    /// Adds a file that people write beside the state; returns whether there is one.
    package func add(homeFile name: String, in home: String, atMost limit: Int) throws(StoreError)
        -> Bool
    {
        guard let found = try HomeFile(path: "\(home)/\(name)", atMost: limit) else { return false }
        try begin(
            TarHeader(name: name, kind: .file, mode: found.mode, size: Int64(found.bytes.count)))
        try write(found.bytes)
        try end(Int64(found.bytes.count))
        return true
    }

    /// Adds a file of the state, as it is now; one that is not there is fine.
    package func add(_ name: String, of state: StateDirectory) throws(StoreError) {
        let entry = EntryName(checking: name)
        guard let directory = try state.openDirectory(entry.directories),
            let file = try directory.openFile(entry.entry, O_RDONLY)
        else { return }
        let status = try file.status()
        let size = Int64(status.st_size)
        try addDirectories(["state"] + entry.directories)
        try begin(
            TarHeader(
                name: "state/\(name)", kind: .file, mode: status.st_mode & 0o777, size: size))
        var done: Int64 = 0
        while done < size {
            let piece = try file.read(Int(min(Int64(Self.pieceBytes), size - done)), at: done)
            guard !piece.isEmpty else {
                throw .damaged(path: file.path, what: "it became shorter while it was read")
            }
            try write(piece)
            done += Int64(piece.count)
        }
        try end(size)
    }

    private func addDirectories(_ components: [String]) throws(StoreError) {
        for count in components.indices {
            let name = components[...count].joined(separator: "/")
            guard directories.insert(name).inserted else { continue }
            try begin(TarHeader(name: name, kind: .directory, mode: 0o700, size: 0))
        }
    }

    private func begin(_ header: TarHeader) throws(StoreError) {
        guard let block = header.block(atSeconds: seconds) else {
            throw .unreadable(path: path, what: "the name \(header.name) is too long")
        }
        try write(block)
    }

    private func end(_ size: Int64) throws(StoreError) {
        // In range: less than a block.
        try write([UInt8](repeating: 0, count: Int((512 - size % 512) % 512)))
        files += 1
        bytes += size
    }

    private func write(_ bytes: [UInt8]) throws(StoreError) {
        let packed = deflation.advance(bytes)
        if !packed.isEmpty { try file.write(packed) }
    }

    /// Writes what is left, and unpacks all of it beside the file to be looked at; messages speak of the
    /// state as of what lies at `name`.
    package func finish(
        as name: String, homeFilesAtMost limit: Int
    ) throws(StoreError) -> UnpackedBackup {
        try file.write(deflation.advance([UInt8](repeating: 0, count: 1_024), isLast: true))
        try file.syncBytes()
        let (parent, entry) = OutputPlace.parts(of: path)
        return try UnpackedBackup(
            file.temporaryPath, into: "\(parent)/.\(entry).look", as: name, homeFilesAtMost: limit)
    }

    /// Gives it its name.
    package func place() throws(StoreError) {
        try file.place()
        try file.syncName()
    }
}
