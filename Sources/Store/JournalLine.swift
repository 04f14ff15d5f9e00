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
        // In range: fields are decimals, times and texts of bounded length, written as JSON.
        precondition(writer.bytes.count <= longest, "a journal line over \(longest) bytes")
        // In range: the writer escapes what would break a line.
        precondition(!writer.bytes.contains(UInt8(ascii: "\n")), "a journal line with a newline")
        return writer.bytes
    }

    /// Whether a line begins as the one that follows a position does.
    ///
    /// The same that ``previous(of:sequence:)`` and a comparison say, at the speed of the disk.
    static func follows(_ position: JournalPosition, _ line: UnsafeRawBufferPointer) -> Bool {
        var place = 0
        @inline(__always)
        func take(_ word: StaticString) -> Bool {
            let count = word.utf8CodeUnitCount
            guard line.count - place >= count else { return false }
            for index in 0..<count where line[place + index] != word.utf8Start[index] {
                return false
            }
            place += count
            return true
        }
        guard take(#"{"seq":"#) else { return false }
        let first = place
        var sequence: Int64 = 0
        while place < line.count, case let digit = line[place] &- UInt8(ascii: "0"), digit <= 9,
            place - first < 18
        {
            sequence = sequence * 10 + Int64(digit)
            place += 1
        }
        guard sequence == position.lines, place - first == 1 || line[first] != UInt8(ascii: "0"),
            take(#","prev":""#), line.count - place > 65
        else { return false }
        return line[place + 64] == UInt8(ascii: "\"")
            && position.digest.isSpelled(
                by: UnsafeRawBufferPointer(rebasing: line[place..<place + 64]))
    }

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
    static func previous(of line: ArraySlice<UInt8>, sequence: Int64) -> Digest? {
        let opening = #"{"seq":\#(sequence),"prev":""#.utf8
        guard line.starts(with: opening) else { return nil }
        let rest = line.dropFirst(opening.count)
        guard rest.count > 65, rest.dropFirst(64).first == UInt8(ascii: "\"") else { return nil }
        return Digest(hexadecimal: rest.prefix(64))
    }
}
