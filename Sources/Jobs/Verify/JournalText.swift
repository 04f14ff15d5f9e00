package import JSON
package import Market

/// A journal line taken apart: what follows from the candles, and what was observed.
///
/// `{"seq":N,"prev":"…",` fields `,"observed":{…}}`; its reader has compared the beginning.
package struct JournalText {
    /// The members between `prev` and `observed`, as bytes.
    let fields: ArraySlice<UInt8>
    /// The same, read.
    package let members: [JSONMember]
    /// When the line was written.
    package let observedAt: Timestamp
    /// Whether that was more than one timeframe after its candle's close.
    let isLate: Bool

    package var type: String? { members.first?.value.string }

    /// Takes a line apart.
    ///
    /// - Throws: ``JSONError`` where it is not one.
    package init(_ line: ArraySlice<UInt8>) throws(JSONError) {
        let value = try JSONReader.parse(Array(line))
        guard let all = value.members, all.count > 3, all[all.count - 1].name == "observed",
            all.prefix(3).map(\.name) == ["seq", "prev", "type"],
            let at = all[all.count - 1].value["at"]
        else { throw .field(name: "", expected: "a journal line") }
        observedAt = try Timestamp(json: at)
        isLate = all[all.count - 1].value["late"] == .bool(true)
        members = Array(all[2..<all.count - 1])
        guard let bounds = Self.fieldBounds(line) else {
            throw .field(name: "", expected: "spelled as a journal line is")
        }
        fields = line[bounds]
    }

    /// A candle of a `revised` line, whose time stands once for both versions.
    package func candle(_ name: String) throws(JSONError) -> Candle {
        let time = members.first { $0.name == "time" }
        guard let time, let prices = members.first(where: { $0.name == name })?.value.members else {
            throw .field(name: name, expected: "there")
        }
        return try Candle(json: .object([time] + prices))
    }

    private static func fieldBounds(_ line: ArraySlice<UInt8>) -> Range<Int>? {
        let opening = #","prev":""#.utf8.count + 64 + #"","#.utf8.count
        guard let comma = line.firstIndex(of: UInt8(ascii: ",")) else { return nil }
        let start = comma + opening
        // `observed` comes last and is short, so it is looked for from the end.
        let mark = Array(#","observed":{"#.utf8)
        var end = line.endIndex - mark.count
        while end > start {
            if line[end] == mark[0], line[end..<end + mark.count].elementsEqual(mark) {
                return start..<end
            }
            end -= 1
        }
        return nil
    }
}
