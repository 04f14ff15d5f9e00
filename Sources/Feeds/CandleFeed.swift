internal import JSON
internal import Market

/// What to ask for, and what to make of the answer: one trader's fetching without any I/O.
protocol CandleSeeker {
    /// The open time that the next request begins with.
    var start: Timestamp { get }

    /// Takes the rows of an answer, oldest first.
    mutating func consume(_ rows: [JSONValue], at now: AnswerTime) -> FeedTurn

    /// How many candles must have closed that were not delivered yet.
    func candlesBehind(at now: Timestamp) -> Int64
}

/// What an answer amounts to.
struct FeedTurn {
    enum Next: Equatable {
        case ask(afterMilliseconds: Int64)
        case end(FeedEnd)
        /// An end whose words still lack who was asked, and where.
        case fail(FeedFailure.Kind, String)
    }

    /// Handed over in this order, before anything else happens.
    var deliveries: [FeedDelivery]
    var next: Next
}

/// Feeds a trader that has consumed candles before: what came since, in order, page by page.
///
/// Each request begins with the last 3 consumed candles. Where the exchange tells one of them
/// differently, that is reported once a version and history stays as it was consumed.
struct CandleFeed: CandleSeeker {
    private let market: Market
    private var recent: [ObservedCandle]
    private var walk: CandleWalk

    /// - Precondition: `recent` is not empty and in order.
    init(_ market: Market, after recent: [ObservedCandle]) {
        // In range: a trader without a candle has another seeker.
        guard let last = recent.last else { preconditionFailure("a feed continues from a candle") }
        self.market = market
        self.recent = recent
        walk = CandleWalk(market.timeframe, next: last.candle.closeTime(market.timeframe))
    }

    var start: Timestamp { recent[0].candle.openTime }

    func candlesBehind(at now: Timestamp) -> Int64 { walk.candlesBehind(at: now) }

    mutating func consume(_ rows: [JSONValue], at now: AnswerTime) -> FeedTurn {
        let page = KlinePage(
            rows, from: start, timeframe: market.timeframe, at: now.told, sureAt: now.sureOfLast)
        var deliveries = revisions(in: page.closed)
        let (fresh, verdict) = walk.consume(page, at: now)
        if !fresh.isEmpty {
            deliveries.append(.candles(fresh))
            recent = (recent + fresh.map { ObservedCandle($0) }).suffix(ObservedCandle.overlap)
        }
        return FeedTurn(deliveries: deliveries, next: next(verdict, at: now))
    }

    private func next(_ verdict: CandleWalk.Verdict, at now: AnswerTime) -> FeedTurn.Next {
        switch verdict {
        case .ask(let delay): .ask(afterMilliseconds: delay)
        case .hole(let hole): .end(.waiting(walk.words(waitingFor: hole, at: now)))
        case .silent: walk.silence(at: now.sure)
        case .doubtful: walk.doubt(at: now)
        case .ahead(let milliseconds):
            .end(
                .waiting(CandleWalk.words(ahead: milliseconds, of: "the exchange's", at: now.told)))
        case .caughtUp, .nothing: .end(.upToDate)
        case .bad(let trouble, let row): .fail(trouble, row)
        }
    }

    private mutating func revisions(in closed: [Candle]) -> [FeedDelivery] {
        var deliveries: [FeedDelivery] = []
        for index in recent.indices {
            let consumed = recent[index].candle
            guard let told = closed.first(where: { $0.openTime == consumed.openTime }),
                recent[index].learns(told)
            else { continue }
            deliveries.append(.revised(consumed: consumed, told: told))
            deliveries.append(
                .warning(
                    "\(market): the exchange now tells the candle of \(consumed.openTime) "
                        + "differently (close \(consumed.close), now \(told.close)); history stays "
                        + "as it was consumed"))
        }
        return deliveries
    }
}
