import HTTP
import Market
import Seeds
import Testing

@testable import Feeds

/// Failures, limits and time: what is asked again, when, where, and how it ends.
struct FeedRunTests {
    private static let candles = Sample.candles(0..<100)

    /// A network that first gives these answers, one a request, and from then on candles.
    private func network(
        failing replies: [(Ask) -> Reply], at time: Timestamp = .sample(20)
    ) -> VirtualTransport {
        VirtualTransport(at: time) { ask in
            ask.number < replies.count ? replies[ask.number](ask) : ask.page(of: Self.candles)
        }
    }

    private static let transient: [@Sendable (Ask) -> Reply] = [
        { _ in .failure(.nameNotResolved(host: "one.binance.test")) },
        { _ in .failure(.notConnected(host: "one.binance.test", detail: "refused")) },
        { _ in .failure(.timedOut(host: "one.binance.test", milliseconds: 10_000)) },
        { _ in .failure(.tooLarge(host: "one.binance.test", limit: 1)) },
        { _ in .failure(.broken(host: "one.binance.test", detail: "half a body")) },
        { $0.told(500, "") }, { $0.told(503, "<html>maintenance</html>") },
        { $0.told(200, "") }, { $0.told(200, "[[1760054400000,\"1\"") },
        { $0.told(200, "<html>please log in</html>") },
    ]

    @Test(arguments: transient.indices)
    func `a failure is retried on the next base after half a second`(index: Int) {
        let network = network(failing: [Self.transient[index]])
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(tick.end == .upToDate)
        #expect(network.asks.map(\.host) == ["one.binance.test", "two.binance.test"])
        #expect((300...600).contains(network.elapsed))
    }

    @Test func `retries go round the bases with growing distance until the budget is spent`() throws
    {
        let network = VirtualTransport(at: .sample(20)) { $0.told(502, "<b>bad</b> gateway") }
        let tick = Tick(network, [.after(7..<10)])
        let failure = try #require(tick.failure)
        #expect(failure.kind == .unavailable)
        #expect(failure.message.contains("binance BTC/USDT 5m: https://"))
        #expect(failure.message.contains("answered HTTP 502: "))
        #expect(failure.message.hasSuffix("; the next tick asks again"))
        #expect(!failure.message.contains("?"))
        #expect((7...14).contains(network.asks.count))
        #expect(network.elapsed <= 45_000)
        let hosts = network.asks.map(\.host)
        #expect(zip(hosts, hosts.dropFirst()).allSatisfy { $0 != $1 })
    }

    @Test func `what is waited for is told meanwhile, where something went wrong`() throws {
        let venues = [
            Exchange.binance: VenueSettings(
                bases: [try HTTPURL("https://one.binance.test")], apiKey: nil)
        ]
        let failing = VirtualTransport(at: .sample(20)) { _ in
            .failure(.nameNotResolved(host: "one.binance.test"))
        }
        for (transport, isTold) in [(failing, true), (network(failing: []), false)] {
            var told: [String] = []
            var random = SplitMix64(seed: 1)
            _ = FeedLoop.run(
                [.after(7..<10)], venues: venues, transport: transport, clock: transport.clock,
                embedded: { _, _, _, _ in [] }, random: &random, tell: { told.append($0) }
            ) { _, _, _ in true }
            #expect(told.isEmpty != isTold)
            for words in told {
                #expect(words.contains("cannot resolve one.binance.test; asks again for "))
                #expect(words.hasSuffix(" s") && !words.contains("next tick"), "\(words)")
            }
        }
    }

    @Test func `a single base is asked again`() {
        let network = network(failing: [{ $0.told(500, "") }])
        let tick = Tick(network, [.after(7..<10)], bases: [.binance: ["https://only.test"]])
        #expect(tick.end == .upToDate)
        #expect(network.asks.map(\.host) == ["only.test", "only.test"])
    }

    @Test func `a base that never answers uses up no more than the budget`() throws {
        let network = network(failing: [])
        network.latencyMilliseconds = { _ in 3_600_000 }
        let tick = Tick(network, [.after(7..<10)])
        #expect(try #require(tick.failure).kind == .unavailable)
        #expect((36_000...45_000).contains(network.elapsed))
    }

    // MARK: Blocks and redirects

