internal import HTTP
internal import JSON
internal import Market

/// Runs the fetching of all traders over one transport, until each has ended or time is up.
///
/// Requests travel at once, as many as their exchanges' paces allow, and no trader waits for what
/// another's candles need; only an exchange's wish for silence, and an address that serves nobody
/// here, hold for all of its traders. What several traders would ask alike is asked once.
struct FeedRun<Random: RandomNumberGenerator> {
    /// The least time left in which it makes sense to ask once more after a silence.
    private static var leastMilliseconds: Int64 { 1_000 }
    /// The longest wait before others have their turn: what was delivered wants to be committed.
    private static var longestWaitMilliseconds: Int { 1_000 }

    let transport: any HTTPTransport
    let clock: FeedClock
    let deadline: Int64
    let budgetMilliseconds: Int64
    var lanes: [FeedLane]
    var accesses: [Exchange: ExchangeAccess]
    var random: Random
    /// The traders of each market, who may want the same.
    private let peers: [Market: [Int]]
    /// For whom each request travels; the first of them has sent it.
    var underWay: [Int: [Int]] = [:]
    /// Who waits for an answer of the exchange to another, first come first served.
    private var queues: [Exchange: ArraySlice<Int>] = [:]

    init(
        transport: any HTTPTransport, clock: FeedClock, deadline: Int64, budgetMilliseconds: Int64,
        lanes: [FeedLane], accesses: [Exchange: ExchangeAccess], random: Random
    ) {
        self.transport = transport
        self.clock = clock
        self.deadline = deadline
        self.budgetMilliseconds = budgetMilliseconds
        self.lanes = lanes
        self.accesses = accesses
        self.random = random
        peers = Dictionary(grouping: lanes.indices, by: { lanes[$0].market })
    }

    /// Runs to the end; `breathe` is called again and again, at least once a second, and so is `tell`
    /// with what is waited for, where something went wrong and is asked once more.
    mutating func run(breathe: () -> Void, tell: (String) -> Void, _ deliver: FeedConsumer) {
        while let wait = step(deliver) {
            breathe()
            if let trouble { tell(trouble) }
            let limit = min(wait, Self.longestWaitMilliseconds)
            if let completion = transport.next(withinMilliseconds: limit) {
                handle(completion, deliver)
            }
        }
    }

    /// What went wrong last for somebody who asks again, and for how long that goes on.
    private var trouble: String? {
        let failure = lanes.lazy.filter { $0.phase != .ended }.compactMap(\.lastFailure).first
        guard let failure else { return nil }
        let left = max(0, deadline - clock.monotonicMilliseconds()) / 1_000
        // What fits on a terminal's line: whose it is and why, without the address.
        let words = failure.message.prefix { $0 != ";" }.split(separator: ": ")
            .filter { !$0.hasPrefix("http") }.joined(separator: ": ")
        return "\(words); asks again for \(left) s"
    }

    /// Sends what is due, and says how long nothing else will be; `nil` when all have ended.
    private mutating func step(_ deliver: FeedConsumer) -> Int? {
        let now = clock.monotonicMilliseconds()
        guard now < deadline else {
            transport.cancelAll()
            for position in lanes.indices { expire(position, deliver) }
            return nil
        }
        var next: Int64?
        for position in lanes.indices {
            if case .due(let moment) = lanes[position].phase, moment <= now {
                begin(position, at: now)
            }
        }
        for lane in lanes.indices {
            switch lanes[lane].phase {
            case .due(let moment): next = min(next ?? deadline, moment)
            case .queued, .underWay: next = next ?? deadline
            case .ended: break
            }
        }
        return next.map { Int(max(1, min($0, deadline) - now)) }
    }

    // MARK: Asking

