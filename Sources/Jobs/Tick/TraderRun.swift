internal import Feeds
internal import Market
internal import Reporting
internal import Store
internal import Trading

/// What one tick does for one trader: a session while there is one, and the first thing gone wrong.
struct TraderRun {
    let settings: TraderSettings
    private(set) var session: TraderSession?
    private var failure: JobError?
    private var warnings: [String] = []
    /// How its fetching ended; `nil` where it never began.
    var outcome: FeedOutcome?

    init(_ settings: TraderSettings, in directory: StateDirectory, holder: String) {
        self.settings = settings
        do {
            session = try TraderSession(settings, in: directory, holder: holder)
        } catch {
            failure = error
        }
    }

    /// Takes what the feed delivers; returns whether the trader can take more.
    mutating func take(_ delivery: FeedDelivery, at now: Timestamp) -> Bool {
        do {
            switch delivery {
            case .candles(let candles): try session?.consume(candles, at: now)
            case .revised(let consumed, let told):
                try session?.note(told, insteadOf: consumed, at: now)
            case .warning(let text): warnings.append("\(settings.name): \(text)")
            }
            return true
        } catch {
            failure = error
            return false
        }
    }

    /// Writes the stats file, whatever came before it, and tells how the tick went.
    consuming func finished(at now: Timestamp) -> TraderResult {
        let view = writeStats(at: now)
        var waiting: String?
        switch outcome?.end {
        case .failed(let trouble): failure = failure ?? JobError(trouble, trader: settings)
        case .waiting(let text): waiting = text
        case .upToDate, .stopped, nil: break
        }
        return TraderResult(
            name: settings.name, view: view, candles: session?.candles ?? 0,
            news: session?.news ?? [], waiting: waiting, failure: failure,
            requests: outcome?.requests ?? 0, bytes: outcome?.bytes ?? 0, warnings: warnings)
    }

    private mutating func writeStats(at now: Timestamp) -> TraderView? {
        guard let session else { return nil }
        do {
            let summary = try session.summary()
            let view = TraderView(
                name: settings.name, market: settings.market, parameters: settings.parameters,
                state: session.checkpoint.state, summary: summary)
            do {
                try session.writeStats(summary, at: now)
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
