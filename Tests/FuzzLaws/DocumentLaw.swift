internal import Alerting
internal import JSON
internal import Jobs
internal import Publishing
internal import Store
internal import Watch

/// The documents beside the record, of reports, alerts, health and page: what is read is written and read
/// again as the same, and nothing is left out or made up.
enum DocumentLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        for bytes in [input, SealedInput.sealed(input) ?? []] {
            try judge(ReporterState.self, bytes)
            try judge(OutboxDocument.self, bytes) { goOn(from: $0) }
            try judge(AlertDocument.self, bytes) { goOn(from: $0) }
            try judge(KeptPause.self, bytes)
            try judge(DraftDocument.self, bytes)
            try judge(HealthMemory.self, bytes)
            try judge(RecordHistory.self, bytes)
        }
    }

    private static func judge<Document: JSONRecord>(
        _ type: Document.Type, _ bytes: [UInt8], goOn: (Document) -> Void = { _ in }
    ) throws(BrokenLaw) {
        guard let document = try SealedInput.read(type, bytes) else { return }
        let written = SealedDocument.bytes(of: document)
        try hold(
            SealedInput.shape(of: written) == SealedInput.shape(of: bytes),
            "something was left out or made up: \(String(decoding: written, as: UTF8.self))")
        guard let again = try SealedInput.read(type, written) else {
            throw BrokenLaw("what was written is refused")
        }
        try hold(
            SealedDocument.bytes(of: again) == written, "the second writing is not as the first")
        goOn(document)
    }

    /// By whatever clock: what a document says is reckoned with, and what comes of it is written.
    private static let clocks: [Int64] = [0, 1_760_055_000, 4_102_444_800, 253_402_300_799]

    private static func goOn(from document: OutboxDocument) {
        for now in clocks {
            var document = document
            let events = [OutboxEvent.begun, .sent(part: 0, .unclear("w"))]
            for event in events where !document.entry.parts.isEmpty {
                _ = document.entry.advance(
                    after: event, nowSeconds: now,
                    rules: PostingRules(maximumPerDay: 2, maximumPerMonth: 2), others: [now])
            }
            _ = SealedDocument.bytes(of: document)
        }
    }

    private static func goOn(from document: AlertDocument) {
        for now in clocks {
            var document = document
            let rules = AlertRules(messagesPerHour: 1)
            _ = document.queue.next(nowSeconds: now, rules: rules)
            document.queue.record(
                .limited(untilSeconds: now + 60, "w"), nowSeconds: now, rules: rules)
            _ = document.queue.next(nowSeconds: now, rules: rules)
            _ = SealedDocument.bytes(of: document)
        }
    }
}