    @Test func `a block moves to the next base at once, for all traders`() {
        let network = VirtualTransport(at: .sample(20)) { ask in
            ask.host == "one.binance.test"
                ? ask.told(451, #"{"code":0,"msg":"restricted location"}"#)
                : ask.page(of: Self.candles)
        }
        let tick = Tick(network, [.after(7..<10), .after(17..<19)])
        #expect(tick.outcomes.map(\.end) == [.upToDate, .upToDate])
        #expect(network.asks.count == 4)
        #expect(network.elapsed == 100)
    }

    @Test func `a blocked base is asked no more in this run`() {
        let network = VirtualTransport(at: .sample(20)) { ask in
            if ask.host == "one.binance.test" { return ask.told(403, "<html>blocked</html>") }
            return ask.number < 4 ? ask.told(500, "") : ask.page(of: Self.candles)
        }
        #expect(Tick(network, [.after(7..<10)]).end == .upToDate)
        #expect(network.asks.map(\.host).count { $0 == "one.binance.test" } == 1)
    }

    @Test(arguments: [
        (Sample.binance, 451, "BINANCE_BASE_URL"), (Sample.binance, 403, "BINANCE_BASE_URL"),
        (Sample.bybit, 451, "BYBIT_BASE_URL"), (Sample.bybit, 301, "BYBIT_BASE_URL"),
        (Sample.binance, 302, "BINANCE_BASE_URL"),
    ])
    func `with no base left it is unavailable, and never a bad key`(
        market: Market, status: Int, variable: String
    ) throws {
        let network = VirtualTransport(at: .sample(20)) {
            $0.told(status, "<html>configured to block access from your country</html>")
        }
        let tick = Tick(network, [.after(7..<10, market)], apiKey: "k3y")
        let failure = try #require(tick.failure)
        #expect(failure.kind == .unavailable)
        #expect(failure.message.contains(variable))
        #expect(failure.message.contains("HTTP \(status)"))
        #expect(!failure.message.lowercased().contains("key"))
        #expect(network.asks.count == 2)
        #expect(network.elapsed == 100)
    }

    @Test func `a certificate that is refused is not asked for twice`() throws {
        let network = VirtualTransport(at: .sample(20)) {
            .failure(.insecure(host: $0.host, detail: "self-signed certificate"))
        }
        let failure = try #require(Tick(network, [.after(7..<10)]).failure)
        #expect(failure.kind == .unavailable)
        #expect(failure.message.contains("self-signed certificate"))
        #expect(network.asks.count == 2)
    }

    @Test func `an address whose answers cannot be unpacked is not asked twice`() throws {
        let network = VirtualTransport(at: .sample(20)) {
            .failure(.packed(host: $0.host, detail: "unrecognized content encoding"))
        }
        let failure = try #require(Tick(network, [.after(7..<10)]).failure)
        #expect(failure.kind == .unavailable)
        #expect(failure.message.contains("cannot be unpacked: unrecognized"))
        #expect(network.asks.count == 2 && network.elapsed < 1_000)
    }

    // MARK: The exchange's own errors

    @Test func `an unknown symbol is refused at once, in its own words`() throws {
        let network = VirtualTransport(at: .sample(20)) {
            $0.told(400, #"{"code":-1121,"msg":"Invalid symbol.\n\u0007"}"#)
        }
        let failure = try #require(Tick(network, [.after(7..<10)]).failure)
        #expect(failure.kind == .refused)
        #expect(
            failure.message
                == "binance BTC/USDT 5m: https://one.binance.test/api/v3/klines: answered HTTP 400: "
                + "code -1121, Invalid symbol.; check symbol and timeframe in algom.json")
        #expect(network.asks.count == 1)
    }

    @Test func `a key that the exchange echoes does not reach the message`() throws {
        let network = VirtualTransport(at: .sample(20)) {
            $0.told(401, #"{"code":-2015,"msg":"Invalid API-key s3cr3t-k3y, IP, or permissions"}"#)
        }
        let failure = try #require(Tick(network, [.after(7..<10)], apiKey: "s3cr3t-k3y").failure)
        #expect(failure.kind == .refused)
        #expect(failure.message.contains("BINANCE_API_KEY"))
        #expect(!failure.message.contains("s3cr3t"))
    }

    @Test func `an answer of another shape is bad data, not retried`() throws {
        let network = VirtualTransport(at: .sample(20)) { $0.told(200, #"{"symbol":"BTCUSDT"}"#) }
        #expect(try #require(Tick(network, [.after(7..<10)]).failure).kind == .badData)
        #expect(network.asks.count == 1)
    }

    // MARK: Limits

    @Test func `a limit within the budget is waited out and holds for all bases`() {
        let network = network(failing: [
            {
                .success(
                    HTTPResponse(
                        status: 429, body: [], dateSeconds: $0.time.milliseconds / 1_000,
                        retryAfterSeconds: 20))
            }
        ])
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.end == .upToDate)
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(network.elapsed == 20_100)
        #expect(tick.notBefore == [:])
    }

    @Test(
        arguments: [
            (Sample.binance, 429, "", nil, 60),
            (Sample.binance, 418, "", nil, 600),
            (Sample.binance, 429, "", 120, 120),
            (Sample.binance, 418, "", 9_999_999_999, 259_200),
            (Sample.bybit, 200, #"{"retCode":10006,"retMsg":"Too many visits!"}"#, nil, 60),
            (Sample.bybit, 200, #"{"retCode":10018,"retMsg":"IP rate limit"}"#, nil, 60),
            (Sample.bybit, 403, "access too frequent", nil, 600),
            (Sample.binance, 503, "", 300, 300),
        ] as [(Market, Int, String, Int64?, Int64)])
    func `a limit beyond the budget ends the run and is kept`(
        market: Market, status: Int, body: String, retryAfter: Int64?, seconds: Int64
    ) throws {
        let network = VirtualTransport(at: .sample(20)) { _ in
            .success(
                HTTPResponse(
                    status: status, body: Array(body.utf8), retryAfterSeconds: retryAfter))
        }
        let tick = Tick(network, [.after(7..<10, market)])
        let failure = try #require(tick.failure)
        #expect(failure.kind == .tryLater)
        let moment = Timestamp.sample(20, 60_050 + seconds * 1_000)
        #expect(tick.notBefore == [market.exchange: moment])
        #expect(failure.message.contains("must not be asked before \(moment)"))
        #expect(network.asks.count == 1)
    }

    @Test func `a limit that one trader meets holds for the others of its exchange only`() {
        let network = VirtualTransport(at: .sample(20)) { ask in
            ask.host.contains("binance") ? ask.told(418, "") : ask.page(of: Self.candles)
        }
        network.latencyMilliseconds = { $0.query["symbol"] == "ETHUSDT" ? 30_000 : 50 }
        let other = Market(
            exchange: .binance, symbol: Sample.symbol("ETH/USDT"), timeframe: Sample.timeframe)
        let tick = Tick(
            network, [.after(7..<10), .after(7..<10, other), .after(7..<10, Sample.bybit)])
        #expect(tick.outcomes[2].end == .upToDate)
        for index in 0..<2 {
            guard case .failed(let failure) = tick.outcomes[index].end else {
                Issue.record("trader \(index) has not failed")
                continue
            }
            #expect(failure.kind == .tryLater)
        }
        #expect(network.asks.count == 3)
        #expect(tick.notBefore.keys.sorted { $0.rawValue < $1.rawValue } == [.binance])
    }

    // MARK: The budget

    @Test func `a catch-up that the budget cuts off goes on in the next tick`() {
        let candles = Sample.candles(0..<41_000)
        let network = VirtualTransport(at: .sample(40_000)) { $0.page(of: candles) }
        network.latencyMilliseconds = { _ in 10_000 }
        let first = Tick(network, [.after(7..<10)])
        #expect(first.candles() == Sample.candles(10..<10 + 4 * 997))
        #expect(first.waiting == "36002 candles behind, the next tick goes on")
        #expect(network.elapsed == 45_000)
    }

    @Test func `trouble after progress is a warning, and the next tick goes on`() {
        let network = VirtualTransport(at: .sample(2_500)) {
            $0.number == 0 ? $0.page(of: Sample.candles(0..<2_600)) : $0.told(500, "oops")
        }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<1_007))
        #expect(tick.waiting == "1493 candles behind, the next tick goes on")
        #expect(tick.warnings().count == 1)
        #expect(tick.warnings()[0].contains("HTTP 500: oops"))
    }

    @Test func `a consumer that fails is fed no more`() {
        let network = VirtualTransport(at: .sample(2_500)) {
            $0.page(of: Sample.candles(0..<2_600))
        }
        let tick = Tick(network, [.after(7..<10), .after(7..<10)]) { index, _, _ in index == 1 }
        #expect(tick.end == .stopped)
        #expect(tick.candles(0) == Sample.candles(10..<1_007))
        #expect(tick.candles(1) == Sample.candles(10..<2_500))
    }
}
