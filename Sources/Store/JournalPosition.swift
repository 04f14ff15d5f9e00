package import JSON

/// How far a journal is committed: enough to find the place again and to know that it is the same.
///
/// A checkpoint holds it. In JSON: `{"length":…,"lines":…,"head":"…"}`.
package struct JournalPosition: Equatable, Sendable {
    /// Bytes up to here, the last line's newline included.
    package private(set) var length: Int64
    /// Lines up to here, which is also the next line's `seq`.
    package private(set) var lines: Int64
    /// SHA-256 of the last line without its newline, 64 hexadecimal digits, which is also the next
    /// line's `prev`.
    package private(set) var head: String

    /// Before the first line.
    package static let genesis = JournalPosition(
        length: 0, lines: 0, head: String(repeating: "0", count: 64))

    init(length: Int64, lines: Int64, head: String) {
        self.length = length
        self.lines = lines
        self.head = head
    }

    /// The position behind one more line, which is given without its newline.
    func after(_ line: some Collection<UInt8>) -> JournalPosition {
        JournalPosition(
            length: length + Int64(line.count) + 1, lines: lines + 1,
            head: Digest.sha256Hex(line))
    }
}

extension JournalPosition: JSONRecord {
    package static var blank: JournalPosition { .genesis }

    package mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("length", &length)
        guard length >= 0 else {
            throw .field(name: "length", expected: "0 or more")
        }
        try visitor.field("lines", &lines)
        guard lines >= 0, (lines == 0) == (length == 0) else {
            throw .field(name: "lines", expected: "a count that fits the length")
        }
        try visitor.field("head", &head)
        guard Digest.isSHA256Hex(head.utf8), lines > 0 || self == .genesis else {
            throw .field(name: "head", expected: "a SHA-256 in lower-case hexadecimal digits")
        }
    }
}
