internal import Glibc

/// The files in a backup, one after the other: a gzipped tar file, of ``BackupFile`` or of `tar` itself.
///
/// A parser of foreign bytes: only what can be a home's file is given out, and nothing that leads
/// elsewhere.
final class BackupReader {
    private static let blockBytes = 64 << 10

    private let path: String
    private let file: Descriptor
    private let inflation = Inflation(isFile: true)
    private var offset: Int64 = 0
    /// Packed bytes that were read and not taken yet.
    private var packed: ArraySlice<UInt8> = []
    /// Unpacked ones that were not given out yet.
    private var plain: ArraySlice<UInt8> = []
    private var isEnded = false
    /// What is left of the file that was told of last.
    private var left: Int64 = 0
    private var padding = 0

    init(path: String) throws(StoreError) {
        self.path = path
        let number = restarting { open(path, O_RDONLY | O_CLOEXEC) }
        guard number >= 0 else { throw .io(operation: "open", path: path, code: errno) }
        file = Descriptor(number: number, path: path)
        guard FileKind(mode: try file.status().st_mode) == .regular,
            try file.read(2, at: 0) == [0x1f, 0x8b]
        else { throw damaged("it is no gzip file") }
    }

    /// The next file or directory; `nil` at the end.
    func next() throws(StoreError) -> TarHeader? {
        while true {
            while left > 0 { _ = try piece() }
            let block = try take(TarHeader.blockBytes + padding).suffix(TarHeader.blockBytes)
            padding = 0
            guard block.contains(where: { $0 != 0 }) else {
                // The rest is filled up with zeros; at its end the checksum is looked at.
                while try !take(upTo: Self.blockBytes).isEmpty {}
                return nil
            }
            guard let header = TarHeader(Array(block)) else { throw damaged("it is no tar file") }
            (left, padding) = (header.size, header.padding)
            if header.kind != .other { return header }
        }
    }

    /// Some bytes of the file that was told of last; none at its end.
    func piece() throws(StoreError) -> [UInt8] {
        guard left > 0 else { return [] }
        // In range: a block at most.
        let bytes = try take(upTo: Int(min(left, Int64(Self.blockBytes))))
        guard !bytes.isEmpty else { throw damaged("it ends before its end") }
        left -= Int64(bytes.count)
        return Array(bytes)
    }

    private func take(_ count: Int) throws(StoreError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let more = try take(upTo: count - bytes.count)
            guard !more.isEmpty else { throw damaged("it ends before its end") }
            bytes += more
        }
        return bytes
    }

    /// At least one byte, or none at the end.
    private func take(upTo most: Int) throws(StoreError) -> ArraySlice<UInt8> {
        while plain.isEmpty, !isEnded { try unpack() }
        let taken = plain.prefix(most)
        plain = plain.dropFirst(taken.count)
        return taken
    }

    private func unpack() throws(StoreError) {
        if packed.isEmpty {
            packed = try file.read(Self.blockBytes, at: offset)[...]
            offset += Int64(packed.count)
            guard !packed.isEmpty else { throw damaged("it ends before its end") }
        }
        var progress: Inflation.Progress?
        plain =
            [UInt8](unsafeUninitializedCapacity: Self.blockBytes) { output, filled in
                progress = packed.withUnsafeBufferPointer { inflation.advance($0, into: output) }
                filled = progress?.given ?? 0
            }[...]
        guard let progress else {
            throw damaged("what is packed in it is not what was: it is torn or altered")
        }
        packed = packed.dropFirst(progress.taken)
        isEnded = progress.isEnd
    }

    private func damaged(_ what: String) -> StoreError { .damaged(path: path, what: what) }
}
