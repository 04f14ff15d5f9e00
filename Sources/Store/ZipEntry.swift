internal import Glibc

/// The one file in a zip file, unpacked as it is read, in constant memory.
///
/// It is unpacked twice: once to see that its length and CRC-32 are those told, before anything of it
/// is given out, and then to give it out.
final class ZipEntry {
    private static let blockBytes = 64 << 10

    private let path: String
    private let descriptor: Int32
    private let directory: ZipDirectory
    private var inflation: Inflation?
    /// Packed bytes that were read and not taken yet.
    private var block: ArraySlice<UInt8> = []
    private var consumed = 0
    private var produced = 0
    private var checksum: UInt32 = 0
    private var isEnded = false

    /// - Throws: ``StoreError`` where it is no zip file that is read, or its contents are damaged.
    init(_ descriptor: Int32, path: String) throws(StoreError) {
        self.path = path
        self.descriptor = descriptor
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .io(operation: "examine", path: path, code: errno)
        }
        guard FileKind(mode: status.st_mode) == .regular else {
            throw .damaged(path: path, what: "a zip file cannot come through a pipe; name the file")
        }
        directory = try ZipDirectory(path: path, fileBytes: Int(status.st_size)) {
            (place, count) throws(StoreError) in
            try Self.bytes(of: descriptor, path: path, at: place, count)
        }
        rewind()
        let scratch = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: Self.blockBytes)
        defer { scratch.deallocate() }
        while try read(into: scratch) > 0 {}
        rewind()
    }

    /// How many bytes there are in it, unpacked.
    var unpackedBytes: Int { directory.size }

    private func rewind() {
        inflation = directory.isDeflated ? Inflation() : nil
        block = []
        (consumed, produced, checksum, isEnded) = (0, 0, 0, false)
    }

    /// Unpacks some of it; returns how many bytes, 0 at the end.
    ///
    /// - Throws: ``StoreError`` where it cannot be read or is not what its directory says.
    func read(into output: UnsafeMutableBufferPointer<UInt8>) throws(StoreError) -> Int {
        while !isEnded {
            if block.isEmpty, consumed < directory.packed {
                let count = min(Self.blockBytes, directory.packed - consumed)
                block = try Self.bytes(
                    of: descriptor, path: path, at: directory.start + consumed, count)[...]
                consumed += count
            }
            let given = try advance(into: output)
            produced += given
            guard produced <= directory.size else { throw damage }
            guard given == 0 else {
                let bytes = UnsafeBufferPointer(rebasing: output[..<given])
                checksum = Inflation.checksum(checksum, bytes)
                return given
            }
        }
        guard block.isEmpty, consumed == directory.packed, produced == directory.size,
            checksum == directory.checksum
        else { throw damage }
        return 0
    }

    private func advance(
        into output: UnsafeMutableBufferPointer<UInt8>
    ) throws(StoreError) -> Int {
        guard let inflation else {
            let count = min(output.count, block.count)
            for (place, byte) in block.prefix(count).enumerated() { output[place] = byte }
            block = block.dropFirst(count)
            isEnded = count == 0
            return count
        }
        let progress = block.withUnsafeBufferPointer { inflation.advance($0, into: output) }
        guard let progress else { throw damage }
        block = block.dropFirst(progress.taken)
        isEnded = progress.isEnd
        // Without any way on the stream was cut short.
        guard progress.given > 0 || progress.taken > 0 || progress.isEnd else { throw damage }
        return progress.given
    }

    private var damage: StoreError {
        .damaged(path: path, what: "what is packed in it is not what was: it is torn or altered")
    }

    private static func bytes(
        of descriptor: Int32, path: String, at place: Int, _ count: Int
    ) throws(StoreError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(0, count))
        var done = 0
        while done < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                restarting {
                    pread(
                        descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done,
                        place + done)
                }
            }
            guard got >= 0 else { throw .io(operation: "read", path: path, code: errno) }
            guard got > 0 else { throw .damaged(path: path, what: "it became shorter") }
            done += got
        }
        return bytes
    }
}
