package import JSON
package import Market

/// A journal line taken apart: what follows from the candles, and what was observed.
///
/// `{"seq":N,"prev":"…",` fields `,"observed":{"at":N}}`; its reader has compared the beginning. What
/// is asked of most lines is found without reading them as JSON: millions of them are.
package struct JournalText {
    private let line: ArraySlice<UInt8>
    /// The members between `prev` and `observed`, as bytes.
    let fields: ArraySlice<UInt8>
    /// When the line was written.
    package let observedAt: Timestamp
    /// Whether that was more than one timeframe after its candle's close.
    let isLate: Bool
    /// The candle, where it is one and spelled as candles are; what is spelled otherwise is for
    /// ``members()`` to tell.
    let candle: Candle?
    /// What the line tells of.
    package let type: String?
    /// The members, where the line had to be read for its type.
    private let read: [JSONMember]?

    private static let candleType = "candle"

    /// Takes a line apart.
    ///
    /// - Throws: ``JSONError`` where it is not one.
    package init(_ line: ArraySlice<UInt8>) throws(JSONError) {
        self.line = line
        guard let parts = JournalBytes.parts(of: line) else {
            // Say what is wrong with it, if anything is by the grammar.
            _ = try Self.members(of: line)
            throw .field(name: "", expected: "spelled as a journal line is")
        }
        fields = parts.fields
        observedAt = parts.observedAt
        isLate = parts.isLate
        candle = JournalBytes.candle(fields)
        if candle != nil {
            (type, read) = (Self.candleType, nil)
        } else {
            let members = try Self.members(of: line)
            (type, read) = (members.first?.value.string, members)
        }
    }

    /// The same members, read.
    ///
    /// - Throws: ``JSONError`` where the line is not one.
    package func members() throws(JSONError) -> [JSONMember] {
        if let read { return read }
        return try Self.members(of: line)
    }

    private static func members(of line: ArraySlice<UInt8>) throws(JSONError) -> [JSONMember] {
        let value = try JSONReader.parse(Array(line))
        guard let all = value.members, all.count > 3, all[all.count - 1].name == "observed",
            all.prefix(3).map(\.name) == ["seq", "prev", "type"],
            let at = all[all.count - 1].value["at"]
        else { throw .field(name: "", expected: "a journal line") }
        _ = try Timestamp(json: at)
        return Array(all[2..<all.count - 1])
    }

    /// A candle of a `revised` line, whose time stands once for both versions.
    package func candle(_ name: String) throws(JSONError) -> Candle {
        let members = try members()
        let time = members.first { $0.name == "time" }
        guard let time, let prices = members.first(where: { $0.name == name })?.value.members else {
            throw .field(name: name, expected: "there")
        }
        return try Candle(json: .object([time] + prices))
    }
}
