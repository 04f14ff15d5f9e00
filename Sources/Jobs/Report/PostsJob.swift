internal import JSON
package import Market
internal import Publishing
internal import Record
internal import Reporting
package import Settings
internal import Store
package import Text

/// What went out, what waits and why, and what it has cost.
package struct PostsJob {
    private let settings: Settings
    private let last: Int
    private let now: Timestamp

    /// - Throws: ``JobError`` where `last` is out of range.
    package init(settings: Settings, last: Int, now: Timestamp) throws(JobError) {
        guard (1...1_000).contains(last) else {
            throw JobError(.usage, at: "--last", "expected 1 to 1000")
        }
        self.settings = settings
        self.last = last
        self.now = now
    }

    /// Reads log and outbox; takes no lock and changes nothing.
    ///
    /// - Throws: ``JobError`` where one of them cannot be read.
    package func run() throws(JobError) -> PostListing {
        let report = try settings.report()
        do {
            let directory = try StateDirectory(existing: settings.stateDirectory)
            let log = try directory.map { (directory) throws(StoreError) in
                try PostLog(directory).read()
            }
            let sent = log?.lines ?? []
            let documents = try directory.map { (directory) throws(StoreError) in
                try Outbox(directory).allDocuments()
            }
            let waits = PostWaits(report, sent: sent, documents?.sound ?? [], at: now)
            return PostListing(
                sent: sent, waits: waits, report.configuration, last: last,
                preview: Command("algom-report", "--dry-run", home: settings.home),
                unreadable: log?.unreadable ?? 0,
                damage: documents?.damaged.map {
                    JobError($0.error, adding: "no report goes out until then")
                } ?? [])
        } catch {
            throw JobError(error)
        }
    }
}

/// Posts for people, and for programs.
package struct PostListing {
    private let sent: [PostLog.Line]
    private let waits: PostWaits
    private let configuration: ReportConfiguration
    private let last: Int
    /// What shows a post before there is one.
    private let preview: Command
    /// How many lines of the log cannot be read.
    private let unreadable: Int
    /// Those that wait and cannot be read.
    package let damage: [JobError]

    fileprivate init(
        sent: [PostLog.Line], waits: PostWaits, _ configuration: ReportConfiguration, last: Int,
        preview: Command, unreadable: Int, damage: [JobError]
    ) {
        self.sent = sent
        self.waits = waits
        self.configuration = configuration
        self.last = last
        self.preview = preview
        self.unreadable = unreadable
        self.damage = damage
    }

    private var waiting: [OutboxDocument] { waits.documents }

    /// A line for each post, the oldest first, those that wait after them, and the costs.
    package var lines: [String] {
        guard !sent.isEmpty || !waiting.isEmpty else {
            return ["no post yet; '\(preview)' shows what would be the first"]
        }
        return sent.suffix(last).map(Self.line) + waiting.map(line) + waits.ofNewPosts
            + passedOver + [costs]
    }

    /// What a killed run may have left, or somebody who wrote there.
    private var passedOver: [String] {
        unreadable == 0
            ? []
            : [
                "\(counted(unreadable, "line")) of posts.jsonl cannot be read, which no budget counts"
            ]
    }

    private static func line(_ line: PostLog.Line) -> String {
        let ids = line.parts.compactMap(\.postID)
        let numbers = ids.isEmpty ? "" : " as \(ids.joined(separator: ", "))"
        let words = line.words.flatMap { Self.isPlain($0) ? nil : " (\($0))" } ?? ""
        return "\(Figures.moment(line.at))  \(line.status)\(numbers)\(words)  "
            + heading(line.parts.first?.text ?? "")
    }

    /// Whether what was said about a post that is out is what its numbers say already, or what
    /// version 0.1 left there of the time before the answer.
    private static func isPlain(_ words: String) -> Bool {
        [OutboxEntry.plainStory, OutboxEntry.unseen].contains(words)
    }

    private func line(_ document: OutboxDocument) -> String {
        let entry = document.entry
        let created = Timestamp(seconds: entry.createdAtSeconds)
        return "\(Figures.moment(created))  \(waits.words(document))  "
            + Self.heading(entry.parts.first?.text ?? "")
    }

    /// The first line of a post.
    private static func heading(_ text: String) -> String {
        String((text.split(separator: "\n").first ?? "").prefix(60))
    }

    // MARK: Costs

    private var costs: String {
        let waiting = waiting.flatMap(\.entry.parts)
        let all =
            sent.flatMap(\.parts).map { ($0.text, $0.attemptSeconds.count) }
            + waiting.map { ($0.text, $0.attemptSeconds.count) }
        // Of a post that is out all parts are, also those whose number X did not tell.
        let isOut =
            sent.flatMap { line in
                line.parts.filter { !$0.attemptSeconds.isEmpty }
                    .map { line.status == "posted" || $0.postID != nil }
            } + waiting.filter { !$0.attemptSeconds.isEmpty }.map(\.isOut)
        let posts = isOut.count { $0 }
        let unclear = isOut.count - posts
        let units = all.reduce(Int64(0)) { sum, part in
            let price =
                PostLink.first(in: part.0) == nil
                ? configuration.pricePerPost : configuration.pricePerLinkPost
            let (cost, overflow) = price.units.multipliedReportingOverflow(by: Int64(part.1))
            return overflow ? .max : sum.addingReportingOverflow(cost).partialValue
        }
        return
            "\(counted(posts, "post")) sent\(unclear > 0 ? ", \(unclear) unclear" : ""), about $\(Money(units: units)) at "
            + "$\(configuration.pricePerPost) a post, $\(configuration.pricePerLinkPost) with a link"
    }

    /// One JSON object a post.
    package var json: [String] {
        sent.suffix(last).map { line in
            Self.json(
                line.id, line.kind, line.status, line.words,
                line.parts.map { ($0.text, $0.postID) })
        }
            + waiting.map { document in
                Self.json(
                    document.entry.id, document.kind, "waits", waits.words(document),
                    document.entry.parts.map { ($0.text, $0.postID) })
            }
    }

    private static func json(
        _ id: String, _ kind: String, _ status: String, _ words: String?,
        _ parts: [(text: String, id: String?)]
    ) -> String {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("id", id)
            writer.member("kind", kind)
            writer.member("status", status)
            writer.member("words", words)
            writer.name("parts")
            writer.array { (writer: inout JSONWriter) in
                for part in parts {
                    writer.object { (writer: inout JSONWriter) in
                        writer.member("text", part.text)
                        writer.member("postID", part.id)
                    }
                }
            }
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
