internal import JSON
package import Market
internal import Publishing
package import Record
package import Store

/// `state/posts.jsonl`: every post that came to its end.
///
/// It tells what the platform answered, and when each part may have gone out. It only grows.
package struct PostLog {
    /// A line of it.
    package struct Line: Sendable {
        package let at: Timestamp
        let id: String
        package let kind: String
        /// `posted`, `printed` or `givenUp`.
        package let status: String
        /// What was said about it, where something was.
        package let words: String?
        let parts: [Part]
    }

    package struct Part: Sendable {
        let text: String
        let postID: String?
        let attemptSeconds: [Int64]
    }

    /// Enough for a month at the highest budget, and then some.
    private static let maximumBytes = 8 << 20

    private let store: any DocumentStore

    package init(_ store: any DocumentStore) { self.store = store }

    /// The lines of the last megabytes, oldest first; a line that cannot be read is passed over.
    package func lines() throws(StoreError) -> [Line] { try read().lines }

    /// The same, and how many were passed over.
    package func read() throws(StoreError) -> (lines: [Line], unreadable: Int) {
        let bytes = try store.tail(StateFiles.posts, atMost: Self.maximumBytes)
        let all = bytes.split(separator: UInt8(ascii: "\n")).map { Line($0) }
        let lines = all.compactMap { $0 }
        return (lines, all.count - lines.count)
    }

    /// Adds what became of an entry, unless it is there already: one that reports the same has the
    /// same id, and is another where its parts went out at other times.
    func add(
        _ document: OutboxDocument, status: String, at now: Timestamp, lines: [Line]
    ) throws(StoreError) {
        let parts = document.entry.parts
        guard
            !lines.contains(where: { line in
                line.id == document.entry.id && line.parts.map(\.text) == parts.map(\.text)
                    && line.parts.map(\.attemptSeconds) == parts.map(\.attemptSeconds)
            })
        else { return }
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("schema", 1)
            writer.member("at", now)
            writer.member("id", document.entry.id)
            writer.member("kind", document.kind)
            writer.member("reports", document.entry.reports)
            writer.member("status", status)
            writer.member("words", Self.words(document.entry))
            writer.name("parts")
            writer.array { (writer: inout JSONWriter) in
                for part in parts {
                    writer.object { (writer: inout JSONWriter) in
                        writer.member("text", part.text)
                        writer.member("postID", part.postID)
                        writer.member("attempts", part.attemptSeconds)
                    }
                }
            }
        }
        try store.append(writer.bytes, to: StateFiles.posts)
    }

    private static func words(_ entry: OutboxEntry) -> String? {
        if case .givenUp(let line)? = entry.ending { return line }
        if entry.isBegun { return entry.story }
        return entry.remark.isEmpty ? nil : entry.remark
    }

    /// How many texts X has refused in a row, up to the end of these lines.
    static func refusals(_ lines: [Line]) -> Int {
        lines.reversed().prefix { $0.status != "posted" }
            .count { $0.words?.contains(OutboxEntry.refusedStory) ?? false }
    }

    /// When the posts of these lines went out or may have, in seconds since 1970.
    ///
    /// A moment that is yet to come was written by a clock that was ahead: X's number for the post
    /// tells when it was, and what has none counts nowhere.
    static func moments(of lines: [Line], at now: Timestamp) -> [Int64] {
        let latest = now.advanced(byMilliseconds: Deadline.toleranceMilliseconds)
        return lines.flatMap(\.parts).flatMap { part in
            part.attemptSeconds.compactMap { second in
                Timestamp(seconds: second) <= latest
                    ? second : part.postID.flatMap(XPostID.seconds(of:))
            }
        }
    }
}

extension PostLog.Line {
    fileprivate init?(_ line: ArraySlice<UInt8>) {
        guard let json = try? JSONReader.parse(Array(line)), let id = json["id"]?.string,
            let kind = json["kind"]?.string, let status = json["status"]?.string,
            let at = json["at"].flatMap({ try? Timestamp(json: $0) }),
            let parts = json["parts"]?.elements
        else { return nil }
        self.init(
            at: at, id: id, kind: kind, status: status, words: json["words"]?.string,
            parts: parts.map { part in
                PostLog.Part(
                    text: part["text"]?.string ?? "", postID: part["postID"]?.string,
                    attemptSeconds: part["attempts"].flatMap { try? [Int64](json: $0) } ?? [])
            })
    }
}

extension OutboxPart {
    /// The number X gave it, where that is known.
    var postID: String? {
        if case .sent(let id) = state { id } else { nil }
    }
}
