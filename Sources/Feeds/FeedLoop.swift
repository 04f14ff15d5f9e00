package import HTTP
package import Market

/// Feeds traders: everything that has closed since each one's last candle, over one transport.
package enum FeedLoop {
    /// How long one run may take for all of its traders.
    package static let budgetMilliseconds: Int64 = 45_000

    /// Feeds every trader, each as far as it goes.
    ///
    /// Candles are handed over page by page, so memory stays bounded however long a trader was
    /// off. Nothing here fails as a whole: each trader has its own outcome.
    ///
    /// `venues` say where the exchanges of the requests are asked, `pauses` are what an
    /// earlier run has returned, `embedded` makes the candles of the embedded market, `random` is for the
    /// jitter of retries only, `deliver` takes what is found, and `breathe` is called again and again
    /// meanwhile, at least once a second; so is `tell` while something that went wrong is asked for
    /// again.
    ///
    /// - Returns: the outcomes in the order of the requests, and until when exchanges must not be
    ///   asked, to be kept for the next run.
    package static func run(
        _ requests: [FeedRequest],
        venues: [Exchange: VenueSettings],
        pauses: [Exchange: ExchangePause] = [:],
        transport: any HTTPTransport,
        clock: FeedClock,
        embedded: @escaping EmbeddedCandles,
        budgetMilliseconds: Int64 = budgetMilliseconds,
        random: inout some RandomNumberGenerator,
        breathe: () -> Void = {},
        tell: (String) -> Void = { _ in },
        deliver: FeedConsumer
    ) -> (outcomes: [FeedOutcome], pauses: [Exchange: ExchangePause]) {
        let wall = clock.wall()
        let start = clock.monotonicMilliseconds()
        var accesses: [Exchange: ExchangeAccess] = [:]
        for exchange in Exchange.allCases {
            guard let venue = exchange.venue else { continue }
            let settings = venues[exchange] ?? VenueSettings(bases: [])
            var access = ExchangeAccess(venue: venue, settings: settings)
            if let pause = pauses[exchange] {
                access.resume(pause, wall: wall, monotonic: start)
            }
            accesses[exchange] = access
        }
        // Who is furthest behind comes first, so that none comes too late tick after tick.
        let lanes = requests.indices.filter { accesses[requests[$0].market.exchange] != nil }
            .map { FeedLane($0, requests[$0], localTime: wall, dueAt: start) }
            .sorted { ($0.seeker.start, $0.index) < ($1.seeker.start, $1.index) }
        var run = FeedRun(
            transport: transport, clock: clock, deadline: start + budgetMilliseconds,
            budgetMilliseconds: budgetMilliseconds, lanes: lanes, accesses: accesses,
            random: random)
        run.run(breathe: breathe, tell: tell, deliver)
        random = run.random
        var ended: [Int: FeedOutcome] = [:]
        for lane in run.lanes { ended[lane.index] = lane.outcome }

        // The embedded market comes last: it keeps no request waiting that way.
        let outcomes = requests.enumerated().map { index, request in
            if let outcome = ended[index] { return outcome }
            let now = clock.wall()
            let feed = EmbeddedFeed(request: request, candles: embedded)
            let isOver = { clock.monotonicMilliseconds() >= run.deadline }
            let end = feed.run(at: now, isOver: isOver) {
                breathe()
                return deliver(index, $0, now)
            }
            return FeedOutcome(end: end, exchangeTime: now, requests: 0, bytes: 0)
        }
        let end = clock.wall()
        return (outcomes, run.accesses.compactMapValues { $0.pause(at: end) })
    }
}

/// The clocks of this machine; the exchange's comes with its answers.
package struct FeedClock {
    /// What time it is here.
    package let wall: () -> Timestamp
    /// Milliseconds that only ever rise, from any beginning.
    package let monotonicMilliseconds: () -> Int64

    package init(wall: @escaping () -> Timestamp, monotonicMilliseconds: @escaping () -> Int64) {
        self.wall = wall
        self.monotonicMilliseconds = monotonicMilliseconds
    }
}
