package import Feeds
package import HTTP
internal import Market
internal import Record
package import Settings
package import Store
package import Text
internal import Trading

/// One tick: for every trader fetch the closed candles it has not seen, step, commit, write stats.
package struct TickJob {
    package let settings: Settings
    package let transport: any HTTPTransport
    package let clock: FeedClock
    /// What another tick says of this one when it finds the lock held.
    package let holder: String
    /// Who makes the calls in the state directory.
    package let calls: any FileSystemCalls

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

    /// Told how many candles have been caught up with, of about how many.
    package typealias Progress = (_ done: Int64, _ total: Int64) -> Void

    /// Runs the tick; `random` spreads retries out and decides nothing else, `trouble` is told what is
    /// waited for while an exchange is asked again.
    ///
    /// - Throws: ``JobError`` where not even the state directory can be opened. What befalls one
    ///   trader is in its result and stops no other.
    package func run(
        random: inout some RandomNumberGenerator, progress: Progress? = nil,
        trouble: (String) -> Void = { _ in }
    ) throws(JobError) -> TickResults {
        let directory: StateDirectory
        do {
            directory = try StateDirectory(path: settings.stateDirectory, on: calls)
            // What a killed run left half-written; a trader's own is seen to under its lock.
            try directory.removeLeftovers()
        } catch {
            throw JobError(error)
        }
        let (schedule, now) = (settings.tickSchedule, clock.wall())
        var runs = settings.traders.map {
            TraderRun(
                $0, in: directory, holder: holder, schedule: schedule, fallback: settings.fallback,
                now: now)
        }
        let warnings = try ForeignText.hiding(settings.credentials) { () throws(JobError) in
            try feed(&runs, directory, random: &random, progress, trouble)
        }
        SharedCommit.commit(&runs, in: directory)
        let copied = runs.lastIndex { $0.session != nil }
        return TickResults(
            traders: runs.indices.map {
                runs[$0].finished(at: clock.wall(), isCopied: $0 == copied)
            },
            warnings: settings.warnings + warnings)
    }

    /// Lets all traders' requests travel at once, and each page go to its trader as it comes.
    private func feed(
        _ runs: inout [TraderRun], _ directory: StateDirectory,
        random: inout some RandomNumberGenerator, _ progress: Progress?,
        _ trouble: (String) -> Void
    ) throws(JobError) -> [String] {
        var warnings: [String] = []
        let waiting = runs.indices.filter { runs[$0].session != nil }
        let requests = waiting.compactMap { runs[$0].session?.feedRequest }
        let pauses = ExchangePauses(directory)
        let kept: [Exchange: ExchangePause]
        do {
            let found = try pauses.read(Set(requests.map(\.market.exchange)), at: clock.wall())
            kept = found.pauses
            warnings += found.warnings
        } catch {
            throw JobError(error)
        }
        var pending = Pending()
        var backlog = Backlog(of: runs, at: clock.wall())
        let fed = FeedLoop.run(
            requests, venues: settings.venues, pauses: kept, transport: transport,
            clock: clock,
            embedded: { symbol, timeframe, from, count in
                SimMarket(symbol: symbol).candles(timeframe, from: from, count: count)
            },
            random: &random,
            breathe: {
                guard pending.isDue(at: clock.monotonicMilliseconds()) else { return }
                SharedCommit.commit(&runs, in: directory)
                pending = Pending()
            }, tell: trouble
        ) { index, delivery, now in
            let run = waiting[index]
            if pending.isMuch || !runs[run].canStage(at: now) {
                SharedCommit.commit(&runs, in: directory)
                pending = Pending()
            }
            pending.add(delivery, at: clock.monotonicMilliseconds())
            backlog.tell(delivery, progress)
            return runs[run].consume(delivery, at: now)
        }
        for (index, outcome) in zip(waiting, fed.outcomes) { runs[index].outcome = outcome }
        do {
            try pauses.write(fed.pauses, before: kept)
        } catch {
            warnings.append("\(error)")
        }
        return warnings
    }
}

/// How much waits for its commit, and since when.
private struct Pending {
    /// Who is killed must not lose more than this, nor may more wait in memory.
    private static let maximumMilliseconds: Int64 = 5_000
    private static let maximumCandles = 20_000

    private var candles = 0
    private var since: Int64?

    var isMuch: Bool { candles >= Self.maximumCandles }

    func isDue(at now: Int64) -> Bool {
        since.map { now - $0 >= Self.maximumMilliseconds } ?? false
    }

    mutating func add(_ delivery: FeedDelivery, at now: Int64) {
        switch delivery {
        case .candles(let more): candles += more.count
        case .revised: candles += 1
        case .warning: return
        }
        since = since ?? now
    }
}

/// How many candles there are to catch up with, and how many have come.
private struct Backlog {
    private var done: Int64 = 0
    private let total: Int64

    init(of runs: [TraderRun], at now: Timestamp) {
        total = runs.reduce(0) { sum, run in
            guard let session = run.session,
                let last = session.checkpoint.state.lastOpenTime
            else { return sum }
            let length = session.settings.market.timeframe.milliseconds
            return sum + max(0, now.since(last) / length - 1)
        }
    }

    mutating func tell(_ delivery: FeedDelivery, _ progress: TickJob.Progress?) {
        guard let progress, case .candles(let more) = delivery else { return }
        done += Int64(more.count)
        progress(done, max(done, total))
    }
}
