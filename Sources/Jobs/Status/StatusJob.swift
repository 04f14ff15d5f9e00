package import Market
internal import Record
package import Reporting
package import Settings
internal import Store
package import Text
internal import Trading

/// How the traders stand, read from their checkpoints without a lock; nothing is changed.
///
/// The state directory tells which traders there are, `algom.json` which there should be. Status needs
/// none: what is wrong with it is told first, and the records all the same.
package struct StatusJob: Sendable {
    package let home: String
    /// The traders asked for; all where empty.
    package let traders: [String]
    package let now: Timestamp

    package init(home: String, traders: [String], now: Timestamp) {
        self.home = home
        self.traders = traders
        self.now = now
    }

    /// The traders that a home has a state of; none where it cannot be read.
    package static func traderNames(home: String) -> [String] {
        do {
            return try StateListing(home: home, chosen: []).names
        } catch {
            // A shell that asks for names while a person types has nobody to tell of an error.
            return []
        }
    }

    /// Reads the state of the traders.
    ///
    /// - Parameters:
    ///   - settings: what the traders should go by, or why that is refused; without them nothing is
    ///     judged by them.
    ///   - failure: why the last tick of a trader failed; `nil` where it did not.
    /// - Returns: how they stand.
    /// - Throws: ``JobError`` where the state directory cannot be read or a trader is not in it.
    package func run(
        against settings: Result<Settings, JobError>? = nil,
        failure: (String) -> String? = { _ in nil }
    ) throws(JobError) -> Status {
        let found = try StateListing(home: home, chosen: traders)
        var refusal: JobError?
        var configured: [TraderSettings]?
        switch settings {
        case .success(let settings)?: configured = settings.isConfigured ? settings.traders : nil
        case .failure(let error)?: refusal = error
        case nil: break
        }
        guard let directory = found.directory, !found.names.isEmpty else {
            return Status(traders: [], refusal: refusal, home: home, now: now)
        }
        let meant = (configured ?? []).map(\.name).filter {
            traders.isEmpty || traders.contains($0)
        }
        let names = meant + found.names.filter { !meant.contains($0) }
        let known = Dictionary(
            (configured ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let standings = names.map { name in
            TraderStanding(
                name, in: directory,
                meant: configured == nil
                    ? (refusal == nil ? .unknown : .refused)
                    : known[name].map(TraderStanding.Meaning.to) ?? .removed,
                failure: failure(name), at: now)
        }
        return Status(traders: standings, refusal: refusal, home: home, now: now)
    }
}

/// What `algom status` tells.
package struct Status {
    let traders: [TraderStanding]
    /// Why `algom.json`, or what stands beside it, does not count.
    package let refusal: JobError?
    let home: String
    let now: Timestamp

    /// The worst of what was found.
    package var status: ExitStatus {
        (traders.map(\.status) + [refusal?.status].compactMap { $0 }).max() ?? .ok
    }

    /// For people, laid out for a terminal of that width: what stays in sight, and what can be scrolled.
    package func lines(
        width: Int, isColoured: Bool, form: StatusReport.Form = .usual,
        order: StatusOrder = .file
    ) -> (head: [String], body: [String]) {
        let words = refusal.map { "\($0)" }
        guard !traders.isEmpty else {
            return ([], (words.map { [$0, ""] } ?? []) + [StateListing.nobodyYet(in: home)])
        }
        let report = StatusReport(
            entries: traders.map(\.entry), refusal: words, now: now, width: width,
            isColoured: isColoured, form: form, order: order)
        return (report.head, report.body)
    }

    /// The same at once.
    package func text(
        width: Int, isColoured: Bool, form: StatusReport.Form = .usual, order: StatusOrder = .file
    ) -> String {
        let (head, body) = lines(width: width, isColoured: isColoured, form: form, order: order)
        return (head + body).joined(separator: "\n")
    }

    /// For programs: the fields of the stats files, one object a line.
    package var json: [String] { traders.map { $0.json(now: now) } }
}
