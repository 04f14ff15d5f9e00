internal import Feeds
internal import Market
internal import Record
internal import Reporting
internal import Settings
internal import Store
internal import Text
internal import Trading

/// What one tick does for one trader: a session while there is one, and the first thing gone wrong.
struct TraderRun {
    let settings: TraderSettings
    private let home: String?
    private(set) var session: TraderSession?
    private var failure: JobError?
    private var warnings: [String] = []
    /// How its fetching ended; `nil` where it never began.
    var outcome: FeedOutcome?

    init(
        _ settings: TraderSettings, in store: any RecordStore, holder: String,
        schedule: TickSchedule, fallback: Settings.Fallback?, now: Timestamp
    ) {
        self.settings = settings
        home = store.ownHome
        do {
            session = try TraderSession(
                settings, in: store, holder: holder, schedule: schedule, fallback: fallback,
                now: now)
        } catch {
            failure = error
        }
    }

    /// Takes what the feed delivers; returns whether the trader can take more.
    mutating func consume(_ delivery: FeedDelivery, at now: Timestamp) -> Bool {
        guard failure == nil else { return false }
        do {
            switch delivery {
            case .candles(let candles): try session?.consume(candles, at: now)
            case .revised(let consumed, let told):
                session?.note(told, insteadOf: consumed, at: now)
            case .warning(let text): warnings.append("\(settings.name): \(text)")
            }
            return true
        } catch {
            failure = error
            return false
        }
    }

    /// Writes the stats file, whatever came before it, and tells how the tick went.
    ///
    /// `isCopied` says that this trader's is the one that is copied.
    consuming func finished(at now: Timestamp, isCopied: Bool) -> TraderResult {
        let view = writeStats(at: now, isCopied: isCopied)
        var waiting: String?
        switch outcome?.end {
        case .failed(let trouble):
            failure = failure ?? JobError(trouble, trader: settings, in: home)
        case .waiting(let text): waiting = text
        case .upToDate, .stopped, nil: break
        }
        return TraderResult(
            name: settings.name, view: view, candles: session?.candles ?? 0,
            news: session?.news ?? [], waiting: waiting, failure: failure,
            requests: outcome?.requests ?? 0, bytes: outcome?.bytes ?? 0, warnings: warnings)
    }

    /// What is odd about a record that has begun just now with a balance that nobody has named.
    private func beginning(_ session: TraderSession, _ view: TraderView) -> String? {
        let (symbol, balance) = (view.market.symbol, view.parameters.initialBalance)
        guard session.candles > 0, session.candles == view.state.candles, !symbol.isPaidInMoney,
            balance == Parameters().initialBalance
        else { return nil }
        let reset = RecordRemedy.giveUp(view.name, why: "another balance", in: home)
        return "\(view.name): it begins with \(Figures.money(balance, in: symbol.quote)) "
            + "\(symbol.quote), the default; for another, give it an initialBalance in algom.json "
            + "and: \(reset)"
    }

    private mutating func writeStats(at now: Timestamp, isCopied: Bool) -> TraderView? {
        guard let session else { return nil }
        do {
            let view = try session.view()
            if let price = view.state.lastClose,
                let coarse = Coarseness.running(session.settings.parameters, at: price)
            {
                warnings.append("\(settings.name): \(coarse.warning(at: price))")
            }
            if let words = beginning(session, view) { warnings.append(words) }
            do {
                try session.writeStats(view.summary, at: now, isCopied: isCopied)
            } catch {
                failure = failure ?? error
            }
            return view
        } catch {
            failure = failure ?? error
            return nil
        }
    }
}

/// The commit, a step at a time; the first failure ends it for this trader.
extension TraderRun {
    var isStaged: Bool { session?.isStaged ?? false }

    /// Whether what is told at a moment can be staged beside what already is.
    func canStage(at now: Timestamp) -> Bool { session?.canStage(at: now) ?? true }

    mutating func write() { attempt { (session) throws(JobError) in try session.write() } }

    mutating func commit(_ step: (any RecordWriter) throws(StoreError) -> Void) {
        attempt { (session) throws(JobError) in try session.commit(step) }
    }

    mutating func settle() { session?.settle() }

    /// Takes that the disk could not be synced.
    mutating func fail(_ error: StoreError) {
        failure = failure ?? JobError(error, trader: settings.name)
        session?.abandon()
    }

    private mutating func attempt(
        _ step: (inout TraderSession) throws(JobError) -> Void
    ) {
        guard var session, session.isStaged else { return }
        do {
            try step(&session)
        } catch {
            failure = failure ?? error
            session.abandon()
        }
        self.session = session
    }
}
