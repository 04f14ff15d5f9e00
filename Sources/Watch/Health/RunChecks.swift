internal import Market
internal import Reporting
internal import Settings
internal import Text

/// Whether the runs that should be there are, in time, and come to a good end.
///
/// Pure: the ledger's runs and the time decide. A trader is judged by the runs that were for it,
/// whoever else they were for; and what runs more often than meant, as by hand, counts once.
struct RunChecks: Sendable {
    static let tick = "algom-tick"
    static let report = "algom-report"

    /// So many failures in a row are news, of the kinds that trying again is for.
    static let maximumFailures = 3
    /// Ends that trying again does not mend: a bug, a disk that fails, settings or state refused.
    private static let lasting = [70, 74, 78]
    /// Another run is at it, or somebody asked for a pause: neither a failure nor a success.
    static let tryLater = 75
    /// So many ticks in a row that begin late are no chance.
    private static let lateRuns = 3
    /// A tick that begins later than this after its minute is late.
    private static let lateMilliseconds: Int64 = 120_000
    private static let hour: Int64 = 3_600_000

    private let runs: [RunHistory.Run]
    let now: Timestamp
    private let schedule: TickSchedule
    private let reportMilliseconds: Int64
    private let home: String
    private let isConfigured: Bool

    /// What these runs tell at a moment.
    ///
    /// Ticks are meant to start by the schedule, and reports every so many minutes; the home stands in
    /// the commands that help.
    init(
        history: RunHistory, now: Timestamp, schedule: TickSchedule, reportMinutes: Int,
        home: String, isConfigured: Bool = true
    ) {
        self.isConfigured = isConfigured
        // Clocks are set back, and begin in 1970: such a run is not of now.
        runs = history.runs.filter { $0.at <= now && Timestamp.credible.contains($0.at) }
        self.now = now
        self.schedule = schedule
        // In range: the settings bound it.
        reportMilliseconds = Int64(reportMinutes) * 60_000
        self.home = home
    }

    // MARK: Ticks

    /// What is wrong with the ticks of a trader; at most one thing, the one that explains the others.
    func finding(ticksOf trader: String) -> Finding? {
        let runs = runs.filter { $0.program == Self.tick && $0.isFor(trader) }
        guard let first = runs.first, let last = runs.last else {
            guard !self.runs.isEmpty else { return nil }
            return Finding(
                "tick/\(trader)",
                "no tick of \(trader) is on record; does a line of `crontab -l` start it?",
                // One that was added just now waits for its first.
                patience: 2)
        }
        let age = now.since(last.at)
        if age > 3 * schedule.milliseconds {
            return Finding(
                "tick/\(trader)",
                "no tick of \(trader) has started for \(Figures.duration(milliseconds: age)); "
                    + "look whether cron runs, and at `crontab -l`")
        }
        let slots = slots(runs, schedule.milliseconds)
        let begun = slots.count { now.since($0[0].at) <= Self.hour }
        let due = Int(Self.hour / schedule.milliseconds)
        if now.since(first.at) > Self.hour, due >= 4, begun * 4 < due * 3 {
            return Finding(
                "missed/\(trader)",
                "\(begun) of \(due) ticks of \(trader) started in the last hour: one \(schedule.words)"
                    + " is meant; compare: \(Command("algom cron show", home: home));"
                    + " look at cron's log and at what else this machine does", patience: 2)
        }
        return finding(lateIn: slots, of: trader)
    }

    /// Whether the last ticks of a trader all began late, of the schedules that are Algom's own.
    private func finding(lateIn slots: [[RunHistory.Run]], of trader: String) -> Finding? {
        let distance = schedule.milliseconds
        let late = slots.suffix(Self.lateRuns).filter { slot in
            let least = slot.compactMap(\.lateMilliseconds).map { $0 % distance }.min()
            return (least ?? 0) > Self.lateMilliseconds
        }
        guard late.count == Self.lateRuns, distance <= TickSchedule.usual.milliseconds else {
            return nil
        }
        return Finding(
            "late/\(trader)",
            "the last \(Self.lateRuns) ticks of \(trader) began over 2 minutes after their candle "
                + "closed; look at what else this machine does, and at the minutes in `crontab -l`",
            // Ticks by hand are late as well, and soon followed by others.
            patience: 2)
    }

