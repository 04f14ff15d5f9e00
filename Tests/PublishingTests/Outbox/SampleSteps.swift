@testable import Publishing

/// Steps of an entry that was made at a fixed moment, for tests that go by single ones.
protocol SampleSteps {}

extension SampleSteps {
    static var start: Int64 { 1_760_000_000 }
    static var rules: PostingRules { PostingRules(maximumPerDay: 20, maximumPerMonth: 100) }

    func entry(_ texts: String..., picture: Bool = false) -> OutboxEntry {
        OutboxEntry(
            kind: "trade", reports: ["trade binance 17"], texts: texts,
            picture: picture ? OutboxPicture(fileName: "p.png", altText: "a") : nil,
            createdAtSeconds: Self.start)
    }

    func next(
        _ entry: inout OutboxEntry, _ event: OutboxEvent = .begun, after seconds: Int64 = 0,
        rules: PostingRules = rules, others: [Int64] = []
    ) -> OutboxAction {
        entry.advance(
            after: event, nowSeconds: Self.start + seconds, rules: rules, others: others)
    }

    func isWaiting(_ action: OutboxAction, until seconds: Int64?) -> Bool {
        guard case .wait(let until, let why) = action, !why.isEmpty else { return false }
        return until == seconds.map { Self.start + $0 }
    }

    func line(_ action: OutboxAction) -> String? {
        if case .givenUp(let line) = action { line } else { nil }
    }
}
