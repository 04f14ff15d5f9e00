internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Store
internal import Text
internal import Trading

/// One trader as its checkpoint tells it, or why it cannot.
struct TraderStanding {
    let name: String
    private let record: Record?
    let failure: JobError?

    /// A checkpoint, and the settings it was made with.
    private struct Record {
        let checkpoint: Checkpoint
        let settings: TraderSettings
        let summary: Summary
    }

    init(_ name: String, in directory: StateDirectory) {
        self.name = name
        let found: Result<Record?, JobError> = Result { () throws(JobError) in
            try Self.record(name, in: directory)
        }
        switch found {
        case .success(let record): (self.record, failure) = (record, nil)
        case .failure(let error): (record, failure) = (nil, error)
        }
    }

    private static func record(
        _ name: String, in directory: StateDirectory
    ) throws(JobError) -> Record? {
        let directory = try directory.holding(recordOf: name)
        guard let checkpoint = try Checkpoint.readNewest(name, in: directory)?.checkpoint else {
            return nil
        }
        let settings = checkpoint.settings
        do {
            let summary = try Summary(checkpoint.state, settings.parameters)
            return Record(checkpoint: checkpoint, settings: settings, summary: summary)
        } catch {
            throw JobError(.configuration, "\(name): its checkpoint: \(error)")
        }
    }

    var entry: StatusReport.Entry {
        if let failure {
            // The name stands above it already.
            let words = failure.description
            let own = "\(name): "
            return .absent(
                name: name,
                reason: words.hasPrefix(own) ? String(words.dropFirst(own.count)) : words)
        }
        guard let record else {
            return .absent(name: name, reason: "no tick has come to its end yet")
        }
        return .trader(
            TraderView(
                name: name, market: record.settings.market, parameters: record.settings.parameters,
                state: record.checkpoint.state, summary: record.summary,
                carriedOver: record.checkpoint.carriedOver))
    }

    func json(now: Timestamp) -> String {
        if let record {
            let stats = StatsFile(
                record.settings, record.checkpoint.state, record.summary, timestamp: now,
                journalHead: record.checkpoint.journal.head,
                carriedOver: record.checkpoint.carriedOver)
            return String(decoding: stats.bytes(.compact).dropLast(), as: UTF8.self)
        }
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("trader", name)
            writer.member("error", failure?.description)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
