internal import JSON
internal import Market

/// Finds the candles a new trader begins with: exactly the last so many closed ones.
///
/// They are counted, not timed: where holes leave too few in the window, it reaches further back,
/// by what is missing. Two reaches that bring no more mean that history begins there. The local
/// clock gives the first guess only; the first answer says what time it is.
struct FirstCandles: CandleSeeker {
    private static let maximumReaches = 8
    private static let fruitlessReaches = 2

    private let market: Market
    private let wanted: Int
    private var walk: CandleWalk
    /// The last of the candles walked over, never more than wanted.
    private var found: [Candle] = []
    private var windowStart: Timestamp
    private var knowsTime = false
    private var reaches = 0
    private var fruitless = 0
    private var foundBefore: Int?

    /// Looks for at least 1 candle; the local time is the first guess at what time it is.
    init(_ market: Market, wanted: Int, localTime: Timestamp) {
        self.market = market
        self.wanted = wanted
        walk = CandleWalk(market.timeframe, next: nil)
        windowStart = Self.windowStart(market.timeframe, wanted: wanted, at: localTime)
    }

    var start: Timestamp { walk.next ?? windowStart }

    func candlesBehind(at now: Timestamp) -> Int64 { walk.candlesBehind(at: now) }

    mutating func consume(_ rows: [JSONValue], at now: AnswerTime) -> FeedTurn {
        if !knowsTime {
            knowsTime = true
            if let better = betterStart(at: now.told) {
                windowStart = better
                return FeedTurn(deliveries: [], next: .ask(afterMilliseconds: 0))
            }
        }
        let page = KlinePage(
            rows, from: start, timeframe: market.timeframe, at: now.told, sureAt: now.sureOfLast)
        let (fresh, verdict) = walk.consume(page, at: now)
        found = (found + fresh).suffix(wanted)
        switch verdict {
        case .ask(let delay): return FeedTurn(deliveries: [], next: .ask(afterMilliseconds: delay))
        case .bad(let trouble, let row):
            return FeedTurn(deliveries: pages, next: .fail(trouble, row))
        case .nothing:
            // A reach cannot lose what was there; where it does, there is nothing to begin with.
            return FeedTurn(
                deliveries: [],
                next: .fail(.badData, "not one closed candle is told; check symbol in algom.json"))
        case .hole(let hole): return finish(.end(.waiting(walk.words(waitingFor: hole, at: now))))
        case .silent: return finish(walk.silence(at: now.sure))
        case .doubtful: return finish(walk.doubt(at: now))
        case .caughtUp, .ahead: return finish(.end(.upToDate))
        }
    }

    /// Reaches further back where too few candles were found, or hands over what there is.
    private mutating func finish(_ next: FeedTurn.Next) -> FeedTurn {
        if found.count < wanted, reachesBack() {
            return FeedTurn(deliveries: [], next: .ask(afterMilliseconds: 0))
        }
        var deliveries = pages
        if found.count < wanted {
            deliveries.append(
                .warning(
                    "\(market): history begins with \(found.count) of \(wanted) candles for the "
                        + "warm-up; the others follow as they close"))
        }
        return FeedTurn(deliveries: deliveries, next: next)
    }

    private mutating func reachesBack() -> Bool {
        if let foundBefore { fruitless = found.count > foundBefore ? 0 : fruitless + 1 }
        guard fruitless < Self.fruitlessReaches, reaches < Self.maximumReaches,
            windowStart.milliseconds > 0
        else { return false }
        let missing = Int64(wanted - found.count) << Int64(fruitless)
        foundBefore = found.count
        reaches += 1
        windowStart = Self.back(missing, market.timeframe, from: windowStart)
        found = []
        walk.restart()
        return true
    }

    private var pages: [FeedDelivery] {
        stride(from: 0, to: found.count, by: KlinePage.maximumRows).map {
            .candles(Array(found[$0..<min($0 + KlinePage.maximumRows, found.count)]))
        }
    }

    /// Where the window should begin by the exchange's clock, if not about where it does.
    private func betterStart(at now: Timestamp) -> Timestamp? {
        let better = Self.windowStart(market.timeframe, wanted: wanted, at: now)
        // Where the newest candle has settled, the window may begin one candle later.
        let isSettled =
            now.since(market.timeframe.floor(now)) >= KlinePage.settleMilliseconds
        let latest = better.advanced(byMilliseconds: isSettled ? market.timeframe.milliseconds : 0)
        let earliest = Self.back(10, market.timeframe, from: better)
        return earliest <= windowStart && windowStart <= latest ? nil : better
    }

    /// One candle more than wanted before the one that is open: the newest may not have settled.
    private static func windowStart(
        _ timeframe: Timeframe, wanted: Int, at now: Timestamp
    ) -> Timestamp {
        back(Int64(wanted) + 1, timeframe, from: timeframe.floor(now))
    }

    private static func back(
        _ candles: Int64, _ timeframe: Timeframe, from moment: Timestamp
    ) -> Timestamp {
        let (distance, overflow) = candles.multipliedReportingOverflow(by: timeframe.milliseconds)
        let limit = overflow ? Int64.max : distance
        return Timestamp(
            milliseconds: max(0, moment.milliseconds - min(limit, moment.milliseconds)))
    }
}