    /// Sends a trader's request, unless its exchange is held, asked enough or has no address left.
    private mutating func begin(_ position: Int, at now: Int64) {
        let market = lanes[position].market
        guard let access = accesses[market.exchange] else { return }
        guard access.heldUntil <= now else {
            if access.heldUntil > deadline - Self.leastMilliseconds {
                end(position, .failed(heldFailure(lanes[position], access)))
            } else {
                lanes[position].phase = .due(access.heldUntil)
            }
            return wakeAll(at: market.exchange)
        }
        switch access.pace.admission(at: now) {
        case .now: break
        case .at(let moment):
            lanes[position].phase = .due(moment)
            return
        case .afterAnAnswer:
            lanes[position].phase = .queued
            queues[market.exchange, default: []].append(position)
            return
        }
        guard let (place, url) = access.base(from: lanes[position].base) else {
            let failure = FeedFailure(
                .refused, "\(market): \(market.exchange.baseVariable) names no address")
            end(position, .failed(access.whyClosed ?? failure))
            return wakeAll(at: market.exchange)
        }
        let start = lanes[position].seeker.start
        var request = access.venue.request(market, from: start, base: url, apiKey: access.apiKey)
        let left = Int(deadline - now)
        request.totalTimeoutMilliseconds = min(request.totalTimeoutMilliseconds, left)
        request.connectTimeoutMilliseconds = min(request.connectTimeoutMilliseconds, left)
        let others = (peers[market] ?? []).filter { other in
            other != position && lanes[other].isReady(at: now)
                && lanes[other].base == lanes[position].base
                && lanes[other].seeker.start == start
        }
        let wall = clock.wall()
        for position in [position] + others {
            lanes[position].base = place
            lanes[position].url = request.url
            lanes[position].isSettling = false
            lanes[position].sentAt = wall
            lanes[position].begunAt = now
            lanes[position].phase = .underWay
        }
        lanes[position].requests += 1
        accesses[market.exchange]?.pace.begin(at: now)
        underWay[transport.start(request)] = [position] + others
    }

    /// Lets as many traders in the queue of an exchange go on as there is room for.
    mutating func wake(at exchange: Exchange) {
        var room = accesses[exchange]?.pace.room ?? 0
        let now = clock.monotonicMilliseconds()
        while room > 0, let position = queues[exchange]?.popFirst() {
            // It may have shared another's request since.
            guard lanes[position].phase == .queued else { continue }
            lanes[position].phase = .due(now)
            room -= 1
        }
    }

    /// Lets all of them go on: what holds for one holds for them as well, and no answer will come.
    private mutating func wakeAll(at exchange: Exchange) {
        guard let queue = queues.removeValue(forKey: exchange) else { return }
        let now = clock.monotonicMilliseconds()
        for position in queue where lanes[position].phase == .queued {
            lanes[position].phase = .due(now)
        }
    }

    // MARK: Ending

    /// Ends a trader for which there is no time left.
    mutating func expire(_ position: Int, _ deliver: FeedConsumer) {
        let lane = lanes[position]
        guard lane.phase != .ended, let access = accesses[lane.market.exchange] else { return }
        if lane.isSettling { return end(position, .upToDate) }
        let seconds = budgetMilliseconds / 1_000
        guard lane.hasProgressed else {
            let silence =
                lane.requests > 0 || lane.phase == .underWay
                ? lane.failure(
                    .unavailable, "has not answered within the \(seconds) s of this run",
                    hiding: access.apiKey)
                : lane.failure(
                    .tryLater, "the \(seconds) s of this run were over before its turn came",
                    advice: "the next tick goes on", hiding: access.apiKey)
            return end(position, .failed(lane.lastFailure ?? silence))
        }
        let wall = clock.wall()
        let time = access.time(wall: wall) ?? wall
        if let failure = lane.lastFailure {
            guard hand(.warning(failure.message), to: position, at: time, deliver) else { return }
        }
        let behind = max(1, lane.seeker.candlesBehind(at: time))
        end(position, .waiting(FeedEnd.words(candlesBehind: behind)))
    }

    mutating func hand(
        _ delivery: FeedDelivery, to position: Int, at time: Timestamp, _ deliver: FeedConsumer
    ) -> Bool {
        if deliver(lanes[position].index, delivery, time) { return true }
        end(position, .stopped)
        return false
    }

    mutating func end(_ position: Int, _ end: FeedEnd) {
        let lane = lanes[position]
        let time = accesses[lane.market.exchange]?.time(wall: clock.wall())
        lanes[position].phase = .ended
        lanes[position].outcome = FeedOutcome(
            end: end, exchangeTime: time, requests: lane.requests, bytes: lane.bytes)
    }

    private func heldFailure(_ lane: FeedLane, _ access: ExchangeAccess) -> FeedFailure {
        let moment = access.deadline.map { "\($0.until)" } ?? "later"
        return FeedFailure(
            .tryLater,
            "\(lane.market): \(access.venue.exchange.rawValue) must not be asked before \(moment) "
                + "(\(access.whyHeld)); the first tick after that goes on")
    }
}
