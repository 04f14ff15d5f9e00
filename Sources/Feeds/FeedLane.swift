internal import HTTP
internal import JSON
internal import Market

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
    /// The last answer whose word for the time the local clock does not bear out.
    var doubted: DoubtedAnswer?
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
        seeker =
            request.recent.isEmpty
            ? FirstCandles(request.market, wanted: request.warmUp, localTime: localTime)
            : CandleFeed(request.market, after: request.recent)
        phase = .due(dueAt)
        sentAt = localTime
    }

    /// Whether an answer of another address says the same as the one that was doubted.
    func confirms(_ answer: DoubtedAnswer) -> Bool {
        guard let doubted else { return false }
        return doubted.base != answer.base && doubted.lastRow == answer.lastRow
            && abs(doubted.clock - answer.clock) <= ExchangeAccess.mostSkewMilliseconds
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

/// What counts of an answer when the next one is to bear it out.
struct DoubtedAnswer {
    /// The place of the address that gave it.
    let base: Int
    /// How far its time is ahead of the monotonic clock.
    let clock: Int64
    let lastRow: JSONValue?
}
