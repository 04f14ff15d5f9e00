package import Feeds
package import HTTP
internal import Market
package import Store

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

    /// Runs the tick; `random` spreads retries out and decides nothing else.
    ///
    /// - Throws: ``JobError`` where not even the state directory can be opened. What befalls one
    ///   trader is in its result and stops no other.
    package func run(random: inout some RandomNumberGenerator) throws(JobError) -> TickResults {
        let directory: StateDirectory
        do {
            directory = try StateDirectory(path: settings.stateDirectory, on: calls)
            // What a killed run left half-written; a trader's own is seen to under its lock.
            try directory.removeLeftovers()
        } catch {
            throw JobError(error)
        }
        var runs = settings.traders.map { TraderRun($0, in: directory, holder: holder) }
        let warnings = feed(&runs, directory, random: &random)
        return TickResults(
            traders: runs.map { $0.finished(at: clock.wall()) },
            warnings: settings.warnings + warnings)
    }

    /// Lets all traders' requests travel at once, and each page go to its trader as it comes.
    private func feed(
        _ runs: inout [TraderRun], _ directory: StateDirectory,
        random: inout some RandomNumberGenerator
    ) -> [String] {
        var warnings: [String] = []
        let waiting = runs.indices.filter { runs[$0].session != nil }
        let requests = waiting.compactMap { runs[$0].session?.feedRequest }
        let pauses = ExchangePauses(directory)
        let (notBefore, found) = pauses.read(Set(requests.map(\.market.exchange)))
        warnings += found
        let fed = FeedLoop.run(
            requests, venues: settings.venues, notBefore: notBefore, transport: transport,
            clock: clock,
            embedded: { symbol, timeframe, from, count in
                SimMarket(symbol: symbol).candles(timeframe, from: from, count: count)
            },
            random: &random
        ) { index, delivery, now in
            runs[waiting[index]].take(delivery, at: now)
        }
        for (index, outcome) in zip(waiting, fed.outcomes) { runs[index].outcome = outcome }
        do {
            try pauses.write(fed.notBefore, before: notBefore)
        } catch {
            warnings.append("\(error)")
        }
        return warnings
    }
}
