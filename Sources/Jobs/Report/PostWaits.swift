internal import Market
internal import Publishing
internal import Reporting
internal import Settings

/// Why each post waits, and until when: as the next report would find it, not as the last one left it.
struct PostWaits {
    let documents: [OutboxDocument]
    private let report: ReportSettings
    private let attempts: [Int64]
    private let now: Timestamp

    init(
        _ report: ReportSettings, sent: [PostLog.Line], _ documents: [OutboxDocument],
        at now: Timestamp
    ) {
        self.report = report
        self.documents = documents
        self.now = now
        attempts = PostLog.moments(of: sent, at: now)
    }

    private var rules: PostingRules {
        report.configuration.rules(isDisabled: report.isPostingDisabled)
    }
    private var seconds: Int64 { now.milliseconds / 1_000 }

    /// `waits until 2026-11-24 12:00 UTC (quiet hours)`, and what else may become of an entry.
    func words(_ document: OutboxDocument) -> String {
        var entry = document.entry
        if report.credentials == nil {
            return entry.isBegun
                ? "waits (there are no X credentials; set them in .env)"
                : "waits (the next report prints it: there are no X credentials)"
        }
        let place = entry.parts.firstIndex { !$0.isOut }.flatMap { index in
            index > 0 ? ", part \(index + 1) of \(entry.parts.count)" : nil
        }
        let remark = entry.remark
        let others =
            attempts
            + documents.filter { $0.entry.id != entry.id }.flatMap(\.entry.attemptSeconds)
        switch entry.advance(
            after: .begun, nowSeconds: seconds, rules: rules, others: others)
        {
        case .wait(let moment, let why): return "waits\(Self.until(moment)) (\(why)\(place ?? ""))"
        case .look:
            return "waits for the next report, which looks whether it is out "
                + "(\(remark)\(place ?? ""))"
        case .upload, .send, .sendAgain:
            let after = remark.isEmpty ? "" : " (after: \(remark))"
            return "waits for the next report\(place ?? "")\(after)"
        case .done: return "is out, which the next report writes down"
        case .givenUp(let line): return "ends with the next report (\(line))"
        }
    }

    /// A line where no new post may be begun now.
    var ofNewPosts: [String] {
        guard report.credentials != nil, documents.isEmpty else { return [] }
        switch rules.permissionToBegin(1, after: attempts, nowSeconds: seconds) {
        case .granted: return []
        case .until(let moment, let why):
            return ["the next post waits\(Self.until(moment)) (\(why))"]
        case .never(let why), .tooMany(let why): return ["the next post waits (\(why))"]
        }
    }

    private static func until(_ seconds: Int64?) -> String {
        seconds.map { " until \(Figures.moment(Timestamp(seconds: $0))) UTC" } ?? ""
    }
}
