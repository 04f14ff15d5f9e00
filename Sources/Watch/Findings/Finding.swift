internal import Record
internal import Store
internal import Text

/// Something that is not as it should be, and what to do about it.
struct Finding: Equatable, Sendable {
    /// What it is about, as `candle/binance`: the same at every look.
    let key: String
    /// One line: what is wrong, and what to do.
    let words: String
    /// At how many looks in a row it has to be there to be news.
    var patience = 1

    init(_ key: String, _ words: String, patience: Int = 1) {
        self.key = key
        // A health document holds hundreds of these, and a message some.
        self.words = ShownText.line(String(words.prefix(400)))
        self.patience = patience
    }
}

/// What one look at everything came to.
struct Observation: Equatable, Sendable {
    var findings: [Finding] = []
    /// What could not be judged this time, by key; it stays as it was.
    var unjudged: Set<String> = []

    /// Looks at something; that the disk refuses it is a finding as well.
    mutating func look<Value>(
        _ key: String, _ look: () throws(StoreError) -> Value
    ) -> Value? {
        do {
            return try look()
        } catch {
            findings.append(Finding(key, "\(JobError(error))"))
            return nil
        }
    }

    mutating func add(_ other: Observation) {
        findings += other.findings
        unjudged.formUnion(other.unjudged)
    }
}
