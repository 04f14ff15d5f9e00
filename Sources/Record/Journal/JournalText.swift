package import JSON
package import Market

/// A journal line taken apart: what follows from the candles, and what was observed.
///
/// `{"seq":N,"prev":"…",` fields `,"observed":{"at":N}}`; its reader has compared the beginning. What
/// is asked of most lines is found without reading them as JSON: millions of them are.
package struct JournalText {
    private let line: ArraySlice<UInt8>
    private let bytes: JournalBytes
    /// When the line was written.
    package var observedAt: Timestamp { bytes.observedAt }
    /// Whether a tick that should have decided it was missing.
    ///
    /// Version 0.1 said so of every line that was written more than one timeframe after its candle's
    /// close.
    package var isLate: Bool { bytes.isLate }
    /// The candle, where it is one and spelled as candles are; what is spelled otherwise is for
    /// ``members()`` to tell.
    var candle: Candle? { bytes.candle }

    /// Takes a line apart.
    ///
    /// - Throws: ``JSONError`` where it is not one.
    package init(_ line: ArraySlice<UInt8>) throws(JSONError) {
        guard let bytes = line.withUnsafeBytes({ JournalBytes($0) }) else {
            // Say what is wrong with it, if anything is by the grammar.
            _ = try Self.members(of: line)
            throw .field(name: "", expected: "spelled as a journal line is")
        }
        self.line = line
        self.bytes = bytes
    }

    /// What the line tells of: `candle`, `opened`.
    package var type: String {
        candle != nil ? "candle" : String(decoding: part(bytes.type), as: UTF8.self)
    }

    /// The members between `prev` and `observed`, as bytes.
    var fields: ArraySlice<UInt8> { part(bytes.fields) }

    private func part(_ places: Range<Int>) -> ArraySlice<UInt8> {
        line[line.startIndex + places.lowerBound..<line.startIndex + places.upperBound]
    }

    /// The same members, read.
    ///
    /// - Throws: ``JSONError`` where the line is not one.
    package func members() throws(JSONError) -> [JSONMember] { try Self.members(of: line) }

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
