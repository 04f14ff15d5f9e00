internal import Alerting
package import Feeds
package import HTTP
internal import Jobs
internal import Market
internal import Record
package import Settings
package import Store
package import Text

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
    /// Where nothing can be written, as on a full disk, it looks all the same, and the result says
    /// that it was not kept.
    ///
    /// - Throws: ``JobError`` where another look is under way, or the state cannot be opened.
    package func run() throws(JobError) -> HealthResult {
        do throws(StoreError) {
            guard
                let directory = try StateDirectory(existing: settings.stateDirectory, on: calls)
            else { return Self.nothingYet(home: settings.home, at: clock.wall()) }
            try directory.checkOwnership(of: [StateFiles.health])
            var failure: StoreError?
            let lock = try Self.unlessRefused(&failure) { () throws(StoreError) in
                try directory.lock(StateFiles.healthLock, holder: holder)
            }
            defer { lock?.release() }
            try Self.unlessRefused(&failure) { () throws(StoreError) in
                try directory.removeLeftovers()
            }
            let now = clock.wall()
            let (seen, traders) = observation(in: directory, at: now)
            var (memory, warning) =
                try Self.unlessRefused(&failure) { () throws(StoreError) in
                    try HealthMemory.read(in: directory)
                } ?? (HealthMemory(), nil)
            let changes = memory.consume(seen, at: now)
            try Self.unlessRefused(&failure) { () throws(StoreError) in
                try memory.write(in: directory)
            }
            return HealthResult(
                at: now, traders: traders, problems: memory.problems, changes: changes,
                warnings: warning.map { [$0] } ?? [], failure: failure.map { JobError($0) })
        } catch {
            throw JobError(error)
        }
    }

    /// Does something unless the disk refuses it; the first refusal is kept.
    @discardableResult
    private static func unlessRefused<Value>(
        _ failure: inout StoreError?, _ body: () throws(StoreError) -> Value
    ) throws(StoreError) -> Value? {
        do {
            return try body()
        } catch {
            guard case .io = error else { throw error }
            failure = failure ?? error
            return nil
        }
    }

    private static func nothingYet(home: String, at now: Timestamp) -> HealthResult {
        var memory = HealthMemory()
        let changes = memory.consume(Observation(findings: [noTrader(home)]), at: now)
        return HealthResult(
            at: now, traders: [], problems: memory.problems, changes: changes, warnings: [],
            failure: nil)
    }

    private static func noTrader(_ home: String) -> Finding {
        Finding("state", StateListing.nobodyYet(in: home))
    }

    private func observation(
        in directory: StateDirectory, at now: Timestamp
    ) -> (Observation, [String]) {
        var seen = Observation()
        // Configured traders are meant to run; without a file those that have run are.
        let configured = settings.isConfigured ? settings.traders : []
        let found =
            settings.isConfigured
            ? configured.map(\.name)
            : seen.look("state") { () throws(StoreError) in
                try directory.entries(of: StateFiles.traders).filter(TraderSettings.isName)
            }
        let traders = found ?? []
        if found?.isEmpty ?? false { seen.findings.append(Self.noTrader(settings.home)) }
        let history = seen.look("runs") { () throws(StoreError) in try RunHistory(in: directory) }
        let runs = RunChecks(
            history: history ?? RunHistory([]), now: now, schedule: settings.tickSchedule,
            reportMinutes: settings.alerts.reportMinutes, home: settings.home,
            isConfigured: settings.isConfigured)
        let checks = TraderChecks(
            store: directory, now: now, schedule: settings.tickSchedule, home: settings.home,
            isConfigured: settings.isConfigured)
        for (index, trader) in traders.enumerated() {
            let ticks = runs.finding(ticksOf: trader)
            seen.findings += ticks.map { [$0] } ?? []
            let isMissing = ["tick/", "missed/"].contains { ticks?.key.hasPrefix($0) ?? false }
            seen.add(
                checks.observation(
                    of: trader, as: settings.isConfigured ? configured[index] : nil,
                    isExplained: isMissing || runs.isFailing(trader)))
            lookAtLock(StateFiles.lock(of: trader), of: trader, checks, &seen)
        }
        seen.findings += runs.failures(of: traders)
        lookAtReports(in: directory, runs, checks, &seen)
        seen.findings += ChannelChecks.findings(
            settings.alerts.channels.map(\.kind.rawValue), in: directory)
        let space = seen.look("disk") { () throws(StoreError) in try DiskSpace(of: directory.path) }
        if let space {
            seen.findings += MachineChecks.findings(
                space, at: directory.path, leastMegabytes: settings.alerts.freeMegabytes)
        }
        seen.findings += settings.warnings.map { Finding("env", $0) }
        seen.add(clockObservation(traders, in: directory))
        return (seen, traders)
    }

    private func lookAtReports(
        in directory: StateDirectory, _ runs: RunChecks, _ checks: TraderChecks,
        _ seen: inout Observation
    ) {
        let posts = PostChecks(directory: directory, home: settings.home, now: checks.now)
        let isUsed = seen.look("reporter") { () throws(StoreError) in try posts.isUsed() }
        guard isUsed ?? false else { return }
        seen.findings += runs.findingOfReports().map { [$0] } ?? []
        seen.findings +=
            seen.look("posts") { () throws(StoreError) in try posts.findings() } ?? []
        lookAtLock(StateFiles.reporterLock, of: "report", checks, &seen)
    }

    private func lookAtLock(
        _ name: String, of whom: String, _ checks: TraderChecks, _ seen: inout Observation
    ) {
        let found = seen.look("lock/\(whom)") { () throws(StoreError) in
            try checks.finding(lock: name, of: whom)
        }
        if let finding = found ?? nil { seen.findings.append(finding) }
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
        let pauses: [Exchange: ExchangePause]
        do {
            pauses = try ExchangePauses(directory).read(Set(markets), at: now).pauses
        } catch {
            return Observation(findings: [Finding("exchanges", "\(JobError(error))")])
        }
        let open = Set(markets).filter { now >= pauses[$0]?.deadline.until ?? now }
        return ForeignText.hiding(settings.credentials) {
            ClockCheck(venues: settings.venues, transport: transport, wall: clock.wall)
                .observation(open)
        }
    }
}
