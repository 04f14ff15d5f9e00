internal import JSON

/// A line of a journal: one JSON object that begins with its number and its predecessor's hash.
///
/// `{"seq":N,"prev":"<SHA-256 of the line before without its newline>",` and then its own fields,
/// compact, with `seq` counted from 0 and the first line's `prev` 64 zeros. The beginning is
/// compared byte by byte: there is one way to write it.
enum JournalLine {
    /// The longest line there is, in bytes, without its newline.
    static let longest = 64 << 10

    /// Composes the line that follows a position, without its newline.
    static func compose(
        after position: JournalPosition, _ fields: (inout JSONWriter) -> Void
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.name("seq")
            writer.number(position.lines)
            writer.name("prev")
            writer.string(position.head)
            fields(&writer)
        }
        precondition(writer.bytes.count <= longest, "a journal line over \(longest) bytes")
        precondition(!writer.bytes.contains(UInt8(ascii: "\n")), "a journal line with a newline")
        return writer.bytes
    }

    /// Whether a line begins as the one that follows a position does.
    ///
    /// The same that ``previous(of:sequence:)`` and a comparison say, at the speed of the disk.
    static func follows(_ position: JournalPosition, _ line: ArraySlice<UInt8>) -> Bool {
        var place = line.startIndex
        func take(_ byte: UInt8) -> Bool {
            guard place < line.endIndex, line[place] == byte else { return false }
            place += 1
            return true
        }
        for byte in seqMark where !take(byte) { return false }
        var sequence: Int64 = 0
        let first = place
        while place < line.endIndex, case let digit = line[place] &- UInt8(ascii: "0"), digit <= 9,
            place - first < 18
        {
            sequence = sequence * 10 + Int64(digit)
            place += 1
        }
        guard sequence == position.lines, place - first == 1 || line[first] != UInt8(ascii: "0")
        else { return false }
        for byte in prevMark where !take(byte) { return false }
        for byte in position.head.utf8 where !take(byte) { return false }
        return take(UInt8(ascii: "\"")) && place < line.endIndex
    }

    private static let seqMark = Array(#"{"seq":"#.utf8)
    private static let prevMark = Array(#","prev":""#.utf8)

    /// The `seq` that a line begins with; `nil` where it does not begin as a line does.
    static func sequence(of line: ArraySlice<UInt8>) -> Int64? {
        let opening = #"{"seq":"#.utf8
        guard line.starts(with: opening) else { return nil }
        let digits = line.dropFirst(opening.count).prefix { $0 != UInt8(ascii: ",") }.prefix(20)
        let text = String(decoding: digits, as: UTF8.self)
        guard let number = Int64(text), number >= 0, String(number) == text else { return nil }
        return number
    }

    /// The `prev` that a line holds; `nil` where it does not begin as a line of this number does.
    static func previous(of line: ArraySlice<UInt8>, sequence: Int64) -> String? {
        let opening = #"{"seq":\#(sequence),"prev":""#.utf8
        guard line.starts(with: opening) else { return nil }
        let rest = line.dropFirst(opening.count)
        guard rest.count > 65, Digest.isSHA256Hex(rest.prefix(64)),
            rest.dropFirst(64).first == UInt8(ascii: "\"")
        else { return nil }
        return String(decoding: rest.prefix(64), as: UTF8.self)
    }
}
