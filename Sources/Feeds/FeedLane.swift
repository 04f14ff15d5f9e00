internal import HTTP
internal import Market
internal import Text

/// One trader on its way through a run: what it does now, and what has happened to it.
struct FeedLane {
    enum Phase: Equatable {
        /// Its next request may be sent at this moment of the monotonic clock.
        case due(Int64)
        /// Its next request waits until one of its exchange's others has ended.
        case queued
        case underWay
        case ended
    }

    /// Its place among the requests of the run.
    let index: Int
    let market: Market
    var seeker: any CandleSeeker
    var phase: Phase
    /// How it ended.
    var outcome: FeedOutcome?
    /// The place of the address that is asked.
    var base = 0
    var url: HTTPURL?
    /// When its last request was sent, by the local clock and the monotonic one.
    var sentAt: Timestamp
    var begunAt = Int64.min
    /// Whether its record is yet to begin.
    let isNew: Bool
    var witnesses = ClockWitnesses()
    var backoff = Backoff()
    /// The last failure since the last good answer.
    var lastFailure: FeedFailure?
    var hasProgressed = false
    /// Whether it only waits for the newest candle to settle.
    var isSettling = false
    var requests = 0
    var bytes = 0

    init(_ index: Int, _ request: FeedRequest, localTime: Timestamp, dueAt: Int64) {
        self.index = index
        market = request.market
        isNew = request.recent.isEmpty
        seeker =
            request.recent.isEmpty
            ? FirstCandles(request.market, wanted: request.warmUp, localTime: localTime)
            : CandleFeed(request.market, after: request.recent)
        phase = .due(dueAt)
        sentAt = localTime
    }

    /// Whether its next request could be sent now, if its exchange's others left room.
    func isReady(at now: Int64) -> Bool {
        switch phase {
        case .due(let moment): moment <= now
        case .queued: true
        case .underWay, .ended: false
        }
    }

    /// A failure of the last request: of whom, where, what, and what to do next.
    ///
    /// Its subject is the trader's market, or the exchange where it concerns all of its traders.
    func failure(
        _ kind: FeedFailure.Kind, _ words: String, advice: String = "", hiding secret: Secret?,
        ofWholeExchange isShared: Bool = false
    ) -> FeedFailure {
        let subject = isShared ? market.exchange.rawValue : "\(market)"
        let place = url.map { ": \($0)" } ?? ""
        let said = ForeignText.shown(words, hiding: secret)
        let advice = advice.isEmpty && kind == .unavailable ? "the next tick asks again" : advice
        return FeedFailure(
            kind, "\(subject)\(place): \(said)\(advice.isEmpty ? "" : "; \(advice)")")
    }
}

/// How long to wait after a failure: doubling from half a second to 8 s, of which chance takes up
/// to half, so that many programs do not come back in step.
struct Backoff {
    private static let baseMilliseconds: Int64 = 500
    private static let longestMilliseconds: Int64 = 8_000

    private var failures = 0

    /// Counts a failure and says how many milliseconds to wait.
    mutating func failed(using random: inout some RandomNumberGenerator) -> Int64 {
        let full = min(Self.longestMilliseconds, Self.baseMilliseconds << Int64(min(failures, 10)))
        failures += 1
        return Int64.random(in: full / 2...full, using: &random)
    }

    mutating func succeeded() { failures = 0 }
}
