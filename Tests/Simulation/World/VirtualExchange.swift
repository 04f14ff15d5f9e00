internal import HTTP
internal import LoopbackExchange
internal import Market
internal import Seeds

/// An exchange that tells several markets in the venue's own spelling, through fair and foul weather.
final class VirtualExchange {
    let exchange: Exchange
    let markets: [PublishedMarket]
    let weather: Weather
    /// Whether nothing goes wrong any more.
    var isQuiet = false
    /// When it has asked to be left alone; `nil` where it has not, or could not be heard.
    private var silence: Range<Timestamp>?
    /// What it says where it was asked all the same.
    private(set) var hammered: String?

    private let time: VirtualTime
    private let plant: Plant
    private let formats: [any KlineFormat]
    private var random: SplitMix64
    private var readings = 0

    init(
        _ exchange: Exchange, markets: [PublishedMarket], weather: Weather, time: VirtualTime,
        plant: Plant, seed: UInt64
    ) {
        self.exchange = exchange
        self.markets = markets
        self.weather = weather
        self.time = time
        self.plant = plant
        formats = markets.compactMap {
            exchange.format(symbol: $0.market.symbol, timeframe: $0.market.timeframe)
        }
        random = SplitMix64(seed: seed)
    }

    /// Until when somebody may believe that it is to be left alone.
    private(set) var mayBeHeldUntil: Timestamp?

    /// Takes it that a wish for silence was heard.
    func wishSilence(until end: Timestamp) {
        silence = time.now..<max(end, silence?.upperBound ?? end)
        // A wish that repeats another is heeded for longer than it says, an hour at most.
        let longest = max(end, time.now.advanced(byMilliseconds: 3_600_000))
        mayBeHeldUntil = max(longest, mayBeHeldUntil ?? end)
    }

    /// Forgives a tick to which the disk did not tell what had been wished.
    func excuse() {
        hammered = nil
        loseSilence()
    }

    /// Takes it that a wish for silence may have been forgotten, or be misunderstood for days where
    /// the machine's clock was changed.
    func loseSilence(clockJumped: Bool = false) {
        silence = nil
        guard clockJumped, mayBeHeldUntil != nil else { return }
        mayBeHeldUntil = time.now.advanced(byMilliseconds: 3 * Timestamp.millisecondsPerDay)
    }

    /// How an answer comes: after how many milliseconds the exchange gives it, after how many more
    /// it arrives, and what goes wrong with it.
    struct Journey {
        let there: Int64
        let back: Int64
        let trouble: Weather.Trouble?
    }

    /// Takes a request on its way: whoever sends it has heard what was wished before, and nothing
    /// that is wished while it travels.
    func journey(at now: Timestamp) -> Journey {
        if let silence, silence.contains(now) {
            hammered =
                "\(exchange.rawValue) was asked at \(now), though it wished to be left alone until "
                + "\(silence.upperBound)"
        }
        let trouble = isQuiet ? nil : weather.trouble(at: now, using: &random)
        let latest: Int64 = trouble == .slow ? 9_000 : trouble == .silent ? 600_000 : 200
        return Journey(
            there: Int64.random(in: 10...latest, using: &random),
            back: Int64.random(in: 10...latest, using: &random), trouble: trouble)
    }

    /// The answer to a request that arrives at a moment.
    func answer(
        _ request: HTTPRequest, _ trouble: Weather.Trouble?, at now: Timestamp
    ) -> Result<HTTPResponse, HTTPError> {
        let host = request.url.host
        switch trouble {
        case .unreachable: return .failure(.notConnected(host: host, detail: "refused"))
        case .broken: return .failure(.broken(host: host, detail: "half a body"))
        case .insecure: return .failure(.insecure(host: host, detail: "expired"))
        default: break
        }
        let fault = trouble.flatMap(fault)
        var answer = fault?.replacement(at: now) ?? klines(request, trouble, fault, at: now)
        fault?.spoil(&answer)
        let retryAfter = answer.headers.first { $0.name == "Retry-After" }.flatMap {
            Int64($0.value)
        }
        return .success(
            HTTPResponse(
                status: answer.status, body: answer.body,
                dateSeconds: date(trouble, of: host, at: now),
                retryAfterSeconds: retryAfter))
    }

    /// The `Date` header; it is left out, or far ahead, only where the machine's own clock is right.
    ///
    /// One address alone is ahead: where two agree, they are believed.
    private func date(
        _ trouble: Weather.Trouble?, of host: String, at now: Timestamp
    ) -> Int64? {
        if trouble == .undated, time.skewMilliseconds == 0 { return nil }
        if trouble == .ahead, time.skewMilliseconds == 0, host.contains("-one.") {
            let jumps: [Int64] = [310, 3_600, 400 * 86_400, 1 << 40, .max / 2]
            return now.milliseconds / 1_000 + (jumps.randomElement(using: &random) ?? 310)
        }
        return now.milliseconds / 1_000 + (plant == .hastyExchange ? 90 : 0)
    }

