internal import Glibc

/// A file that a person named, or standard output, written from its beginning to its end.
///
/// A regular file appears whole or not at all: until ``finish()`` its bytes are in a temporary file
/// beside it, under a name by chance, which goes where nobody finishes it. A device or pipe is written
/// to as it is.
package final class OutputFile {
    private static let mostWaiting = 64 << 10

    /// The path it was named by; `-` stands for standard output.
    package let path: String
    /// A device, a pipe or standard output.
    private let stream: Descriptor?
    /// A regular file.
    private let replacement: Replacement?
    private var waiting: [UInt8] = []

    /// Opens a file for writing, or standard output where the path is `-`.
    ///
    /// What killed runs left of the same file is removed on the way.
    ///
    /// - Throws: ``StoreError/io(operation:path:code:)`` where it cannot be created.
    package init(path: String) throws(StoreError) {
        self.path = path == "-" ? "standard output" : path
        var status = stat()
        let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        guard path == "-" || isSpecial else {
            stream = nil
            replacement = try Self.replacement(at: path)
            return
        }
        let number =
            path == "-"
            ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)
            : restarting { open(path, O_WRONLY | O_CLOEXEC) }
        guard number >= 0 else { throw .io(operation: "create", path: self.path, code: errno) }
        stream = Descriptor(number: number, path: self.path)
        replacement = nil
    }

    private static func replacement(at path: String) throws(StoreError) -> Replacement {
        let slash = path.lastIndex(of: "/")
        let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let entry = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        let number = restarting { open(parent, flags) }
        guard number >= 0 else { throw .io(operation: "create", path: path, code: errno) }
        let directory = Descriptor(number: number, path: parent)
        sweep(directory, for: entry)
        return try Replacement(of: entry, in: directory, mode: 0o644)
    }

    /// Removes what killed runs left of a file; a writer that lives holds its lock.
    private static func sweep(_ directory: borrowing Descriptor, for target: String) {
        do {
            for entry in try directory.entries(where: { TemporaryFile.isName($0, for: target) }) {
                guard let file = try directory.openFile(entry, O_RDONLY), try file.takeLock() else {
                    continue
                }
                try directory.unlink(entry)
            }
        } catch {
            // What cannot be removed stands in nobody's way.
        }
    }

    /// Adds bytes.
    package func write(_ bytes: some Sequence<UInt8>) throws(StoreError) {
        waiting += bytes
        guard waiting.count >= Self.mostWaiting else { return }
        try flush()
    }

    private func flush() throws(StoreError) {
        try stream?.write(waiting)
        try replacement?.write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    /// Writes what is left, and gives the file its name.
    package func finish() throws(StoreError) {
        try flush()
        try replacement?.place()
    }
}
