internal import Market

/// All that an exchange on loopback knows, and how it answers from it.
struct Venue: Sendable {
    let exchange: Exchange
    let timeframe: Timeframe
    private let format: any KlineFormat

    /// All candles there will ever be, oldest first.
    private(set) var candles: [Candle]
    var hidden: Set<Timestamp> = []
    var clock: ExchangeClock
    var omitsDate = false
    var publicationDelay: Int64 = 0
    var listing = MarketListing()
    var faults: [Fault] = []
    var everyFault: Fault?
    var requests: [LoggedRequest] = []

    private var readings = 0
    private var weight = (minute: Int64.min, used: 0)

    init(
        exchange: Exchange, candles: [Candle], timeframe: Timeframe, symbol: Symbol, now: Timestamp
    ) {
        self.exchange = exchange
        self.timeframe = timeframe
        guard let format = exchange.format(symbol: symbol, timeframe: timeframe) else {
            preconditionFailure("the embedded market is asked without a network")
        }
        self.format = format
        self.candles = candles.sorted { $0.openTime < $1.openTime }
        clock = .standing(at: now)
    }

    /// Tells a candle differently from now on, or adds one.
    mutating func revise(_ candle: Candle) {
        let place = candles.firstIndex { $0.openTime >= candle.openTime } ?? candles.endIndex
        if place < candles.endIndex, candles[place].openTime == candle.openTime {
            candles[place] = candle
        } else {
            candles.insert(candle, at: place)
        }
    }

    mutating func answer(_ request: LoopbackRequest) -> Answer {
        let now = clock.now
        requests.append(LoggedRequest(at: now, request: request))
        let isForList = request.path == format.listPath
        guard request.method == "GET", isForList || request.path == format.path else {
            return finish(format.unknownPath(at: now), at: now, date: now.httpDate)
        }
        let fault = faults.isEmpty ? everyFault : faults.removeFirst()
        var answer =
            fault?.replacement(at: now)
            ?? (isForList
                ? format.listing(listing, for: request, at: now)
                : klines(request, at: now, fault: fault))
        fault?.spoil(&answer)
        if case .date(let text) = fault { return finish(answer, at: now, date: text) }
        return finish(answer, at: now, date: now.httpDate)
    }

    private mutating func klines(
        _ request: LoopbackRequest, at now: Timestamp, fault: Fault?
    ) -> Answer {
        do throws(Refusal) {
            let query = try format.query(of: request, at: now)
            let dropped = fault?.dropped ?? []
            let told = published(at: now).filter { !dropped.contains($0.openTime) }
            var rows = query.selection(from: told).map { KlineRow(candle: asTold($0, at: now)) }
            readings += 1
            fault?.spoil(&rows, timeframe: timeframe)
            return format.answer(rows, at: now)
        } catch {
            return error.answer
        }
    }

    /// The candles that can be had at a moment; the last may be open yet.
    private func published(at now: Timestamp) -> [Candle] {
        candles.prefix { $0.openTime <= now }.filter { candle in
            let end = candle.closeTime(timeframe)
            let since = end <= now ? end : candle.openTime
            return now.since(since) >= publicationDelay && !hidden.contains(candle.openTime)
        }
    }

    private func asTold(_ candle: Candle, at now: Timestamp) -> Candle {
        candle.closeTime(timeframe) <= now ? candle : candle.unfinished(reading: readings)
    }

    /// Adds the headers that all of an exchange's answers have.
    private mutating func finish(_ answer: Answer, at now: Timestamp, date: String?) -> Answer {
        var answer = answer
        if !omitsDate, let date { answer.setDefault("Date", date) }
        if exchange == .binance {
            // A request for candles weighs 2, counted by the minute.
            let minute = now.milliseconds / 60_000
            weight = (minute, (weight.minute == minute ? weight.used : 0) + 2)
            answer.setDefault("x-mbx-used-weight", "\(weight.used)")
            answer.setDefault("x-mbx-used-weight-1m", "\(weight.used)")
        }
        return answer
    }
}
