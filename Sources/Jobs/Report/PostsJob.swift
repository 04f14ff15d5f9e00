internal import JSON
internal import Market
internal import Publishing
internal import Reporting
internal import Store

/// What went out, what waits and why, and what it has cost.
package struct PostsJob {
    private let settings: Settings
    private let last: Int

    /// - Throws: ``JobError`` where `last` is out of range.
    package init(settings: Settings, last: Int) throws(JobError) {
        guard (1...1_000).contains(last) else {
            throw JobError(.usage, "--last: expected 1 to 1000")
        }
        self.settings = settings
        self.last = last
    }

    /// Reads log and outbox; takes no lock and changes nothing.
    ///
    /// - Throws: ``JobError`` where one of them is damaged.
    package func run() throws(JobError) -> PostListing {
        let configuration = try settings.report().configuration
        do {
            guard let directory = try StateDirectory(existing: settings.stateDirectory) else {
                return PostListing(sent: [], waiting: [], configuration: configuration, last: last)
            }
            return PostListing(
                sent: try PostLog(directory).lines(), waiting: try Outbox(directory).documents(),
                configuration: configuration, last: last)
        } catch {
            throw JobError(error)
        }
    }
}

/// Posts for people, and for programs.
package struct PostListing {
    fileprivate let sent: [PostLog.Line]
    fileprivate let waiting: [OutboxDocument]
    fileprivate let configuration: ReportConfiguration
    fileprivate let last: Int

    /// A line for each post, the oldest first, those that wait after them, and the costs.
    package var lines: [String] {
        guard !sent.isEmpty || !waiting.isEmpty else {
            return ["no post yet; 'algom-report --dry-run' shows what would be the first"]
        }
        return sent.suffix(last).map(Self.line) + waiting.map(Self.line) + [costs]
    }

    private static func line(_ line: PostLog.Line) -> String {
        let ids = line.parts.compactMap(\.postID)
        let words =
            ids.isEmpty
            ? (line.words.map { " (\($0))" } ?? "") : " as \(ids.joined(separator: ", "))"
        return "\(Figures.moment(line.at))  \(line.status)\(words)  "
            + heading(line.parts.first?.text ?? "")
    }

    private static func line(_ document: OutboxDocument) -> String {
        let entry = document.entry
        let until =
            entry.notBeforeSeconds > 0
            ? " until \(Figures.moment(Timestamp(seconds: entry.notBeforeSeconds)))"
            : ""
        let why = entry.remark.isEmpty ? "" : " (\(entry.remark))"
        let created = Timestamp(seconds: entry.createdAtSeconds)
        return "\(Figures.moment(created))  waits\(until)\(why)  "
            + heading(entry.parts.first?.text ?? "")
    }

    /// The first line of a post.
    private static func heading(_ text: String) -> String {
        String((text.split(separator: "\n").first ?? "").prefix(60))
    }

    // MARK: Costs

    private var costs: String {
        let all =
            sent.flatMap(\.parts).map { ($0.text, $0.attemptSeconds.count) }
            + waiting.flatMap(\.entry.parts).map { ($0.text, $0.attemptSeconds.count) }
        let posts = all.reduce(0) { $0 + $1.1 }
        let units = all.reduce(Int64(0)) { sum, part in
            let hasLink = part.0.contains("http://") || part.0.contains("https://")
            let price = hasLink ? configuration.pricePerLinkPost : configuration.pricePerPost
            let (cost, overflow) = price.units.multipliedReportingOverflow(by: Int64(part.1))
            return overflow ? .max : sum.addingReportingOverflow(cost).partialValue
        }
        return "\(Figures.count(posts, "post")) sent, about $\(Money(units: units)) at "
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
                    document.entry.id, document.kind, "waits", document.entry.remark,
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
