import Foundation
import Market
import Seeds
import Text

@testable import Feeds
@testable import HTTP

/// A request as an exchange sees it.
struct Ask {
    let host: String
    let path: String
    let query: [String: String]
    let headers: [HTTPRequest.Header]
    /// The exchange's time when the answer is given.
    var time: Timestamp
    /// How many requests came before it.
    var number: Int

    init(_ request: HTTPRequest, time: Timestamp, number: Int) {
        host = request.url.host
        path = request.url.description
        let pairs = (request.url.query ?? "").split(separator: "&").map {
            $0.split(separator: "=", maxSplits: 1).map(String.init)
        }
        query = Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
        headers = request.headers
        self.time = time
        self.number = number
    }

    var start: Timestamp {
        Timestamp(milliseconds: Int64(query["startTime"] ?? query["start"] ?? "") ?? -1)
    }
}

typealias Reply = Result<HTTPResponse, HTTPError>

/// A network of scripted answers, in which time passes only while the program waits.
final class VirtualTransport: HTTPTransport {
    /// The exchange's time at the beginning.
    let beginning: Timestamp
    /// How far the local clock is ahead of the exchange's.
    var localSkewMilliseconds: Int64 = 0
    var latencyMilliseconds: (Ask) -> Int64 = { _ in 50 }
    var answer: (Ask) -> Reply
    private(set) var monotonic: Int64 = 1_000_000
    private(set) var asks: [Ask] = []
    private var underWay: [(id: Int, dueAt: Int64, ask: Ask, timeout: Int?)] = []

    init(at beginning: Timestamp, _ answer: @escaping (Ask) -> Reply) {
        self.beginning = beginning
        self.answer = answer
    }

    var now: Timestamp { beginning.advanced(byMilliseconds: monotonic - 1_000_000) }

    /// Milliseconds since the beginning.
    var elapsed: Int64 { monotonic - 1_000_000 }

    var clock: FeedClock {
        FeedClock(
            wall: { self.now.advanced(byMilliseconds: self.localSkewMilliseconds) },
            monotonicMilliseconds: { self.monotonic })
    }

    func pass(_ milliseconds: Int64) { monotonic += milliseconds }

    func start(_ request: HTTPRequest) -> Int {
        let ask = Ask(request, time: now, number: asks.count)
        asks.append(ask)
        let latency = latencyMilliseconds(ask)
        let limit = Int64(request.totalTimeoutMilliseconds)
        underWay.append(
            (
                asks.count, monotonic + min(latency, limit), ask,
                latency > limit ? request.totalTimeoutMilliseconds : nil
            ))
        return asks.count
    }

    func next(withinMilliseconds limit: Int) -> HTTPCompletion? {
        let first = underWay.indices.min { underWay[$0].dueAt < underWay[$1].dueAt }
        guard let first, underWay[first].dueAt <= monotonic + Int64(limit) else {
            monotonic += Int64(limit)
            return nil
        }
        var (id, dueAt, ask, timeout) = underWay.remove(at: first)
        monotonic = max(monotonic, dueAt)
        ask.time = now
        if let timeout {
            return HTTPCompletion(
                request: id, result: .failure(.timedOut(host: ask.host, milliseconds: timeout)))
        }
        return HTTPCompletion(request: id, result: answer(ask))
    }

    func cancelAll() { underWay = [] }
}

extension HTTPResponse {
    /// An answer that carries the exchange's time, to the whole second as a `Date` header does.
    static func told(_ status: Int = 200, _ body: String, at time: Timestamp?) -> HTTPResponse {
        HTTPResponse(
            status: status, body: Array(body.utf8),
            dateSeconds: time.map { $0.milliseconds / 1_000 })
    }
}

extension Ask {
    func told(_ status: Int = 200, _ body: String) -> Reply {
        .success(.told(status, body, at: time))
    }

    /// Rows in the spelling of the exchange that was asked, oldest first given.
    func rows(_ rows: [Candle]) -> Reply {
        told(200, query["startTime"] == nil ? bybit(rows) : binance(rows))
    }

    /// What an exchange that publishes these candles answers: the page that was asked for.
    func page(of candles: [Candle]) -> Reply {
        let begin = candles.partitioningIndex { $0.openTime >= start }
        let end = candles.partitioningIndex { $0.openTime > time }
        return rows(Array(candles[begin..<max(begin, end)].prefix(Int(query["limit"] ?? "") ?? 0)))
    }
}

func binance(_ candles: [Candle]) -> String {
    let rows = candles.map {
        "[\($0.openTime.milliseconds),\"\($0.open)\",\"\($0.high)\",\"\($0.low)\",\"\($0.close)\","
            + "\"\($0.volume)\",0,\"0\",1,\"0\",\"0\",\"0\"]"
    }
    return "[\(rows.joined(separator: ","))]"
}

func bybit(_ candles: [Candle]) -> String {
    let rows = candles.reversed().map {
        "[\"\($0.openTime.milliseconds)\",\"\($0.open)\",\"\($0.high)\",\"\($0.low)\","
            + "\"\($0.close)\",\"\($0.volume)\",\"0\"]"
    }
    return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"spot\",\"list\":["
        + "\(rows.joined(separator: ","))]},\"retExtInfo\":{},\"time\":0}"
}

