internal import Feeds
internal import HTTP
internal import Market
internal import Publishing
internal import Record
internal import Reporting
internal import Settings
internal import Store
internal import Text

// What becomes of an entry: it is sent, or printed, and ends in the log.

extension ReportJob {
    func send(
        _ document: OutboxDocument, _ state: inout ReporterState, _ documents: [OutboxDocument],
        _ outbox: Outbox, _ log: PostLog, _ store: any RecordStore
    ) throws(StoreError) -> ReportResult {
        var document = document
        var result = ReportResult(
            kind: document.kind, parts: document.entry.parts.map(\.text), words: "")
        guard let credentials = report.credentials else {
            result.words = "waits: there are no X credentials; set them in .env"
            result.status = .configuration
            return result
        }
        let lines = try log.lines()
        result.warnings = document.entry.dropWhatIsAhead(nowSeconds: seconds())
        let rest = documents.filter { $0.entry.id != document.entry.id }
        let sending = PostSending(
            outbox: outbox,
            service: XService(
                base: report.xBase, credentials: credentials, transport: transport
            ) { OAuthStamp(nonce: nonce(), timestampSeconds: seconds()) },
            rules: report.configuration.rules(isDisabled: report.isPostingDisabled),
            others: (
                PostLog.moments(of: lines, at: clock.wall())
                    + rest.flatMap(\.entry.attemptSeconds),
                Set(lines.flatMap(\.parts).compactMap(\.postID))
            ), refusals: PostLog.refusals(lines), seconds: seconds)
        let account = state.accountID
        let end = try sending.run(&document, account: &state.accountID)
        if account != state.accountID { try state.write(in: store) }
        switch end {
        case .posted:
            result.words = "posted\(Self.ids(document))"
            try self.end(document, outbox, log)
        case .givenUp(let line):
            result.words = "given up: \(line)"
            result.status = .unavailable
            try self.end(document, outbox, log)
        case .waits(let moment, let why, let isSilent):
            let until = moment.map { " until \($0)" } ?? ""
            result.words = "waits\(until): \(why)"
            result.status = isSilent ? .ok : .tryLater
            if document.entry.accountRefusal != nil { result.status = .unavailable }
        }
        return result
    }

    private static func ids(_ document: OutboxDocument) -> String {
        let ids = document.entry.parts.compactMap(\.postID)
        return ids.isEmpty ? "" : " as \(ids.joined(separator: ", "))"
    }

    /// The post is told here alone: it is printed, and kept in the log.
    func keep(
        _ document: OutboxDocument, _ outbox: Outbox, _ log: PostLog
    ) throws(StoreError) -> ReportResult {
        let why =
            report.isPostingDisabled
            ? "DISABLE_POSTING is set" : "there are no X credentials; set them in .env"
        var document = document
        document.entry.remark = why
        document.entry.ending = .posted
        try outbox.write(document)
        try log.add(document, status: "printed", at: clock.wall(), lines: try log.lines())
        try outbox.remove(document.entry.id)
        return ReportResult(
            kind: document.kind, parts: document.entry.parts.map(\.text),
            words: "printed, not posted: \(why)")
    }

    /// An entry that has ended goes to the log, and then out of the outbox.
    func end(
        _ document: OutboxDocument, _ outbox: Outbox, _ log: PostLog
    ) throws(StoreError) {
        var status = "givenUp"
        if document.entry.ending == .posted {
            status = document.entry.parts.contains { $0.isOut } ? "posted" : "printed"
        }
        try log.add(document, status: status, at: clock.wall(), lines: try log.lines())
        try outbox.remove(document.entry.id)
    }
}
