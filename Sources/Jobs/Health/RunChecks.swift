internal import Market
internal import Reporting

/// Whether the runs that should be there are, in time, and come to a good end.
///
/// Pure: the ledger's runs and the time decide.
struct RunChecks: Sendable {
    static let tick = "algom-tick"
    static let report = "algom-report"

    /// So many failures in a row are news; fewer are what retrying is for.
    static let mostFailures = 3
    /// So many ticks in a row that begin late are no chance.
    private static let lateRuns = 3
    /// A tick that begins later than this after its minute is late.
    private static let lateMilliseconds: Int64 = 120_000
    private static let hour: Int64 = 3_600_000

    let history: RunHistory
    let now: Timestamp
    /// How often cron starts ticks, and reports.
    let tickMinutes: Int
    let reportMinutes: Int

    // MARK: Ticks

    /// What is wrong with the ticks of a trader; at most one thing, the one that explains the others.
    func finding(ticksOf trader: String) -> Finding? {
        // Clocks are set back; a run in the future is not of now.
        let runs = history.runs.filter {
            $0.program == Self.tick && $0.isFor(trader) && $0.at <= now
        }
        let expected = Int64(tickMinutes) * 60_000
        guard let last = runs.last else {
            guard !history.runs.isEmpty else { return nil }
            return Finding(
                "tick/\(trader)",
                "no tick of \(trader) is on record; does a line of `crontab -l` start it?")
        }
        let age = now.since(last.at)
        if age > 3 * expected {
            return Finding(
                "tick/\(trader)",
                "no tick of \(trader) has started for \(Figures.duration(milliseconds: age)); "
                    + "look whether cron runs, and at `crontab -l`")
        }
        let begun = runs.filter { now.since($0.at) <= Self.hour }.count
        let due = Int(Self.hour / expected)
        if let first = runs.first, now.since(first.at) > Self.hour, due >= 4, begun * 4 < due * 3 {
            return Finding(
                "missed/\(trader)",
                "\(begun) of \(due) ticks of \(trader) started in the last hour; look at cron's log "
                    + "and at what else this machine does", patience: 2)
        }
        let late = runs.suffix(Self.lateRuns)
        let isLate =
            late.count == Self.lateRuns
            && late.allSatisfy { ($0.lateMilliseconds ?? 0) % expected > Self.lateMilliseconds }
        guard isLate else { return nil }
        return Finding(
            "late/\(trader)",
            "the last \(Self.lateRuns) ticks of \(trader) began over 2 minutes after their candle "
                + "closed; look at what else this machine does, and at the minutes in `crontab -l`",
            // Ticks by hand are late as well, and soon followed by others.
            patience: 2)
    }

    // MARK: Failures

    /// Programs whose last runs all failed, each called for its traders.
    var failures: [Finding] {
        var groups: [[String]: [RunHistory.Run]] = [:]
        var order: [[String]] = []
        for run in history.runs
        where [Self.tick, Self.report].contains(run.program) && run.at <= now
            && now.since(run.at) <= 24 * Self.hour
        {
            let group = [run.program] + run.traders
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(run)
        }
        return order.compactMap { group in
            let failed = (groups[group] ?? []).reversed().prefix { $0.status != 0 }
            guard failed.count >= Self.mostFailures, let last = failed.first else { return nil }
            let who = last.program == Self.tick ? " of \(last.traders.joined(separator: ", "))" : ""
            return Finding(
                "failures/\(group.joined(separator: ","))",
                "the last \(failed.count) runs of \(last.program)\(who) failed, at last with "
                    + "\(last.status): \(last.error ?? "no word was kept")")
        }
    }

    /// Whether the last runs of a trader's ticks all failed, which explains an old candle.
    func isFailing(_ trader: String) -> Bool {
        let runs = history.runs.filter { $0.program == Self.tick && $0.isFor(trader) }
        let failed = runs.reversed().prefix { $0.status != 0 }
        return failed.count >= Self.mostFailures
    }

    // MARK: Reports

    /// Whether reports, which were made before, are made no longer.
    func finding(reportsSince first: Timestamp?) -> Finding? {
        let runs = history.runs.filter { $0.program == Self.report && $0.at <= now }
        // Without a run the ledger says something only as far as it reaches back.
        guard let last = runs.last?.at ?? first else { return nil }
        let age = now.since(last)
        guard age > 2 * Int64(reportMinutes) * 60_000 + 5 * 60_000 else { return nil }
        return Finding(
            "report",
            "no report was made for \(Figures.duration(milliseconds: age)); look at the line of "
                + "algom-report in `crontab -l`")
    }
}
