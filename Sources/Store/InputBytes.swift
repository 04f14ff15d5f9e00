internal import Glibc

/// The bytes of a file or of standard input; of a zip file those of the one file packed in it.
///
/// What it is, its first bytes tell and not its name. The mark of UTF-8 that some editors begin a
/// file with is passed over.
package final class InputBytes {
    /// The file's path; `-` stands for standard input.
    package let path: String
    /// The first bytes, as many as tell what it is; they are read like the others.
    package private(set) var head: [UInt8] = []
    private var given = 0
    /// How many bytes were read, and how many there are to read, unpacked; `nil` through a pipe.
    package private(set) var done: Int64 = 0
    package private(set) var total: Int64?
    private let descriptor: Int32
    private var entry: ZipEntry?

    private static let headBytes = 64
    private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

    /// Opens a file, or standard input where the path is `-`.
    ///
    /// - Throws: ``StoreError`` where it cannot be opened, or is a zip file that is not read.
    package init(path: String) throws(StoreError) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : restarting { open(path, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw .io(operation: "open", path: path, code: errno) }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && FileKind(mode: status.st_mode) == .regular
        head = try readHead()
        let isZip = [[0x03, 0x04], [0x05, 0x06], [0x07, 0x08]].contains {
            head.starts(with: [0x50, 0x4b] + $0)
        }
        guard isZip else {
            total = isFile ? Int64(status.st_size) : nil
            return
        }
        let entry = try ZipEntry(descriptor, path: path)
        total = Int64(entry.unpackedBytes)
        self.entry = entry
        head = try readHead()
    }

    deinit { if descriptor >= 0, descriptor != STDIN_FILENO { close(descriptor) } }

    /// What cannot be read at all has no first bytes: reading on tells why.
    private func readHead() throws(StoreError) -> [UInt8] {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.headBytes)
        defer { bytes.deallocate() }
        var count = 0
        while count < Self.headBytes {
            let rest = UnsafeMutableBufferPointer(rebasing: bytes[count...])
            do throws(StoreError) {
                let got = try readOn(into: rest)
                guard got > 0 else { break }
                count += got
            } catch {
                guard count == 0 else { throw error }
                break
            }
        }
        let head = Array(bytes[..<count])
        return head.starts(with: Self.mark) ? Array(head.dropFirst(Self.mark.count)) : head
    }

    /// Reads some bytes; returns how many, 0 at the end.
    package func read(into output: UnsafeMutableBufferPointer<UInt8>) throws(StoreError) -> Int {
        var count = min(head.count - given, output.count)
        if count > 0 {
            for place in 0..<count { output[place] = head[given + place] }
            given += count
        } else {
            count = try readOn(into: output)
        }
        done += Int64(count)
        return count
    }

    private func readOn(into output: UnsafeMutableBufferPointer<UInt8>) throws(StoreError) -> Int {
        if let entry { return try entry.read(into: output) }
        let count = restarting { Glibc.read(descriptor, output.baseAddress, output.count) }
        guard count >= 0 else { throw .io(operation: "read", path: path, code: errno) }
        return count
    }
}