    /// How long an answer asks for silence, in seconds.
    static func silence(_ response: HTTPResponse) -> Int64? {
        switch response.status {
        case 418: response.retryAfterSeconds ?? 600
        case 429: response.retryAfterSeconds ?? 60
        default: nil
        }
    }

    private func fault(_ trouble: Weather.Trouble) -> Fault? {
        let retryAfter = Bool.random(using: &random) ? Int.random(in: 1...900, using: &random) : nil
        switch trouble {
        case .failing: return Bool.random(using: &random) ? .internalError500 : .badGateway502HTML
        case .limited: return .binanceRateLimit429(retryAfter: retryAfter)
        case .banned: return .binanceBan418(retryAfter: retryAfter)
        case .impatient:
            let wait = [-1, 0, 1].randomElement(using: &random)
            return Bool.random(using: &random)
                ? .binanceRateLimit429(retryAfter: wait) : .binanceBan418(retryAfter: wait)
        case .blocked: return Bool.random(using: &random) ? .restricted451 : .geoblockHTML403
        case .truncated: return .truncatedJSON
        case .empty: return .emptyBody
        case .foreign: return .notJSON
        case .misshapen:
            return Fault.wrongShapes(for: exchange).randomElement(using: &random).map {
                .wrongShape($0)
            }
        case .redirected: return .redirect(to: "https://elsewhere.test/")
        case .shuffled: return .shuffleRows
        case .hasty: return .extraRowsPastNow
        case .rowless: return .noRows
        case .badRow, .doubled, .unreachable, .silent, .broken, .insecure, .slow, .undated, .ahead,
            .stranger:
            return nil
        }
    }

    // MARK: Candles

    private func klines(
        _ request: HTTPRequest, _ trouble: Weather.Trouble?, _ fault: Fault?, at now: Timestamp
    ) -> Answer {
        let asked = Self.read(request)
        guard
            let place = markets.indices.first(where: {
                markets[$0].market.symbol.joined == asked["symbol"]
            })
        else { return formats[0].unknownPath(at: now) }
        let format = formats[place]
        do {
            let query = try format.query(of: asked, at: now)
            var rows = rows(query, of: markets[place], at: now)
            // Rows from the future follow the open one; behind an old row they would be a lie.
            let timeframe = markets[place].market.timeframe
            let isOpen = rows.last.map { now.since($0.openTime) < timeframe.milliseconds } ?? false
            let spoiling = trouble == .hasty && !isOpen ? nil : fault ?? rowFault(trouble, of: rows)
            spoiling?.spoil(&rows, timeframe: markets[place].market.timeframe)
            let answer = format.answer(rows, at: now)
            return trouble == .stranger ? Self.strange(answer) : answer
        } catch {
            return error.answer
        }
    }

    /// The answer of a place that tells another market, where an exchange names what it tells.
    private static func strange(_ answer: Answer) -> Answer {
        var answer = answer
        answer.body = Array(
            String(decoding: answer.body, as: UTF8.self)
                .replacing(#""category":"spot""#, with: #""category":"linear""#).utf8)
        return answer
    }

    private func rowFault(_ trouble: Weather.Trouble?, of rows: [KlineRow]) -> Fault? {
        guard let row = rows.randomElement(using: &random) else { return nil }
        return switch trouble {
        case .badRow: .editRow(row.openTime, replacing: [.high: "0.00000001"])
        case .doubled: .duplicateRow(row.openTime)
        default: nil
        }
    }

    private func rows(
        _ query: KlineQuery, of market: PublishedMarket, at now: Timestamp
    ) -> [KlineRow] {
        let timeframe = market.market.timeframe
        var rows: [KlineRow] = []
        var index = max(0, market.index(of: query.start ?? now))
        if let start = query.start, index < market.candles.count,
            market.candles[index].openTime < start
        {
            index += 1
        }
        while index < market.candles.count, rows.count < query.limit,
            market.candles[index].openTime <= now
        {
            defer { index += 1 }
            if plant == .lostCandle, index % 50 == 49 { continue }
            guard market.isTold(index, at: now) else { continue }
            let candle = told(index, of: market, at: now)
            if candle.closeTime(timeframe) <= now {
                rows.append(KlineRow(candle: candle))
            } else {
                readings += 1
                rows.append(KlineRow(candle: candle.unfinished(reading: readings)))
            }
        }
        return rows
    }

    private func told(_ index: Int, of market: PublishedMarket, at now: Timestamp) -> Candle {
        let candle = market.told(index, at: now)
        guard plant == .repeatedPage, index % 50 == 49 else { return candle }
        let before = market.told(index - 1, at: now)
        return Candle(
            openTime: candle.openTime, open: before.open, high: before.high, low: before.low,
            close: before.close, volume: before.volume)
    }

    private static func read(_ request: HTTPRequest) -> LoopbackRequest {
        let pairs = (request.url.query ?? "").split(separator: "&").compactMap {
            (pair: Substring) -> LoopbackRequest.Parameter? in
            pair.firstIndex(of: "=").map { mark in
                LoopbackRequest.Parameter(
                    name: String(pair[..<mark]), value: String(pair[mark...].dropFirst()))
            }
        }
        return LoopbackRequest(method: "GET", path: "", query: pairs)
    }
}
