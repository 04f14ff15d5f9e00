internal import Glibc

extension StateDirectory {
    private static let lockTable = "/proc/locks"
    private static let maximumTableBytes = 1 << 20

    /// What the holder of a lock wrote about itself; `nil` where nobody holds it, or the system does
    /// not tell who holds what.
    ///
    /// The lock is not touched: trying it would turn away a run that comes at that very moment. The
    /// kernel's table knows it by the number of its file, and where the holder has written the number
    /// of its process, by that as well: numbers of files are each file system's own.
    package func holder(of name: String) throws(StoreError) -> String? {
        let name = EntryName(checking: name)
        guard let directory = try openDirectory(name.directories),
            let file = try directory.openFile(name.entry, O_RDONLY)
        else { return nil }
        let text = LockFile.line(try file.read(LockFile.maximumBytes, at: 0))
        let number = String(try file.status().st_ino)
        guard let table = try HomeFile(path: Self.lockTable, atMost: Self.maximumTableBytes) else {
            return nil
        }
        return LockTable(table.bytes).holds(file: number, process: LockFile.process(in: text))
            ? text : nil
    }
}

/// The kernel's table of locks: `1: FLOCK  ADVISORY  WRITE 4711 08:01:131090 0 EOF`.
struct LockTable {
    private let entries: [(process: Substring, file: Substring)]

    init(_ bytes: [UInt8]) {
        entries = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let kind = words.firstIndex(of: "FLOCK"), words.count > kind + 4,
                let file = words[kind + 4].split(separator: ":").last
            else { return nil }
            return (words[kind + 3], file)
        }
    }

    /// Whether a file, of this number, is locked by a process, of this one where one is known.
    func holds(file: String, process: String?) -> Bool {
        entries.contains { entry in
            entry.file == file && (process == nil || entry.process == process ?? "")
        }
    }
}
