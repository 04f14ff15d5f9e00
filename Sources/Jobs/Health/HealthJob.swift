package import Feeds
package import HTTP
internal import Market
package import Store

/// One look at everything that should be as it is: traders, runs, reports, disk, clock.
///
/// It changes nothing but its own memory, takes none of the ticks' locks, and asks each exchange in
/// use what time it is.
package struct HealthJob {
    private let settings: Settings
    private let transport: any HTTPTransport
    private let clock: FeedClock
    private let holder: String
    private let calls: any FileSystemCalls

    package init(
        settings: Settings, transport: any HTTPTransport, clock: FeedClock, holder: String,
        calls: any FileSystemCalls = KernelCalls()
    ) {
        self.settings = settings
        self.transport = transport
        self.clock = clock
        self.holder = holder
        self.calls = calls
    }

    /// Looks, remembers, and tells what is wrong and what has changed.
    ///
    /// - Throws: ``JobError`` where another look is under way, or the disk fails.
    package func run() throws(JobError) -> HealthResult {
        do throws(StoreError) {
            guard
                let directory = try StateDirectory(existing: settings.stateDirectory, on: calls)
            else { return Self.nothingYet(home: settings.home, at: clock.wall()) }
            try directory.checkOwnership(of: [StateFiles.health])
            let lock = try directory.lock(StateFiles.healthLock, holder: holder)
            defer { lock.release() }
            try directory.removeLeftovers()
            let now = clock.wall()
            let (seen, traders) = try observation(in: directory, at: now)
            var (memory, warning) = try HealthMemory.read(in: directory)
            let changes = memory.take(seen, at: now)
            try memory.write(in: directory)
            return HealthResult(
                at: now, traders: traders, problems: memory.problems, changes: changes,
                warnings: warning.map { [$0] } ?? [])
        } catch {
            throw JobError(error)
        }
    }

    private static func nothingYet(home: String, at now: Timestamp) -> HealthResult {
        var memory = HealthMemory()
        let words = StateListing.nobodyYet(in: home)
        let changes = memory.take(Observation(findings: [Finding("state", words)]), at: now)
        return HealthResult(
            at: now, traders: [], problems: memory.problems, changes: changes, warnings: [])
    }

    private func observation(
        in directory: StateDirectory, at now: Timestamp
    ) throws(StoreError) -> (Observation, [String]) {
        var seen = Observation()
        // Configured traders are meant to run; without a file those that have run are.
        let traders =
            settings.isConfigured
            ? settings.traders.map(\.name)
            : try directory.entries(of: StateFiles.traders).filter(TraderSettings.isName)
        let runs = RunChecks(
            history: try RunHistory(in: directory), now: now,
            tickMinutes: settings.alerts.tickMinutes, reportMinutes: settings.alerts.reportMinutes)
        let checks = TraderChecks(directory: directory, now: now)
        for trader in traders {
            let ticks = runs.finding(ticksOf: trader)
            seen.findings += ticks.map { [$0] } ?? []
            let isMissing = ticks?.key.hasPrefix("tick/") ?? false
            seen.add(
                checks.observation(
                    of: trader, isExplained: isMissing || runs.isFailing(trader)))
            if let finding = try checks.finding(
                lock: StateFiles.lock(of: trader), of: trader)
            {
                seen.findings.append(finding)
            }
        }
        seen.findings += runs.failures
        try lookAtReports(in: directory, runs, checks, &seen)
        seen.findings += try ChannelChecks.findings(
            settings.alerts.channels.map(\.kind.rawValue), in: directory)
        seen.findings += MachineChecks.findings(
            try DiskSpace(of: directory.path), at: directory.path,
            leastMegabytes: settings.alerts.freeMegabytes)
        seen.findings += settings.warnings.map { Finding("env", $0) }
        seen.add(clockObservation(traders, in: directory))
        return (seen, traders)
    }

    private func lookAtReports(
        in directory: StateDirectory, _ runs: RunChecks, _ checks: TraderChecks,
        _ seen: inout Observation
    ) throws(StoreError) {
        let posts = PostChecks(directory: directory, now: checks.now)
        guard try posts.isUsed() else { return }
        let oldest = runs.history.runs.first?.at
        seen.findings += runs.finding(reportsSince: oldest).map { [$0] } ?? []
        seen.findings += try posts.findings()
        if let finding = try checks.finding(lock: StateFiles.reporterLock, of: "report") {
            seen.findings.append(finding)
        }
    }

    /// Asks the exchanges of these traders for the time, but none that asked to be left alone.
    private func clockObservation(
        _ traders: [String], in directory: StateDirectory
    ) -> Observation {
        let markets =
            settings.isConfigured
            ? settings.traders.map(\.market.exchange)
            : traders.compactMap {
                try? Checkpoint.read($0, in: directory)?.settings.market.exchange
            }
        let now = clock.wall()
        let (pauses, _) = ExchangePauses(directory).read(Set(markets), at: now)
        let open = Set(markets).filter { now >= pauses[$0]?.deadline.until ?? now }
        return ClockCheck(venues: settings.venues, transport: transport, wall: clock.wall)
            .observation(open)
    }
}
