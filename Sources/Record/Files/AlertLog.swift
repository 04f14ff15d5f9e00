internal import JSON
package import Market
package import Store

/// `state/alerts.jsonl`: every alert that came to its end, a line for each channel.
///
/// It bounds itself: what is over goes to an older file, which the next time is overwritten.
package struct AlertLog {
    /// A line of it.
    package struct Line: Equatable, Sendable {
        package let at: Timestamp
        package let channel: String
        /// The same on every channel that told of it.
        package let id: String
        package let kind: String
        package let title: String
        /// `delivered`, `givenUp` or `inDoubt`.
        package let status: String
        /// What was said about it; empty where nothing was.
        package let words: String
    }

    /// The most bytes of each of the two files.
    private static let maximumBytes = 256 << 10

    private let store: any DocumentStore

    package init(_ store: any DocumentStore) { self.store = store }

    /// The lines of the newer file, oldest first, and of the older one where that alone has any; a
    /// line that cannot be read is passed over.
    package func lines() throws(StoreError) -> [Line] {
        var lines = try read(StateFiles.alertLog)
        if lines.isEmpty { lines = try read(StateFiles.olderAlertLog) }
        return lines
    }

    private func read(_ name: String) throws(StoreError) -> [Line] {
        let bytes = try store.tail(name, atMost: Self.maximumBytes)
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { Line($0) }
    }

    /// Adds a line.
    package func add(line: [UInt8]) throws(StoreError) {
        try store.log(
            line, to: StateFiles.alertLog, older: StateFiles.olderAlertLog, limit: Self.maximumBytes
        )
    }
}

extension AlertLog.Line {
    fileprivate init?(_ line: ArraySlice<UInt8>) {
        guard let json = try? JSONReader.parse(Array(line)), let id = json["id"]?.string,
            let at = json["at"]?.string.flatMap({ Timestamp(iso8601: $0) }),
            let channel = json["channel"]?.string, let kind = json["kind"]?.string,
            let title = json["title"]?.string, let status = json["status"]?.string
        else { return nil }
        self.init(
            at: at, channel: channel, id: id, kind: kind, title: title, status: status,
            words: json["words"]?.string ?? "")
    }
}
