internal import Glibc

/// The lines of a file or of standard input, one after the other, in constant memory.
package final class InputLines {
    private static let blockBytes = 256 << 10
    private static let longest = 64 << 10

    /// The file's path; `-` stands for standard input.
    package let path: String
    private let descriptor: Int32
    private var block: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    private var lines = 0

    /// Opens a file, or standard input where the path is `-`.
    ///
    /// - Throws: ``StoreError/io(operation:path:code:)`` where it cannot be opened.
    package init(path: String) throws(StoreError) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : restarting { open(path, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw .io(operation: "open", path: path, code: errno) }
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// The next line without its newline, which the last one need not have; `nil` at the end.
    ///
    /// - Throws: ``StoreError`` where it cannot be read or is longer than 64 KiB.
    package func next() throws(StoreError) -> ArraySlice<UInt8>? {
        while true {
            if let newline = block[start...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = newline + 1 }
                lines += 1
                return block[start..<newline]
            }
            guard block.count - start <= Self.longest else {
                throw .damaged(
                    path: path, what: "line \(lines + 1) is longer than \(Self.longest) bytes")
            }
            if isAtEnd {
                defer { start = block.count }
                return start < block.count ? block[start...] : nil
            }
            try readBlock()
        }
    }

    private func readBlock() throws(StoreError) {
        var more = [UInt8](repeating: 0, count: Self.blockBytes)
        let count = restarting { read(descriptor, &more, more.count) }
        guard count >= 0 else { throw .io(operation: "read", path: path, code: errno) }
        isAtEnd = count == 0
        block = Array(block[start...] + more[..<count])
        start = 0
    }
}
