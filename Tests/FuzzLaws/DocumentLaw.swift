internal import JSON
internal import Jobs
internal import Store

/// The documents beside the record, of reports, alerts, health and page: what is read is written and read
/// again as the same, and nothing is left out or made up.
enum DocumentLaw: Law {
    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        for bytes in [input, SealedInput.sealed(input) ?? []] {
            try judge(ReporterState.self, bytes)
            try judge(OutboxDocument.self, bytes)
            try judge(DraftDocument.self, bytes)
            try judge(AlertDocument.self, bytes)
            try judge(HealthMemory.self, bytes)
            try judge(RecordHistory.self, bytes)
        }
    }

    private static func judge<Document: JSONRecord>(
        _ type: Document.Type, _ bytes: [UInt8]
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
    }
}
