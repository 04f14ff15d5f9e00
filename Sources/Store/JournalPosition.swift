package import JSON

/// How far a journal is committed: enough to find the place again and to know that it is the same.
///
/// A checkpoint holds it. In JSON: `{"length":…,"lines":…,"head":"…"}`.
package struct JournalPosition: Equatable, Sendable {
    /// Bytes up to here, the last line's newline included.
    package private(set) var length: Int64
    /// Lines up to here, which is also the next line's `seq`.
    package private(set) var lines: Int64
    /// The last line's digest, its newline left out.
    private(set) var digest: Digest

    /// The same as 64 hexadecimal digits, which is also the next line's `prev`.
    package var head: String { digest.hexadecimal }

    /// Before the first line.
    package static let genesis = JournalPosition(length: 0, lines: 0, digest: .zero)

    /// More bytes than there are on any disk, and far from where numbers end.
    private static let longest: Int64 = 1 << 50

    init(length: Int64, lines: Int64, digest: Digest) {
        self.length = length
        self.lines = lines
        self.digest = digest
    }

    /// The position behind one more line, which is given without its newline.
    func after(_ line: some Collection<UInt8>) -> JournalPosition {
        JournalPosition(
            length: length + Int64(line.count) + 1, lines: lines + 1, digest: Digest(of: line))
    }
}

extension JournalPosition: JSONRecord {
    package static var blank: JournalPosition { .genesis }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("length", &length)
        guard (0...Self.longest).contains(length) else {
            throw .field(name: "length", expected: "0 or more, and what a disk can hold")
        }
        try visitor.field("lines", &lines)
        guard (0...length).contains(lines), (lines == 0) == (length == 0) else {
            throw .field(name: "lines", expected: "a count that fits the length")
        }
        var head = head
        try visitor.field("head", &head)
        guard let digest = Digest(hexadecimal: head.utf8), lines > 0 || digest == .zero else {
            throw .field(name: "head", expected: "a SHA-256 in lower-case hexadecimal digits")
        }
        self.digest = digest
    }
}
