import HTTP
import LoopbackExchange
import Market
import Seeds
import Testing
import Text

@testable import Feeds

/// What exchanges on loopback are asked about a market, and what is made of their answers.
struct MarketInquiryTests {
    private static let symbol = "ETH/USDT"

    private static func exchange(
        _ exchange: Exchange, _ change: (inout MarketListing) -> Void = { _ in }
    ) throws -> LoopbackExchange {
        let loopback = try LoopbackExchange(
            exchange: exchange, candles: RandomCandles.array(seed: 1, count: 3),
            timeframe: .fiveMinutes, symbol: Symbol(symbol))
        var listing = MarketListing()
        change(&listing)
        loopback.list(listing)
        return loopback
    }

    private static func rules(
        _ exchange: Exchange, at loopbacks: LoopbackExchange..., symbol: String = symbol
    ) throws -> MarketRules? {
        let bases = try loopbacks.map { try HTTPURL($0.baseURL) }
        return try MarketInquiry(
            venues: [exchange: VenueSettings(bases: bases, apiKey: Secret("a-key-of-ours"))],
            transport: CurlTransport(trust: .system)
        ).rules(of: Symbol(symbol), on: exchange)
    }

    private static func failure(
        _ exchange: Exchange, at loopback: LoopbackExchange, symbol: String = symbol
    ) -> FeedFailure? {
        #expect(throws: FeedFailure.self) {
            try Self.rules(exchange, at: loopback, symbol: symbol)
        }
    }

    @Test(arguments: [Exchange.binance, .bybit])
    func `an exchange tells step and smallest order, and is told no key`(exchange: Exchange) throws
    {
        let loopback = try Self.exchange(exchange)
        let rules = try Self.rules(exchange, at: loopback)
        #expect(rules?.quantityStep.description == "0.0001")
        #expect(rules?.minimumNotional.description == "5")
        #expect(loopback.requests.count == 1)
        #expect(loopback.requests[0]["symbol"] == "ETHUSDT")
        #expect(loopback.requests[0].header("X-MBX-APIKEY") == nil)
    }

    @Test(arguments: [
        ("0.0000000001", true), ("1e-9", true), ("0.00000001", false), ("0.0000000100", false),
        ("0.000000025", true), ("0.00000000", false), ("none", false),
    ])
    func `a tick finer than 8 decimals is told`(tick: String, isFine: Bool) throws {
        for exchange in [Exchange.binance, .bybit] {
            let loopback = try Self.exchange(exchange) { $0.tickSize = tick }
            #expect(try Self.rules(exchange, at: loopback)?.fineTick == (isFine ? tick : nil))
        }
    }

    @Test func `the embedded market is asked nothing`() throws {
        #expect(try Self.rules(.sim) == nil)
    }

    @Test func `at Binance the wider of both steps counts`() throws {
        let loopback = try Self.exchange(.binance) { $0.marketQuantityStep = "0.01" }
        #expect(try Self.rules(.binance, at: loopback)?.quantityStep.description == "0.01")
        var without = MarketListing()
        without.missing = ["MARKET_LOT_SIZE"]
        loopback.list(without)
        #expect(try Self.rules(.binance, at: loopback)?.quantityStep.description == "0.0001")
    }

    @Test(arguments: [Exchange.binance, .bybit])
    func `a market that is not listed, or not traded, is refused`(exchange: Exchange) throws {
        let loopback = try Self.exchange(exchange) { $0.status = "BREAK" }
        let halted = try #require(Self.failure(exchange, at: loopback))
        #expect(halted.kind == .refused)
        #expect(
            halted.message.hasSuffix(
                "ETHUSDT has the status BREAK; it is not traded now; choose a market that is"))
        let unlisted = try #require(Self.failure(exchange, at: loopback, symbol: "NONE/USDT"))
        #expect(unlisted.kind == .refused)
        #expect(unlisted.message.contains("\(exchange.rawValue) NONE/USDT: http://127.0.0.1:"))
        #expect(
            unlisted.message.hasSuffix(
                "; write the symbol as the exchange lists it, as in BTC/USDT"))
    }

    @Test(arguments: [
        (Exchange.binance, "LOT_SIZE", "there is no LOT_SIZE"),
        (.binance, "NOTIONAL", "there is no NOTIONAL"),
        (.bybit, "basePrecision", "there is no basePrecision"),
        (.bybit, "minOrderAmt", "there is no minOrderAmt"),
    ])
    func `a figure that is missing is bad data`(
        exchange: Exchange, name: String, words: String
    ) throws {
        let loopback = try Self.exchange(exchange) { $0.missing = [name] }
        let failure = try #require(Self.failure(exchange, at: loopback))
        #expect(failure.kind == .badData)
        #expect(failure.message.hasSuffix("answered HTTP 200: \(words)"))
    }

    @Test(arguments: [Exchange.binance, .bybit], ["0", "-0.1", "much", "1e40", "0.000000001", ""])
    func `a step that cannot be is bad data`(exchange: Exchange, step: String) throws {
        let loopback = try Self.exchange(exchange) { $0.quantityStep = step }
        #expect(Self.failure(exchange, at: loopback)?.kind == .badData)
    }

    @Test(arguments: [Exchange.binance, .bybit])
    func `a smallest order of 0 is none, a negative one bad data`(exchange: Exchange) throws {
        let loopback = try Self.exchange(exchange) { $0.minimumNotional = "0.00000000" }
        #expect(try Self.rules(exchange, at: loopback)?.minimumNotional == .zero)
        let wrong = try Self.exchange(exchange) { $0.minimumNotional = "-1" }
        #expect(Self.failure(exchange, at: wrong)?.kind == .badData)
    }

    private static let faults: [(Fault, FeedFailure.Kind)] = [
        (.notJSON, .unavailable), (.emptyBody, .unavailable), (.truncatedJSON, .unavailable),
        (.oversize(bytes: 2 << 20), .unavailable), (.restricted451, .unavailable),
        (.geoblockHTML403, .unavailable), (.internalError500, .unavailable),
        (.badGateway502HTML, .unavailable), (.redirect(to: "http://127.0.0.1:1/"), .unavailable),
        (.binanceRateLimit429(retryAfter: 7), .tryLater),
        (.binanceBan418(retryAfter: 90), .tryLater),
        (.unavailable503(retryAfter: 9), .tryLater), (.wrongShape("{}"), .badData),
        (.wrongShape("[]"), .badData), (.wrongShape("null"), .badData),
    ]

    @Test(arguments: [Exchange.binance, .bybit])
    func `every fault is one line that names the exchange, and what it means`(
        exchange: Exchange
    ) throws {
        let loopback = try Self.exchange(exchange)
        for (fault, kind) in Self.faults {
            loopback.always(fault)
            let failure = try #require(Self.failure(exchange, at: loopback))
            #expect(failure.kind == kind, "\(fault): \(failure)")
            #expect(failure.message.hasPrefix("\(exchange.rawValue) ETH/USDT: http://127.0.0.1:"))
            #expect(!failure.message.contains("\n") && failure.message.utf8.count < 600)
        }
    }

    @Test(arguments: [Exchange.binance, .bybit])
    func `where one address fails the next is asked, but never about a refusal`(
        exchange: Exchange
    ) throws {
        let (first, second) = (try Self.exchange(exchange), try Self.exchange(exchange))
        for fault in [Fault.restricted451, .internalError500, .notJSON] {
            first.enqueue(fault)
            #expect(try Self.rules(exchange, at: first, second) != nil, "\(fault)")
        }
        #expect(second.requests.count == 3)
        first.enqueue(.binanceRateLimit429(retryAfter: 5))
        #expect(throws: FeedFailure.self) { try Self.rules(exchange, at: first, second) }
        #expect(throws: FeedFailure.self) {
            try Self.rules(exchange, at: first, second, symbol: "NONE/USDT")
        }
        #expect(second.requests.count == 3)
    }

    @Test func `an exchange that is not there is named with what happened`() throws {
        let loopback = try Self.exchange(.binance)
        loopback.stop()
        let failure = try #require(Self.failure(.binance, at: loopback))
        #expect(failure.kind == .unavailable)
        #expect(failure.message.contains("cannot connect to 127.0.0.1"))
    }
}
