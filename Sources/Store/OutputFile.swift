internal import Glibc

/// A file that a person named, or standard output, written from its beginning to its end.
///
/// A regular file appears whole or not at all: until ``finish()`` its bytes are in a temporary file
/// beside it, which goes where nobody finishes it. A device or pipe is written to as it is.
package final class OutputFile {
    private static let mostWaiting = 64 << 10

    /// The path it was named by; `-` stands for standard output.
    package let path: String
    private let descriptor: Descriptor
    /// What is to be renamed at the end.
    private var temporary: String?
    private var waiting: [UInt8] = []

    /// Opens a file for writing, or standard output where the path is `-`.
    ///
    /// - Throws: ``StoreError/io(operation:path:code:)`` where it cannot be created.
    package init(path: String) throws(StoreError) {
        self.path = path == "-" ? "standard output" : path
        var status = stat()
        let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        let number: Int32
        if path == "-" {
            number = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0)
        } else if isSpecial {
            number = restarting { open(path, O_WRONLY | O_CLOEXEC) }
        } else {
            let name = "\(path).\(getpid()).tmp"
            let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
            number = restarting { open(name, flags, 0o644) }
            if number >= 0 { temporary = name }
        }
        guard number >= 0 else { throw .io(operation: "create", path: self.path, code: errno) }
        descriptor = Descriptor(number: number, path: self.path)
    }

    deinit {
        if let temporary { unlink(temporary) }
    }

    /// Adds bytes.
    package func write(_ bytes: some Sequence<UInt8>) throws(StoreError) {
        waiting += bytes
        guard waiting.count >= Self.mostWaiting else { return }
        try descriptor.write(waiting)
        waiting.removeAll(keepingCapacity: true)
    }

    /// Writes what is left, and gives the file its name.
    package func finish() throws(StoreError) {
        try descriptor.write(waiting)
        waiting = []
        guard let name = temporary else { return }
        guard restarting({ rename(name, path) }) == 0 else {
            throw .io(operation: "replace", path: path, code: errno)
        }
        temporary = nil
    }
}
