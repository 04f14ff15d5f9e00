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
    private let view: TraderView?
    let failure: JobError?

    init(_ name: String, in store: any RecordStore) {
        self.name = name
        let found: Result<TraderView?, JobError> = Result { () throws(JobError) in
            try Self.view(name, in: store)
        }
        switch found {
        case .success(let view): (self.view, failure) = (view, nil)
        case .failure(let error): (view, failure) = (nil, error)
        }
    }

    private static func view(
        _ name: String, in store: any RecordStore
    ) throws(JobError) -> TraderView? {
        let store = try store.holding(recordOf: name)
        return try Checkpoint.readNewest(name, in: store).map {
            found throws(JobError) in try TraderView(found.checkpoint)
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
        return view.map { .trader($0) }
            ?? .absent(name: name, reason: "no tick has come to its end yet")
    }

    func json(now: Timestamp) -> String {
        if let view {
            let settings = TraderSettings(
                name: view.name, market: view.market, parameters: view.parameters)
            let stats = StatsFile(
                settings, view.state, view.summary, timestamp: now, journalHead: view.journalHead,
                carriedOver: view.carriedOver)
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
