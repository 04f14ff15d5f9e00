internal import JSON
internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
internal import Text
internal import Trading

/// One trader as its checkpoint tells it, or why it cannot; and what is wrong with it.
struct TraderStanding {
    /// What `algom.json` means a trader to be.
    enum Meaning {
        /// There is no such file.
        case unknown
        /// There is one, and it is refused.
        case refused
        case to(TraderSettings)
        /// It does not name the trader.
        case removed

        /// Whether a file names the traders.
        var isConfigured: Bool { if case .unknown = self { false } else { true } }
    }

    let name: String
    private let view: TraderView?
    private let alarm: TraderAlarm?
    private let skips: [(skip: Skip, at: Timestamp)]
    /// Why the record cannot be read, or is refused.
    private let failure: JobError?

    /// `failure` is why its last tick failed.
    init(
        _ name: String, in store: any RecordStore, meant: Meaning, failure: String?,
        at now: Timestamp
    ) {
        self.name = name
        let found: (checkpoint: Checkpoint, view: TraderView)?
        do throws(JobError) {
            let store = try store.holding(recordOf: name)
            found = try Checkpoint.readNewest(name, in: store).map { found throws(JobError) in
                (found.checkpoint, try TraderView(found.checkpoint))
            }
            skips = found.map { Self.skips($0.checkpoint, in: store) } ?? []
        } catch {
            (view, skips, self.failure) = (nil, [], error)
            alarm = TraderAlarm(.damaged, error, of: name)
            return
        }
        view = found?.view
        var refusal: JobError?
        if let found, case .to(let settings) = meant {
            do {
                try found.checkpoint.belongs(to: settings, in: store)
            } catch {
                refusal = error
            }
        }
        self.failure = refusal
        alarm =
            refusal.map { TraderAlarm(.refused, $0, of: name) }
            ?? Self.alarm(name, found?.view, skips, meant, failure, in: store.ownHome, at: now)
    }

    /// The orders of its last 24 h that were not filled.
    private static func skips(
        _ checkpoint: Checkpoint, in store: any RecordStore
    ) -> [(skip: Skip, at: Timestamp)] {
        guard let end = checkpoint.asOf else { return [] }
        let dayAgo = end.advanced(byMilliseconds: -Timestamp.millisecondsPerDay)
        do {
            return try JournalTail.skips(of: checkpoint, since: dayAgo, in: store)
        } catch {
            // Of a damaged journal health and verify tell; how a trader stands, its checkpoint does.
            return []
        }
    }

    /// The gravest that is wrong with a record that is read and not refused.
    private static func alarm(
        _ name: String, _ view: TraderView?, _ skips: [(skip: Skip, at: Timestamp)],
        _ meant: Meaning, _ failure: String?, in home: String?, at now: Timestamp
    ) -> TraderAlarm? {
        if case .removed = meant {
            let command = RecordRemedy.giveUp(name, in: home)
            return TraderAlarm(
                .removed,
                "algom.json does not name it, so that nothing trades it; its record stays, and "
                    + "'\(command)' puts it away",
                commands: [command.description])
        }
        let tick = Command.tick(name, isConfigured: meant.isConfigured, home: home)
        if let failure {
            return TraderAlarm(
                .failing, "its last tick failed: \(failure); see: \(tick)",
                commands: [tick.description])
        }
        guard let view else { return nil }
        if let asOf = view.asOf, view.isStale(at: now) {
            if let words = Figures.ahead(asOf, of: now) {
                return TraderAlarm(.stale, "its last candle is \(words)")
            }
            let age = Figures.duration(milliseconds: now.since(asOf))
            return TraderAlarm(
                .stale, "its last candle closed \(age) ago; see why: \(tick)",
                commands: [tick.description])
        }
        if let words = StatusReport.Entry.words(on: skips, in: view.market.symbol.quote) {
            return TraderAlarm(.skips, words)
        }
        return view.state.risk.isPaused ? TraderAlarm(.paused, view.waitsFor) : nil
    }

    var status: ExitStatus { failure?.status ?? .ok }

    var entry: StatusReport.Entry {
        guard let view else {
            // The name stands above it already.
            let words = failure.map { $0.words(without: name) }
            return .absent(
                name: name, reason: words ?? "no tick has come to its end yet", alarm: alarm)
        }
        return .trader(view, alarm: alarm, skips: skips)
    }

    func json(now: Timestamp) -> String {
        if let view {
            let settings = TraderSettings(
                name: view.name, market: view.market, parameters: view.parameters)
            let stats = StatsFile(
                settings, view.state, view.summary, timestamp: now, journalHead: view.journalHead,
                carriedOver: view.carriedOver)
            return String(decoding: stats.bytes(.compact).dropLast(), as: UTF8.self)
        }
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.member("trader", name)
            writer.member("error", failure?.description)
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension TraderAlarm {
    /// What stops a trader, whose name stands before it already.
    fileprivate init(_ kind: Kind, _ error: JobError, of trader: String) {
        self.init(
            kind, error.words(without: trader),
            commands: error.remedy?.commands.map(\.description) ?? [])
    }
}

extension JobError {
    /// Itself without the trader's name in front.
    fileprivate func words(without trader: String) -> String {
        let (words, own) = (description, "\(trader): ")
        return words.hasPrefix(own) ? String(words.dropFirst(own.count)) : words
    }
}
