internal import Glibc

/// A file that a person named, or standard output, written from its beginning to its end.
///
/// A regular file appears whole or not at all: until ``finish()`` its bytes are in a temporary file
/// beside it, under a name by chance, which goes where nobody finishes it. A device or pipe is written
/// to as it is.
package final class OutputFile {
    private static let maximumWaiting = 64 << 10

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
    /// `home` is that of the run, where it has one: the file is none of those there.
    ///
    /// - Throws: ``StoreError`` where it is Algom's own or in a home of another's, or cannot be
    ///   created.
    package init(path: String, home: String? = nil) throws(StoreError) {
        self.path = path == "-" ? "standard output" : path
        if path != "-" { try OutputPlace.check(path, home: home) }
        guard path == "-" || Self.isStream(path) else {
            stream = nil
            replacement = try Replacement(at: path, mode: 0o644)
            return
        }
        let number =
            path == "-"
            ? fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)
            : restarting { open(path, O_WRONLY | O_APPEND | O_CLOEXEC) }
        guard number >= 0 else { throw .io(operation: "create", path: self.path, code: errno) }
        stream = Descriptor(number: number, path: self.path)
        replacement = nil
    }

    /// Whether a path is written to as it is: a device, a pipe, or what `/dev/stdout` leads to, whose
    /// name is no file's to take.
    private static func isStream(_ path: String) -> Bool {
        guard let status = OutputPlace.look(path) else { return false }
        guard FileKind(mode: status.st_mode) == .regular else { return true }
        var named = stat()
        let parent = OutputPlace.resolved(OutputPlace.parts(of: path).parent) ?? ""
        return (parent == "/dev" || parent.hasPrefix("/proc/"))
            && restarting({ lstat(path, &named) }) == 0 && named.st_mode & S_IFMT == S_IFLNK
    }

    /// Whether something lies at a path.
    package static func exists(_ path: String) -> Bool { OutputPlace.look(path) != nil }

    /// Adds bytes.
    package func write(_ bytes: some Sequence<UInt8>) throws(StoreError) {
        waiting += bytes
        guard waiting.count >= Self.maximumWaiting else { return }
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
