internal import Feeds
internal import HTTP
internal import JSON
internal import Market
internal import Text

/// A trader fed by a whole run over scripted answers, and the laws of what it is given.
struct FedTrader {
    private static let timeframe = Timeframe.fiveMinutes
    private static let warmUp = 5
    private static let maximumRequests = 200
    /// Candles 0 to 2 are consumed, 3 to 9 have closed, and 10 is open.
    private static let consumed = (0..<3).map { SampleCandles.candle($0) }
    private static let now = SampleCandles.epoch.advanced(
        byMilliseconds: 10 * timeframe.milliseconds + 60_000)

    private let exchange: Exchange
    private let isNew: Bool
    private let transport: ScriptedTransport
    private var deliveries: [FeedDelivery] = []
    private var end = FeedEnd.stopped

    /// Feeds a trader of the exchange until its run ends.
    init(_ exchange: Exchange, isNew: Bool, answers: [HTTPResponse]) throws(BrokenLaw) {
        self.exchange = exchange
        self.isNew = isNew
        transport = ScriptedTransport(answers, at: Self.now)
        guard let symbol = try? Symbol("BTC/USDT"), let base = try? HTTPURL("https://one.test"),
            let other = try? HTTPURL("https://two.test")
        else { throw BrokenLaw("there is no market") }
        let request = FeedRequest(
            market: Market(exchange: exchange, symbol: symbol, timeframe: Self.timeframe),
            recent: isNew ? [] : Self.consumed.map { ObservedCandle($0) }, warmUp: Self.warmUp)
        let settings = VenueSettings(bases: [base, other], apiKey: Secret(EchoedSecret.value))
        var random = SteadyChance()
        var deliveries: [FeedDelivery] = []
        let (outcomes, _) = FeedLoop.run(
            [request], venues: [exchange: settings], transport: transport,
            clock: transport.clock, embedded: { _, _, _, _ in [] }, random: &random
        ) { _, delivery, _ in
            deliveries.append(delivery)
            return true
        }
        self.deliveries = deliveries
        end = outcomes[0].end
    }
}

extension FedTrader {
    /// Holds what was delivered and said to the laws.
    func check() throws(BrokenLaw) {
        try hold(
            transport.requests <= Self.maximumRequests, "\(transport.requests) requests in one run")
        try checkWords()
        let candles = deliveries.flatMap { delivery -> [Candle] in
            if case .candles(let candles) = delivery { candles } else { [] }
        }
        let told = transport.given.flatMap(Self.rows(of: exchange))
        try check(candles, among: told)
        for case .revised(let consumed, let version) in deliveries {
            try hold(
                (Self.consumed + candles).contains(consumed), "what was never consumed is revised")
            try hold(
                version != consumed && version.openTime == consumed.openTime
                    && told.contains(version), "a revision was made up: \(version)")
        }
    }

    private func checkWords() throws(BrokenLaw) {
        var words = deliveries.compactMap { delivery -> String? in
            if case .warning(let text) = delivery { text } else { nil }
        }
        switch end {
        case .failed(let failure): words.append(failure.message)
        case .waiting(let text): words.append(text)
        case .upToDate, .stopped: break
        }
        for text in words {
            try MessageLaw.check(text, atMost: 2_000, "a message")
            try EchoedSecret.check(text, "a message")
        }
    }

    /// Candles are possible, in order, closed, within what was asked for, and told by the exchange.
    private func check(_ candles: [Candle], among told: [Candle]) throws(BrokenLaw) {
        var previous = isNew ? nil : Self.consumed.last?.openTime
        for candle in candles {
            if let flaw = candle.flaw(in: Self.timeframe, after: previous) {
                throw BrokenLaw("the candle of \(candle.openTime) was delivered, though \(flaw)")
            }
            try hold(
                candle.closeTime(Self.timeframe).advanced(byMilliseconds: 2_000) <= transport.now,
                "the candle of \(candle.openTime) was delivered before it was final")
            try hold(told.contains(candle), "nobody told the candle of \(candle.openTime)")
            previous = candle.openTime
        }
        if isNew { try hold(candles.count <= Self.warmUp, "\(candles.count) for the warm-up") }
    }

    /// The candles that an answer tells, read without judging them.
    private static func rows(of exchange: Exchange) -> (HTTPResponse) -> [Candle] {
        { response in
            guard (200..<300).contains(response.status),
                let json = try? JSONReader.parse(response.body)
            else { return [] }
            var rows = json.elements ?? []
            if exchange == .bybit {
                let isGood = json["retCode"]?.scalarText.flatMap { Int($0) } == 0
                rows = isGood ? json["result"]?["list"]?.elements ?? [] : []
            }
            return rows.compactMap { row in candle(row.elements ?? []) }
        }
    }

    private static func candle(_ columns: [JSONValue]) -> Candle? {
        let texts = columns.prefix(6).map { $0.scalarText ?? "" }
        guard texts.count == 6, let time = Int64(texts[0]),
            let open = try? Price(decimal: texts[1]), let high = try? Price(decimal: texts[2]),
            let low = try? Price(decimal: texts[3]), let close = try? Price(decimal: texts[4]),
            let volume = try? Volume(decimal: texts[5])
        else { return nil }
        return Candle(
            openTime: Timestamp(milliseconds: time), open: open, high: high, low: low,
            close: close, volume: volume)
    }
}

/// Chance without any: jitter is not what is looked at.
struct SteadyChance: RandomNumberGenerator {
    mutating func next() -> UInt64 { 1 << 62 }
}