    /// The runs by the stretch of the schedule that they fall in, oldest first; none is empty.
    private func slots(_ runs: [RunHistory.Run], _ distance: Int64) -> [[RunHistory.Run]] {
        var slots: [[RunHistory.Run]] = []
        for run in runs {
            let isSame = slots.last.map {
                $0[0].at.milliseconds / distance == run.at.milliseconds / distance
            }
            if isSame ?? false {
                slots[slots.count - 1].append(run)
            } else {
                slots.append([run])
            }
        }
        return slots
    }

    // MARK: Failures

    /// Runs in a row that failed, up to the last.
    private struct Failing: Equatable {
        var last: RunHistory.Run
        /// How the last ended.
        var status: Int
        /// In how many stretches of the schedule.
        var count: Int

        var isNews: Bool { count >= maximumFailures || lasting.contains(status) }
    }

    private func failing(
        _ program: String, every distance: Int64, _ status: (RunHistory.Run) -> Int?
    ) -> Failing? {
        var failing: Failing?
        var slot: Int64?
        for run in runs.reversed() where run.program == program {
            guard let status = status(run), status != Self.tryLater else { continue }
            guard status != 0 else { break }
            let own = run.at.milliseconds / distance
            if failing == nil { failing = Failing(last: run, status: status, count: 0) }
            if own != slot { failing?.count += 1 }
            slot = own
        }
        guard let failing, failing.isNews,
            now.since(failing.last.at)
                <= max(24 * Self.hour, Int64(Self.maximumFailures) * distance)
        else { return nil }
        return failing
    }

    private func failing(_ trader: String) -> Failing? {
        failing(Self.tick, every: schedule.milliseconds) { $0.status(for: trader) }
    }

    /// What keeps failing: the ticks of these traders, those together that failed together, and the
    /// reports.
    func failures(of traders: [String]) -> [Finding] {
        var groups: [(failing: Failing, traders: [String])] = []
        for trader in traders {
            guard let failing = failing(trader) else { continue }
            let isToldOf = failing.last.isErrorOf(trader)
            let place = groups.firstIndex {
                $0.failing == failing && $0.failing.last.isErrorOf($0.traders[0]) == isToldOf
            }
            if let place {
                groups[place].traders.append(trader)
            } else {
                groups.append((failing, [trader]))
            }
        }
        let reports = failing(Self.report, every: reportMilliseconds) { $0.status }
        return groups.map { finding($0.failing, $0.traders) }
            + (reports.map { [finding($0, [])] } ?? [])
    }

    private func finding(_ failing: Failing, _ traders: [String]) -> Finding {
        let program = failing.last.program
        let more = traders.count > 5 ? " and \(traders.count - 5) more" : ""
        let who = traders.isEmpty ? "" : " of " + traders.prefix(5).joined(separator: ", ") + more
        let runs = failing.count == 1 ? "run" : "\(failing.count) runs"
        var why = failing.last.error ?? "no word was kept"
        if let first = traders.first, !failing.last.isErrorOf(first) {
            why = "see why: \(Command.tick(first, isConfigured: isConfigured, home: home))"
        }
        return Finding(
            "failures/\(([program] + traders.prefix(1)).joined(separator: ","))",
            "the last \(runs) of \(program)\(who) failed, "
                + "\(failing.count == 1 ? "" : "at last ")with \(failing.status): \(why)")
    }

    /// Whether the last ticks of a trader all failed, which explains an old candle.
    func isFailing(_ trader: String) -> Bool { failing(trader) != nil }

    // MARK: Reports

    /// Whether reports, which were made before, are made no longer.
    func findingOfReports() -> Finding? {
        // Without a run the ledger says something only as far as it reaches back.
        guard let last = (runs.last { $0.program == Self.report } ?? runs.first)?.at else {
            return nil
        }
        let age = now.since(last)
        guard age > 2 * reportMilliseconds + 5 * 60_000 else { return nil }
        return Finding(
            "report",
            "no report was made for \(Figures.duration(milliseconds: age)); look at the line of "
                + "algom-report in `crontab -l`")
    }
}
