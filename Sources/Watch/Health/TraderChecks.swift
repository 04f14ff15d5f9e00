internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
internal import Text
internal import Trading

/// Whether a trader's record is whole, and its last candle young.
struct TraderChecks {
    /// How many timeframes after its close a candle is old: as reports call it stale.
    static let staleTimeframes: Int64 = 3
    /// How much of a journal's end is read; its links to one another are compared.
    private static let tailBytes: Int64 = 256 << 10
    /// A run ends within its budget of seconds; a lock older than this is held by one that hangs.
    private static let longestLock: Int64 = 15 * 60_000

    let store: any RecordStore
    let now: Timestamp
    /// How often ticks are meant to start.
    let schedule: TickSchedule
    /// Stands in the commands that help.
    let home: String
    let isConfigured: Bool

    /// What is wrong with a trader's record and its age.
    ///
    /// `settings` are what it is to go on with, where that is known; `isExplained` tells that something
    /// else is known to keep candles from coming.
    func observation(
        of trader: String, as settings: TraderSettings?, isExplained: Bool
    ) -> Observation {
        var seen = Observation()
        let (record, age) = ("state/\(trader)", "candle/\(trader)")
        do throws(JobError) {
            let store = try store.holding(recordOf: trader)
            guard let checkpoint = try Checkpoint.readNewest(trader, in: store)?.checkpoint
            else {
                if !isExplained {
                    seen.findings.append(
                        Finding(age, "\(trader) has no candle yet; run: \(tick(trader))"))
                }
                return seen
            }
            if let settings { try checkpoint.belongs(to: settings, in: store) }
            try checkTail(of: checkpoint, in: store)
            // Of a clock that cannot be right another check tells.
            guard Timestamp.credible.contains(now) else {
                seen.unjudged = [age]
                return seen
            }
            if let finding = try finding(aheadIn: checkpoint) {
                seen.findings.append(finding)
            } else if let finding = try finding(ageOf: checkpoint) {
                if isExplained { seen.unjudged = [age] } else { seen.findings.append(finding) }
            }
        } catch {
            seen.findings.append(Finding(record, "\(error)"))
            seen.unjudged = [age]
        }
        return seen
    }

    /// Reads the end of the journal up to where it is committed.
    private func checkTail(
        of checkpoint: Checkpoint, in store: any RecordStore
    ) throws(JobError) {
        do throws(StoreError) {
            let lines = try RecordLines(
                of: checkpoint.trader, .tail(Self.tailBytes, upTo: checkpoint.journal), in: store)
            while try lines.next() != nil {}
        } catch {
            throw JobError(error, trader: checkpoint.trader)
        }
    }

    /// Whether the last candle ends in the future: a clock was ahead when it was consumed, or is behind
    /// now.
    private func finding(aheadIn checkpoint: Checkpoint) throws(JobError) -> Finding? {
        let trader = checkpoint.trader
        guard let asOf = checkpoint.asOf,
            let words = Figures.ahead(asOf, of: now)
        else { return nil }
        return Finding(
            "candle/\(trader)",
            "the last candle of \(trader), to \(asOf), is \(words), and nothing is traded before: if "
                + "the clock is behind, timedatectl set-ntp true; if it was ahead, wait, or end the "
                + "record: "
                + "\(Command("algom reset", "--trader", trader, home: home, "--reason", "clock was ahead"))"
        )
    }

    private func finding(ageOf checkpoint: Checkpoint) throws(JobError) -> Finding? {
        let trader = checkpoint.trader
        let timeframe = checkpoint.settings.market.timeframe
        guard let open = checkpoint.state.lastOpenTime else {
            return Finding(
                "candle/\(trader)", "\(trader) has no candle yet; run: \(tick(trader))")
        }
        let age = now.since(open) - timeframe.milliseconds
        // Ticks that are meant to be few leave candles to grow old.
        let most = max(
            Self.staleTimeframes * timeframe.milliseconds,
            timeframe.milliseconds + 2 * schedule.milliseconds)
        guard age > most else { return nil }
        return Finding(
            "candle/\(trader)",
            "the last candle of \(trader) closed \(Figures.duration(milliseconds: age)) ago; see why: "
                + tick(trader))
    }

    private func tick(_ trader: String) -> String {
        "\(Command.tick(trader, isConfigured: isConfigured, home: store.ownHome))"
    }

    // MARK: Locks

    /// Whether a run has held a lock for longer than any run takes.
    func finding(lock name: String, of whom: String) throws(StoreError) -> Finding? {
        guard let holder = try store.holder(of: name),
            let since = holder.split(separator: " ").last.flatMap({
                Timestamp(iso8601: String($0))
            }), now.since(since) > Self.longestLock
        else { return nil }
        // A clock that began in 1970 and is right now makes it old at once.
        let isDated = Timestamp.credible.contains(since)
        let age = isDated ? ", \(Figures.duration(milliseconds: now.since(since))) by now" : ""
        return Finding(
            "lock/\(whom)",
            "\(store.path(of: name)) is held by \(holder)\(age); look at that process, "
                + "and end it if it hangs: nothing that was committed is lost",
            patience: isDated ? 1 : 2)
    }
}
