internal import Market
internal import Record
internal import Settings
package import Text

/// The way to a user's crontab.
package struct CronAccess {
    /// The table's bytes; `nil` where the user has none.
    let read: () throws(JobError) -> [UInt8]?
    /// Puts a table in place of what is there; `nil` takes it away.
    let write: ([UInt8]?) throws(JobError) -> Void

    package init(
        read: @escaping () throws(JobError) -> [UInt8]?,
        write: @escaping ([UInt8]?) throws(JobError) -> Void
    ) {
        self.read = read
        self.write = write
    }
}

/// What became of a look at the crontab, or of a change to it.
package struct CronResult: Equatable, Sendable {
    package let status: ExitStatus
    /// For standard output.
    package let lines: [String]
    /// For standard error, a line each.
    package let complaints: [String]

    init(_ lines: [String], status: ExitStatus = .ok, complaints: [String] = []) {
        self.status = status
        self.lines = lines
        self.complaints = complaints
    }
}

/// Puts a home's lines into a user's crontab, tells how they stand, and takes them away.
package struct CronJob {
    private let home: String
    private let access: CronAccess

    /// A job on the block of a home, which is an absolute path.
    package init(home: String, access: CronAccess) {
        self.home = home
        self.access = access
    }

    /// The block that ``install(programs:extras:force:)`` would write now.
    ///
    /// - Throws: ``JobError`` where `algom.json` is refused or cron cannot be given a path.
    package func planned(programs: String, extras: CronExtras) throws(JobError) -> String {
        _ = try checkChannels(extras)
        return try block(programs: programs, extras: extras).text
    }

    /// Writes the block, in place of its own predecessor or at the end.
    ///
    /// - Throws: ``JobError`` where it cannot; the table is as it was.
    package func install(
        programs: String, extras: CronExtras, force: Bool
    ) throws(JobError) -> CronResult {
        let untold = try checkChannels(extras)
        let new = try block(programs: programs, extras: extras)
        let table = CronTable(bytes: try access.read() ?? [])
        let complaints = warnings(table) + untold
        let old = try table.block(of: home)
        if old == new {
            return CronResult(
                ["the crontab holds these lines already:", new.text], complaints: complaints)
        }
        if let old, !old.isSealed, !force {
            return CronResult(
                [
                    "in the crontab, changed by hand:", old.text, "",
                    "what install would write:", new.text,
                ],
                status: .configuration,
                complaints: complaints + [
                    "the lines of \(home) in the crontab were changed by hand; nothing was changed; "
                        + "to put the new ones in their place: "
                        + "\(Command(words: Self.command(extras, home: home) + ["--force"]))"
                ])
        }
        try replace(try table.installing(new, home: home))
        let verb = old == nil ? "installed" : "replaced"
        return CronResult(["\(verb) in the crontab:", new.text], complaints: complaints)
    }

    /// Tells what is installed, and whether it is what install would write now, with the same flags.
    ///
    /// - Throws: ``JobError`` where that cannot be seen.
    package func show(programs: String) throws(JobError) -> CronResult {
        let table = CronTable(bytes: try access.read() ?? [])
        let complaints = warnings(table)
        guard let old = try table.block(of: home) else {
            return CronResult(
                [
                    "the crontab holds no lines of \(home); to write them: "
                        + "\(Command("algom cron install", home: home))"
                ],
                status: .wrong, complaints: complaints)
        }
        let new = try block(programs: programs, extras: old.extras)
        if old == new {
            return CronResult(
                [old.text, "", "this is what install would write now"], complaints: complaints)
        }
        let who = old.isSealed ? "written by an earlier install" : "changed by hand"
        return CronResult(
            [old.text, "", "\(who); install would write:", new.text],
            status: .wrong, complaints: complaints)
    }

    /// Takes the block away, and nothing else; a table that is empty then goes too.
    ///
    /// - Throws: ``JobError`` where it cannot; the table is as it was.
    package func remove() throws(JobError) -> CronResult {
        let table = CronTable(bytes: try access.read() ?? [])
        guard let old = try table.block(of: home) else {
            return CronResult(["the crontab holds no lines of \(home)"])
        }
        try replace(try table.removing(home: home))
        return CronResult(["removed from the crontab:", old.text], complaints: warnings(table))
    }

    /// The settings that a line would run by: cron gives none of the variables that are set here.
    private func settings() throws(JobError) -> Settings {
        try Settings(environment: [:], options: Settings.Options(home: home))
    }

    /// What is to be said of the channels that alerts would go by.
    ///
    /// - Throws: ``JobError`` where there are to be alerts, and nobody whom they would reach.
    private func checkChannels(_ extras: CronExtras) throws(JobError) -> [String] {
        guard extras.alerts else { return [] }
        let channels = try settings().alertChannels()
        guard !channels.isEmpty else {
            throw JobError(
                .configuration, at: "--alerts",
                "algom.json names no channel, so nobody would be told",
                remedy:
                    "give its alerts section one ('algom alert --help' names all), or leave --alerts out"
            )
        }
        return channels.compactMap { _, channel in
            if case .failure(let error) = channel { "warning: \(error)" } else { nil }
        }
    }

    private func block(programs: String, extras: CronExtras) throws(JobError) -> CronBlock {
        let settings = try settings()
        let lines = try CronLines.lines(
            home: home, programs: programs, isConfigured: settings.isConfigured,
            schedule: TickSchedule(for: settings.traders.map(\.market.timeframe)), extras: extras)
        return CronBlock(home: home, extras: extras, lines: lines)
    }

    /// What installs these lines.
    private static func command(_ extras: CronExtras, home: String) -> [String] {
        Command("algom cron install", home: home).words + extras.flags
    }

    /// Writes a table, and looks whether it is there.
    private func replace(_ table: CronTable) throws(JobError) {
        try access.write(table.bytes.isEmpty ? nil : table.bytes)
        guard try access.read() ?? [] == table.bytes else {
            throw JobError(
                .io, "the crontab is not what was written", remedy: "look at it with 'crontab -l'")
        }
    }

    private func warnings(_ table: CronTable) -> [String] {
        table.strayTicks.prefix(10).map {
            "warning: the crontab starts ticks in a line that is not of 'algom cron', too; take it"
                + " out with 'crontab -e': \($0)"
        }
    }
}
