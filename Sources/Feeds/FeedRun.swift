internal import HTTP
internal import JSON
internal import Market

/// Runs the fetching of all traders over one transport, until each has ended or time is up.
///
/// All requests travel at once and no trader waits for another's; only an exchange's wish for
/// silence, and an address that serves nobody here, hold for all of its traders.
struct FeedRun<Random: RandomNumberGenerator> {
    /// The least time left in which it makes sense to ask once more after a silence.
    private static var leastMilliseconds: Int64 { 1_000 }

    let transport: any HTTPTransport
    let clock: FeedClock
    let deadline: Int64
    let budgetMilliseconds: Int64
    /// The traders, by their index among all requests.
    var lanes: [Int: FeedLane]
    var accesses: [Exchange: ExchangeAccess]
    var random: Random

    mutating func run(_ deliver: FeedConsumer) {
        while let wait = step(deliver) {
            if let completion = transport.next(withinMilliseconds: wait) {
                take(completion, deliver)
            }
        }
    }

    private var indices: [Int] { lanes.keys.sorted() }

    /// Sends what is due, and says how long nothing else will be; `nil` when all have ended.
    private mutating func step(_ deliver: FeedConsumer) -> Int? {
        let now = clock.monotonicMilliseconds()
        guard now < deadline else {
            transport.cancelAll()
            for index in indices { expire(index, deliver) }
            return nil
        }
        for index in indices {
            if case .due(let moment)? = lanes[index]?.phase, moment <= now { begin(index, at: now) }
        }
        let moments = lanes.values.compactMap { lane -> Int64? in
            switch lane.phase {
            case .due(let moment): moment
            case .underWay: deadline
            case .ended: nil
            }
        }
        return moments.min().map { Int(max(1, min($0, deadline) - now)) }
    }

    /// Sends a trader's request, unless its exchange is held or has no address left.
    private mutating func begin(_ index: Int, at now: Int64) {
        guard var lane = lanes[index], let access = accesses[lane.market.exchange] else { return }
        guard access.heldUntil <= now else {
            if access.heldUntil > deadline - Self.leastMilliseconds {
                end(index, .failed(heldFailure(lane, access)))
            } else {
                lanes[index]?.phase = .due(access.heldUntil)
            }
            return
        }
        guard let (place, url) = access.base(from: lane.base) else {
            let failure = FeedFailure(
                .refused, "\(lane.market): \(access.venue.baseVariable) names no address")
            end(index, .failed(access.whyClosed ?? failure))
            return
        }
        var request = access.venue.request(
            lane.market, from: lane.seeker.start, base: url, apiKey: access.apiKey)
        let left = Int(deadline - now)
        request.totalTimeoutMilliseconds = min(request.totalTimeoutMilliseconds, left)
        request.connectTimeoutMilliseconds = min(request.connectTimeoutMilliseconds, left)
        lane.base = place
        lane.url = request.url
        lane.isSettling = false
        lane.requests += 1
        lane.sentAt = clock.wall()
        lane.phase = .underWay(transport.start(request))
        lanes[index] = lane
    }

    private mutating func take(_ completion: HTTPCompletion, _ deliver: FeedConsumer) {
        let owner = lanes.first { $0.value.phase == .underWay(completion.request) }
        guard case (let index, var lane)? = owner, let access = accesses[lane.market.exchange]
        else {
            return
        }
        if case .success(let response) = completion.result { lane.bytes += response.body.count }
        lanes[index] = lane
        switch completion.result {
        case .failure(let error):
            if case .insecure = error {
                // A certificate that is refused now is refused in a second as well.
                askElsewhere(
                    index,
                    because: lane.failure(
                        .unavailable, "\(error)", hiding: access.apiKey, ofWholeExchange: true))
            } else {
                let failure = lane.failure(.unavailable, "\(error)", hiding: access.apiKey)
                retry(index, after: failure, deliver)
            }
        case .success(let response):
            switch access.venue.answer(response) {
            case .rows(let rows):
                var access = access
                let (time, warning) = access.readClock(
                    response, sentAt: lane.sentAt, wall: clock.wall())
                accesses[lane.market.exchange] = access
                if let warning, !hand(.warning(warning), to: index, at: time, deliver) { return }
                advance(index, lane, by: rows, at: time, deliver)
            case .refused(let refusal):
                obey(refusal, index, lane, status: response.status, deliver)
            }
        }
    }

