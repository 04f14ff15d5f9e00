internal import Alerting
internal import JSON
internal import Market
internal import Store

/// `state/alerts.jsonl`: every alert that came to its end, a line for each channel.
///
/// It bounds itself: what is over goes to an older file, which the next time is overwritten.
struct AlertLog {
    /// A line of it.
    struct Line: Equatable, Sendable {
        let at: Timestamp
        let channel: String
        /// The same on every channel that told of it.
        let id: String
        let kind: String
        let title: String
        /// `delivered`, `givenUp` or `inDoubt`.
        let status: String
        /// What was said about it; empty where nothing was.
        let words: String
    }

    /// The most bytes of each of the two files.
    private static let mostBytes = 256 << 10

    private let directory: StateDirectory

    init(_ directory: StateDirectory) { self.directory = directory }

    /// The lines of the newer file, oldest first, and of the older one where that alone has any; a
    /// line that cannot be read is passed over.
    func lines() throws(StoreError) -> [Line] {
        var lines = try read(StateFiles.alertLog)
        if lines.isEmpty { lines = try read(StateFiles.olderAlertLog) }
        return lines
    }

    private func read(_ name: String) throws(StoreError) -> [Line] {
        let bytes = try directory.tail(name, atMost: Self.mostBytes)
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { Line($0) }
    }

    /// Adds how an alert ended on a channel.
    func add(
        _ ending: AlertQueue.Ending, channel: String, at now: Timestamp
    ) throws(StoreError) {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("schema", 1)
            writer.member("at", now.description)
            writer.member("channel", channel)
            writer.member("id", ending.alert.id)
            writer.member("kind", ending.alert.kind.rawValue)
            writer.member("count", ending.alert.count)
            writer.member("title", ending.alert.title)
            writer.member("status", ending.status.rawValue)
            writer.member("words", ending.words)
            // What nobody was told stands nowhere else.
            if ending.status != .delivered { writer.member("lines", ending.alert.lines) }
        }
        try directory.log(
            writer.bytes, to: StateFiles.alertLog, older: StateFiles.olderAlertLog,
            limit: Self.mostBytes)
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
