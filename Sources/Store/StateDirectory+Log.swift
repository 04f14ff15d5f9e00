internal import Glibc

/// Lines that are told and forgotten: a log, which is no record and never grows past its limit.
extension StateDirectory {
    private static let maximumAttempts = 10

    /// Adds a line to a log.
    ///
    /// Lines of programs that run side by side never mix. Where the file would grow past the limit
    /// it takes the place of the older one first, so that both together hold at most twice the
    /// limit. Nothing is synced: a power cut may cost the last lines, and no more.
    ///
    /// - Parameters:
    ///   - line: One line without its newline, shorter than the limit.
    ///   - name: The log's name; its directory exists.
    ///   - older: The name of what it held before.
    ///   - limit: The most bytes that each of the two holds.
    /// - Throws: ``StoreError`` where the line could not be added.
    package func log(
        _ line: [UInt8], to name: String, older: String, limit: Int
    ) throws(StoreError) {
        let (name, older) = (EntryName(checking: name), EntryName(checking: older))
        for _ in 0..<Self.maximumAttempts {
            guard let directory = try openDirectory(name.directories, isOurs: true),
                let file = try directory.openFile(
                    name.entry, O_RDWR | O_APPEND | O_CREAT, mode: 0o600)
            else { throw .io(operation: "create", path: path(of: name), code: ENOENT) }
            let size = Int(try file.status().st_size)
            if size == 0 { try file.setMode(0o600) }
            guard size + line.count + 2 > limit, size > 0 else {
                return try Self.add(line, to: file, size: size)
            }
            // Whoever has the lock moves the full file away; the others look again.
            guard try file.takeLock(), try directory.holds(file, as: name.entry) else { continue }
            try directory.rename(name.entry, to: older.entry)
        }
        throw .io(operation: "write", path: path(of: name), code: EAGAIN)
    }

    /// Adds a line to a file that only grows, and waits until it would survive a power cut.
    ///
    /// The caller holds a lock: of two that add at once, one could take the other's half line for
    /// that of a killed run.
    package func append(_ line: [UInt8], to name: String) throws(StoreError) {
        let name = EntryName(checking: name)
        guard let directory = try openDirectory(name.directories, isOurs: true),
            let file = try directory.openFile(
                name.entry, O_RDWR | O_APPEND | O_CREAT, mode: 0o600)
        else { throw .io(operation: "create", path: path(of: name), code: ENOENT) }
        let size = Int(try file.status().st_size)
        if size == 0 { try file.setMode(0o600) }
        try Self.add(line, to: file, size: size)
        try file.syncData()
        if size == 0 { try directory.sync() }
    }

    /// The whole lines in the last bytes of a file; none where there is no file.
    package func tail(_ name: String, atMost limit: Int) throws(StoreError) -> [UInt8] {
        let name = EntryName(checking: name)
        guard let directory = try openDirectory(name.directories),
            let file = try directory.openFile(name.entry, O_RDONLY)
        else { return [] }
        let size = Int(try file.status().st_size)
        let bytes = try file.read(min(size, limit), at: Int64(max(0, size - limit)))
        guard size > limit else { return bytes }
        return Array(bytes.drop { $0 != Self.newline }.dropFirst())
    }

    private static func add(
        _ line: [UInt8], to file: borrowing Descriptor, size: Int
    ) throws(StoreError) {
        // A run that was killed may have left half a line.
        let last = try file.read(min(size, 1), at: Int64(max(size, 1)) - 1)
        let isTorn = !last.isEmpty && last != [newline]
        try file.write((isTorn ? [newline] : []) + line + [newline])
    }

    private static let newline = UInt8(ascii: "\n")
}
