internal import Alerting
internal import Feeds
internal import HTTP
internal import Market
internal import Publishing
internal import Text

/// Headers and clocks, whatever they say: no trap, no wait that is none, no candle that is open.
///
/// An input begins with two letters, for the exchange and the status (`a` for the first of the list),
/// and 16 bytes: the local clock in milliseconds since 1970, and how far it runs away with each answer.
/// The rest are header lines.
enum HeaderLaw: Law {
    private static let statuses = [200, 418, 429, 503, 500, 403, 301]
    private static let year: Int64 = 366 * 86_400

    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        guard input.count >= 18 else { return }
        let exchange = input[0] & 1 == 0 ? Exchange.binance : .bybit
        let status = statuses[(Int(input[1]) + 1) % statuses.count]
        let numbers = [input[2..<10], input[10..<18]].map { bytes in
            Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        var block = HeaderBlock()
        for line in input[18...].split(separator: UInt8(ascii: "\n")) {
            _ = line.withUnsafeBytes { block.append($0) }
        }
        let rows = (0..<11).map { SampleCandles.candle($0) }
        let answer = HTTPResponse(
            status: status, body: Array(spelled(rows, exchange).utf8), block,
            waitByLocalClock: numbers[1])
        try judge(answer)
        try judge(answer, exchange, wall: numbers[0], drift: numbers[1])
    }

    private static func judge(_ answer: HTTPResponse) throws(BrokenLaw) {
        if let date = answer.dateSeconds {
            try hold(
                Timestamp.credible.contains(Timestamp(seconds: date)), "\(date) passed for a time")
        }
        if let wait = answer.retryAfterSeconds {
            try hold((1...year).contains(wait), "\(wait) s passed for a wait")
        }
        let now: Int64 = 1_760_055_000
        guard let server = try? HTTPURL("https://x.test") else { throw BrokenLaw("no address") }
        let channel = NtfyService(server: server, topic: Secret("t"), token: nil)
        if case .limited(let until, _) = channel.outcome(of: answer, nowSeconds: now) {
            try hold((now...now + year).contains(until), "a channel waits until \(until)")
        }
        let account = XService(
            base: server,
            credentials: XCredentials(
                apiKey: Secret("1"), apiSecret: Secret("2"), accessToken: Secret("3"),
                accessTokenSecret: Secret("4")),
            transport: ScriptedTransport(
                [answer], at: Timestamp(seconds: now), isAsWritten: true),
            stamp: { OAuthStamp(nonce: "n", timestampSeconds: now) })
        if case .rateLimited(let until) = account.create(XPost(text: "a")) {
            try hold((now...now + year).contains(until), "X is waited for until \(until)")
        }
    }

    /// A run against an exchange that always answers so, on a machine whose clock is anywhere.
    private static func judge(
        _ answer: HTTPResponse, _ exchange: Exchange, wall: Int64, drift: Int64
    ) throws(BrokenLaw) {
        guard let symbol = try? Symbol("BTC/USDT"), let base = try? HTTPURL("https://one.test")
        else { throw BrokenLaw("there is no market") }
        let market = Market(exchange: exchange, symbol: symbol, timeframe: .fiveMinutes)
        let transport = ScriptedTransport(
            [answer], at: Timestamp(milliseconds: 0), isAsWritten: true)
        var clockMoment = Timestamp(milliseconds: wall)
        var random = SteadyChance()
        var words: [String] = []
        var last: Timestamp?
        let recent = (0..<3).map { ObservedCandle(SampleCandles.candle($0)) }
        let sim = Market(exchange: .sim, symbol: symbol, timeframe: .fiveMinutes)
        let fed = FeedLoop.run(
            [market, sim].flatMap { market in
                [[], recent].map { FeedRequest(market: market, recent: $0, warmUp: 5) }
            }, venues: [exchange: VenueSettings(bases: [base])],
            pauses: [
                exchange: ExchangePause(
                    Deadline(
                        until: Timestamp(milliseconds: drift),
                        writtenAt: Timestamp(milliseconds: wall)), refusals: 3)
            ], transport: transport,
            clock: FeedClock(
                wall: {
                    clockMoment = clockMoment.advanced(byMilliseconds: drift)
                    return clockMoment
                }, monotonicMilliseconds: { transport.monotonic }),
            embedded: { _, timeframe, start, count in
                (0..<count).map {
                    SampleCandles.candle(
                        at: start.advanced(by: Int64($0), spansOf: timeframe.milliseconds), $0)
                }
            }, random: &random
        ) { _, delivery, now in
            switch delivery {
            case .candles(let candles): last = max(last ?? now, candles.last?.openTime ?? now)
            case .warning(let text): words.append(text)
            case .revised: break
            }
            return true
        }
        try hold(transport.requests <= 200, "\(transport.requests) requests in one run")
        for outcome in fed.outcomes {
            switch outcome.end {
            case .failed(let failure):
                words.append(failure.message)
                try hold(failure.kind != .bug, "a mistake of our own: \(failure)")
            case .waiting(let text): words.append(text)
            case .upToDate, .stopped: break
            }
        }
        for text in words { try MessageLaw.check(text, atMost: 4_000, "a message") }
        if let probe = ExchangeProbe(exchange, VenueSettings(bases: [base])) {
            _ = probe.time(in: answer)
            _ = probe.candles(
                of: market, now: clockMoment, at: base, withinMilliseconds: 1)
        }
    }

    private static func spelled(_ candles: [Candle], _ exchange: Exchange) -> String {
        let rows = candles.map {
            "[\"\($0.openTime.milliseconds)\",\"\($0.open)\",\"\($0.high)\",\"\($0.low)\","
                + "\"\($0.close)\",\"\($0.volume)\"]"
        }
        return exchange == .binance
            ? "[\(rows.joined(separator: ","))]"
            : #"{"retCode":0,"result":{"list":[\#(rows.reversed().joined(separator: ","))]}}"#
    }
}
