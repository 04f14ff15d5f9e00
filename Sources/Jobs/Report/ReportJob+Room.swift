internal import Market
internal import Publishing
internal import Record
internal import Reporting
internal import Settings
internal import Store

// What the account's budget has room for, and posts that have waited for too long.

extension ReportJob {
    private var rules: PostingRules {
        report.configuration.rules(isDisabled: report.isPostingDisabled)
    }

    /// How long a post may be, and how many parts may go out after these; as many as ever where
    /// nothing went out before.
    ///
    /// A kind that was asked for by hand takes from the budget without regard to the day's share.
    func room(after attempts: [Int64] = []) -> ReportRoom {
        ReportRoom(
            now: rules.room(after: attempts, nowSeconds: seconds()),
            byTurns: rules.room(after: attempts, nowSeconds: seconds(), isPaced: true),
            longest: kind == nil
                ? rules.longestThread : min(rules.maximumPerDay, rules.maximumPerMonth),
            length: report.configuration.longPosts ? .long : .standard)
    }

    /// Why a new post of so many parts may not begin now, and until when; `nil` where it may.
    func noRoom(for parts: Int, _ attempts: [Int64]) -> String? {
        let permission =
            kind == nil
            ? rules.permissionToBegin(parts, after: attempts, nowSeconds: seconds())
            : rules.permission(parts, others: attempts, own: [], nowSeconds: seconds())
        switch permission {
        case .granted: return nil
        case .until(let moment, let why):
            return "waits until \(Timestamp(seconds: moment)): \(why)"
        case .never(let why), .tooMany(let why): return "waits: \(why)"
        }
    }

    /// Why nothing that is due could be chosen: by the fewest parts there is no room for, or because
    /// what comes by turns leaves room for news.
    func noRoom(_ attempts: [Int64]) -> String {
        (1...room().longest).lazy.compactMap { noRoom(for: $0, attempts) }.first
            ?? "waits: nothing has happened, and what comes by turns is spread over the day"
    }

    /// Why a post of which nothing is out will not go out any more; `nil` where it may.
    func outdated(_ document: OutboxDocument) -> String? {
        let entry = document.entry
        guard isSending, !entry.isBegun else { return nil }
        let name = entry.reports.joined(separator: ", ")
        if seconds() - entry.createdAtSeconds > report.configuration.newsMaximumSeconds {
            let why = entry.remark.isEmpty ? "" : " (\(entry.remark))"
            return "\(name): it did not go out while it was news\(why)"
        }
        let longest = room().longest
        guard entry.parts.count > longest else { return nil }
        return
            "\(name): its \(entry.parts.count) parts are more than the \(longest) posts that may "
            + "go out at once"
    }

    /// Ends such a post with a line; what it was to report counts as not reported.
    ///
    /// That is written down first, so that a run killed on the way does the same again.
    func takeBack(
        _ document: OutboxDocument, _ line: String, _ state: inout ReporterState,
        _ outbox: Outbox, _ log: PostLog, _ store: any RecordStore
    ) throws(StoreError) {
        for subject in document.entry.reports.compactMap(Post.Subject.init(name:)) {
            state.memory.takeBack(subject, untold: document.untold)
        }
        try state.write(in: store)
        var document = document
        document.entry.ending = .givenUp(line)
        try end(document, outbox, log)
    }
}