extension Array {
    /// The first index whose element satisfies a condition that, once true, stays true.
    func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// Candles by number: the 0th opens at 2025-10-10T00:00Z, five minutes each.
enum Sample {
    static let timeframe = Timeframe.fiveMinutes
    static let step = Timeframe.fiveMinutes.milliseconds
    static let epoch = Timestamp(milliseconds: 1_760_054_400_000)
    static let binance = Market(
        exchange: .binance, symbol: symbol("BTC/USDT"), timeframe: timeframe)
    static let bybit = Market(exchange: .bybit, symbol: symbol("BTC/USDT"), timeframe: timeframe)

    static func symbol(_ text: String) -> Symbol {
        guard let symbol = try? Symbol(text) else { fatalError("'\(text)' is no symbol") }
        return symbol
    }

    static func open(_ number: Int) -> Timestamp {
        epoch.advanced(byMilliseconds: Int64(number) * step)
    }

    static func candle(_ number: Int, close: Int64 = 0) -> Candle {
        let middle = 10_000 + Int64(abs(number) % 97)
        func price(_ units: Int64) -> Price { Price(units: units * 100_000_000) }
        return Candle(
            openTime: open(number), open: price(middle), high: price(middle + 50),
            low: price(middle - 50), close: price(middle + close),
            volume: Volume(units: Int128(middle)))
    }

    static func candles(_ numbers: Range<Int>) -> [Candle] { numbers.map { candle($0) } }

    static func seen(_ numbers: Range<Int>) -> [ObservedCandle] {
        candles(numbers).map { ObservedCandle($0) }
    }
}

/// One run of the loop over a virtual network, and everything it delivered.
struct Tick {
    var outcomes: [FeedOutcome] = []
    var pauses: [Exchange: ExchangePause] = [:]
    /// Until when exchanges must not be asked that must not be asked now.
    var notBefore: [Exchange: Timestamp] = [:]
    var deliveries: [Int: [FeedDelivery]] = [:]

    init(
        _ transport: VirtualTransport, _ requests: [FeedRequest], seed: UInt64 = 1,
        bases: [Exchange: [String]] = [:], apiKey: String? = nil,
        notBefore: [Exchange: Timestamp] = [:], pauses: [Exchange: ExchangePause] = [:],
        deliver: (Int, FeedDelivery, Timestamp) -> Bool = { _, _, _ in true }
    ) {
        var random = SplitMix64(seed: seed)
        let defaults: [Exchange: [String]] = [
            .binance: ["https://one.binance.test", "https://two.binance.test"],
            .bybit: ["https://one.bybit.test", "https://two.bybit.test"],
        ]
        let venues = defaults.merging(bases) { $1 }.mapValues { texts in
            VenueSettings(
                bases: texts.compactMap { try? HTTPURL($0) }, apiKey: apiKey.map(Secret.init))
        }
        var deliveries: [Int: [FeedDelivery]] = [:]
        let kept = pauses.merging(
            notBefore.mapValues {
                ExchangePause(Deadline(until: $0, writtenAt: nil), refusals: 0)
            }
        ) { $1 }
        (outcomes, self.pauses) = FeedLoop.run(
            requests, venues: venues, pauses: kept, transport: transport,
            clock: transport.clock,
            embedded: { _, timeframe, start, count in
                (0..<count).map {
                    let number = start.since(Sample.epoch) / timeframe.milliseconds
                    return Sample.candle(Int(number) + $0)
                }
            },
            random: &random
        ) { index, delivery, time in
            deliveries[index, default: []].append(delivery)
            return deliver(index, delivery, time)
        }
        self.deliveries = deliveries
        self.notBefore = self.pauses.mapValues(\.deadline.until).filter {
            $0.value > transport.clock.wall()
        }
    }

    var end: FeedEnd { outcomes[0].end }

    func candles(_ index: Int = 0) -> [Candle] {
        deliveries[index, default: []].flatMap { delivery -> [Candle] in
            if case .candles(let candles) = delivery { candles } else { [] }
        }
    }

    func warnings(_ index: Int = 0) -> [String] {
        deliveries[index, default: []].compactMap {
            if case .warning(let text) = $0 { text } else { nil }
        }
    }

    var failure: FeedFailure? {
        if case .failed(let failure) = outcomes[0].end { failure } else { nil }
    }

    var waiting: String? {
        if case .waiting(let words) = outcomes[0].end { words } else { nil }
    }
}

extension FeedRequest {
    /// A trader on Binance whose last consumed candles are these.
    static func after(_ numbers: Range<Int>, _ market: Market = Sample.binance) -> FeedRequest {
        FeedRequest(market: market, recent: Sample.seen(numbers), warmUp: 5)
    }

    static func new(warmUp: Int, _ market: Market = Sample.binance) -> FeedRequest {
        FeedRequest(market: market, recent: [], warmUp: warmUp)
    }
}

extension Timestamp {
    /// A moment so many milliseconds after a sample candle opened.
    static func sample(_ number: Int, _ milliseconds: Int64 = 60_000) -> Timestamp {
        Sample.open(number).advanced(byMilliseconds: milliseconds)
    }
}
