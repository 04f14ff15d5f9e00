package import Market
internal import Record
internal import Reporting
package import Settings
internal import Store
package import Text
internal import Trading

/// Begins a trader's record with the balance that the Node program ended with.
///
/// The commit is that of a new trader's first act: a checkpoint of length 0, which holds what was
/// carried over. The next tick writes it on the journal's first line, where verifying proves that it
/// was there from the beginning. Whatever kills the job before the checkpoint is in its place leaves
/// no record; after it only the stats file, which is derived, may be missing.
package struct ImportStatsJob: Sendable {
    private let settings: Settings
    private let file: String
    private let dropsPosition: Bool
    private let isDryRun: Bool
    private let now: Timestamp
    private let holder: String
    private let isTraderNamed: Bool

    /// `settings` hold the traders there are, or the one that was named; `holder` is what a tick would
    /// say of this run.
    package init(
        settings: Settings, file: String, isTraderNamed: Bool, dropsPosition: Bool, isDryRun: Bool,
        now: Timestamp, holder: String
    ) {
        self.settings = settings
        self.file = file
        self.isTraderNamed = isTraderNamed
        self.dropsPosition = dropsPosition
        self.isDryRun = isDryRun
        self.now = now
        self.holder = holder
    }

    /// Takes the file over; returns what to tell, and what the operator should know.
    ///
    /// - Throws: ``JobError`` where the file holds no balance, the trader has a record, or the disk
    ///   fails; nothing was changed then.
    package func run() throws(JobError) -> (lines: [String], warnings: [String]) {
        let stats = try OldStats(path: file)
        let trader = try trader(for: stats)
        var claim = stats.claim
        claim.at = now
        if stats.hasOpenPosition {
            guard dropsPosition else { throw refusal(claim, trader) }
            claim.hasDroppedPosition = true
        }
        try check(trader.opened(with: claim))
        if isDryRun {
            try look(trader)
        } else {
            try write(stats, claim, trader)
        }
        let differences = stats.differences(from: trader)
        let warnings =
            stats.warnings
            + (differences.isEmpty
                ? []
                : ["the old figures were made otherwise: \(differences.joined(separator: "; "))"])
        return ([words(claim, trader)], warnings.map { "\(file): \($0)" })
    }

    private func trader(for stats: OldStats) throws(JobError) -> TraderSettings {
        let traders = settings.traders
        if isTraderNamed, let only = traders.first { return only }
        let named = stats.trader.flatMap { name in traders.first { $0.name == name } }
        let there = traders.filter {
            stats.exchange == nil || stats.exchange == $0.market.exchange.rawValue
        }
        if let found = named ?? (there.count == 1 ? there.first : nil) { return found }
        let names = (there.isEmpty ? traders : there).map(\.name).joined(separator: ", ")
        let place = stats.exchange.map { "it is of \(excerpt(of: $0))" } ?? "it names no exchange"
        let command = Command(
            "algom init", "--exchange", stats.exchange ?? "binance", home: settings.home)
        let way =
            settings.isConfigured
            ? "give it one in \(settings.home)/algom.json" : "'\(command)' writes one"
        let choice =
            there.isEmpty
            ? "no trader here is, but only \(names); \(way), or choose with --trader"
            : "it may be that of each of these: \(names); choose with --trader"
        throw JobError(.usage, at: file, "\(place), and \(choice)")
    }

    private func refusal(_ claim: CarriedOver, _ trader: TraderSettings) -> JobError {
        let balance = Figures.money(claim.balance, in: trader.market.symbol.quote)
        return JobError(
            .usage, at: file,
            "a position is open in it, whose entry nothing proves: close it in the old program "
                + "first, or begin with --drop-position, with the balance of "
                + "\(balance) alone and nothing for the position")
    }

    private func check(_ trader: TraderSettings) throws(JobError) {
        do {
            try trader.parameters.validate()
        } catch {
            throw JobError(.badData, at: file, "\(error)")
        }
    }

    private func words(_ claim: CarriedOver, _ trader: TraderSettings) -> String {
        let verb = isDryRun ? "would begin" : "begins"
        let quote = trader.market.symbol.quote
        return "\(trader.name): its record \(verb) with a balance of "
            + "\(Figures.money(claim.balance, in: quote)) from \(claim.file); before it, "
            + claim.words(in: quote)
    }
}

/// What is on the disk, looked at and changed.
extension ImportStatsJob {
    /// Sees that nothing would be overwritten, without a lock.
    private func look(_ trader: TraderSettings) throws(JobError) {
        let directory: StateDirectory?
        do {
            directory = try StateDirectory(existing: settings.stateDirectory)
        } catch {
            throw JobError(error)
        }
        if let directory { try refuseRecord(of: trader.name, in: directory) }
    }

    private func write(
        _ stats: OldStats, _ claim: CarriedOver, _ trader: TraderSettings
    ) throws(JobError) {
        let (directory, lock) = try locked(trader.name)
        defer { lock.release() }
        try refuseRecord(of: trader.name, in: directory)
        do throws(StoreError) {
            // The bytes that the journal's SHA-256 is of; the stats file may be written over them.
            try directory.replace(
                StateFiles.carriedOver(of: trader.name), with: stats.bytes, access: .owner)
            _ = try Archive(directory).begin(trader, carriedOver: claim)
        } catch {
            throw JobError(error, trader: trader.name)
        }
        try Checkpoint.read(trader.name, in: directory)?.publish(in: directory, at: now)
    }

    private func locked(_ trader: String) throws(JobError) -> (StateDirectory, any RecordClaim) {
        do throws(StoreError) {
            let directory = try StateDirectory(path: settings.stateDirectory)
            try directory.removeLeftovers()
            return (directory, try directory.claim(trader, isMade: false, holder: holder))
        } catch {
            throw JobError(error, trader: trader)
        }
    }

    /// A checkpoint without a candle, as a tick leaves that got none, is no record yet.
    private func refuseRecord(
        of trader: String, in directory: StateDirectory
    ) throws(JobError) {
        guard let found = try Checkpoint.readNewest(trader, in: directory)?.checkpoint else {
            return try LostRecord.refuse(trader, in: directory, fallback: settings.fallback)
        }
        guard found.journal.lines > 0 || found.carriedOver != nil else { return }
        let what =
            found.carriedOver.map { "a balance was carried over into it already, \($0.at)" }
            ?? "\(counted(found.state.candles, "candle")) are in it"
        throw JobError(
            .usage, trader: trader,
            "it has a record, and a balance can only begin one (\(what))",
            remedy: "give it up first with '\(RecordRemedy.giveUp(trader, in: directory.ownHome))'")
    }
}