    /// Lets a trader's seeker take the rows, hands over what it found, and goes on as it says.
    private mutating func advance(
        _ index: Int, _ lane: FeedLane, by rows: [JSONValue], at time: Timestamp,
        _ deliver: FeedConsumer
    ) {
        var lane = lane
        let turn = lane.seeker.take(rows, at: time)
        lane.backoff.succeeded()
        lane.lastFailure = nil
        lanes[index] = lane
        for delivery in turn.deliveries {
            guard hand(delivery, to: index, at: time, deliver) else { return }
            if case .candles = delivery { lanes[index]?.hasProgressed = true }
        }
        switch turn.next {
        case .ask(let delay):
            lanes[index]?.isSettling = delay > 0
            schedule(index, afterMilliseconds: delay, deliver)
        case .end(let end): self.end(index, end)
        case .fail(let kind, let words):
            let advice = kind == .badData ? "nothing past it was consumed" : ""
            let secret = accesses[lane.market.exchange]?.apiKey
            end(index, .failed(lane.failure(kind, words, advice: advice, hiding: secret)))
        }
    }

    /// Does what helps against an exchange's refusal.
    private mutating func obey(
        _ refusal: VenueRefusal, _ index: Int, _ lane: FeedLane, status: Int,
        _ deliver: FeedConsumer
    ) {
        let secret = accesses[lane.market.exchange]?.apiKey
        let words = "answered HTTP \(status): \(refusal.said)"
        func failure(_ kind: FeedFailure.Kind) -> FeedFailure {
            lane.failure(
                kind, words, advice: refusal.advice, hiding: secret,
                ofWholeExchange: refusal.remedy == .otherBase)
        }
        switch refusal.remedy {
        case .retry: retry(index, after: failure(.unavailable), deliver)
        case .otherBase: askElsewhere(index, because: failure(.unavailable))
        case .giveUp(let kind): end(index, .failed(failure(kind)))
        case .holdOff(let seconds):
            let now = clock.monotonicMilliseconds()
            let wall = clock.wall()
            accesses[lane.market.exchange]?.hold(
                seconds: seconds, wall: wall, monotonic: now,
                because: ForeignText.shown(words, hiding: secret))
            // Trouble of one address may be over at the next; a limit holds for all of them.
            if status >= 500 { lanes[index]?.base += 1 }
            lanes[index]?.phase = .due(now)
        }
    }

    // MARK: Waiting and ending

    private mutating func retry(
        _ index: Int, after failure: FeedFailure, _ deliver: FeedConsumer
    ) {
        guard var lane = lanes[index] else { return }
        let delay = lane.backoff.failed(using: &random)
        lane.lastFailure = failure
        lane.base += 1
        lanes[index] = lane
        schedule(index, afterMilliseconds: delay, deliver)
    }

    private mutating func askElsewhere(_ index: Int, because failure: FeedFailure) {
        guard let lane = lanes[index] else { return }
        accesses[lane.market.exchange]?.close(base: lane.base, because: failure)
        let now = clock.monotonicMilliseconds()
        lanes[index]?.lastFailure = failure
        lanes[index]?.phase = .due(now)
    }

    private mutating func schedule(
        _ index: Int, afterMilliseconds delay: Int64, _ deliver: FeedConsumer
    ) {
        let moment = clock.monotonicMilliseconds() + delay
        lanes[index]?.phase = .due(moment)
        if moment >= deadline { expire(index, deliver) }
    }

    /// Ends a trader for which there is no time left.
    private mutating func expire(_ index: Int, _ deliver: FeedConsumer) {
        guard let lane = lanes[index], let access = accesses[lane.market.exchange] else { return }
        if case .ended = lane.phase { return }
        if lane.isSettling { return end(index, .upToDate) }
        let seconds = budgetMilliseconds / 1_000
        let silence = lane.failure(
            .unavailable, "has not answered within the \(seconds) s of this run",
            hiding: access.apiKey)
        guard lane.hasProgressed else {
            return end(index, .failed(lane.lastFailure ?? silence))
        }
        let wall = clock.wall()
        let time = access.time(wall: wall) ?? wall
        if let failure = lane.lastFailure {
            guard hand(.warning(failure.message), to: index, at: time, deliver) else { return }
        }
        let behind = max(1, lane.seeker.candlesBehind(at: time))
        let noun = behind == 1 ? "candle" : "candles"
        end(index, .waiting("\(behind) \(noun) behind, the next tick goes on"))
    }

    private mutating func hand(
        _ delivery: FeedDelivery, to index: Int, at time: Timestamp, _ deliver: FeedConsumer
    ) -> Bool {
        if deliver(index, delivery, time) { return true }
        end(index, .stopped)
        return false
    }

    private mutating func end(_ index: Int, _ end: FeedEnd) {
        guard let lane = lanes[index] else { return }
        let time = accesses[lane.market.exchange]?.time(wall: clock.wall())
        lanes[index]?.phase = .ended(
            FeedOutcome(end: end, exchangeTime: time, requests: lane.requests, bytes: lane.bytes))
    }

    private func heldFailure(_ lane: FeedLane, _ access: ExchangeAccess) -> FeedFailure {
        let moment = access.notBefore.map { "\($0)" } ?? "later"
        return FeedFailure(
            .tryLater,
            "\(lane.market): \(access.venue.exchange.rawValue) must not be asked before \(moment) "
                + "(\(access.whyHeld)); the first tick after that goes on")
    }
}
