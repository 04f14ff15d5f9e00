import Market
import Testing

@testable import Feeds
@testable import HTTP

/// A thousand traders in one run: what is asked, how fast, and who waits for whom.
@Suite struct ManyTradersTests {
    private static let now = Sample.open(10).advanced(byMilliseconds: 10_000)

    private static func market(_ number: Int, _ exchange: Exchange = .binance) -> Market {
        Market(
            exchange: exchange, symbol: Sample.symbol("C\(number)/USDT"),
            timeframe: Sample.timeframe)
    }

    private static func exchange() -> VirtualTransport {
        VirtualTransport(at: now) { $0.page(of: Sample.candles(0..<11)) }
    }

    @Test func `what several traders would ask alike is asked once`() {
        let transport = Self.exchange()
        let tick = Tick(transport, (0..<5).map { _ in .after(6..<9) })
        #expect(transport.asks.count == 1)
        #expect((0..<5).allSatisfy { tick.candles($0) == [Sample.candle(9)] })
        #expect(tick.outcomes.map(\.requests) == [1, 0, 0, 0, 0])
        #expect(tick.outcomes.allSatisfy { $0.end == .upToDate })
        #expect(tick.outcomes[0].bytes > 0 && tick.outcomes[1].bytes == 0)
    }

    @Test func `traders of one market that stand elsewhere ask for themselves`() {
        let transport = Self.exchange()
        let tick = Tick(transport, [.after(6..<9), .after(5..<8), .after(6..<9)])
        #expect(transport.asks.count == 2)
        #expect(tick.candles(0) == [Sample.candle(9)])
        #expect(tick.candles(1) == Sample.candles(8..<10))
        #expect(tick.candles(2) == [Sample.candle(9)])
    }

    @Test func `a trader that can take no more does not end those it asked for`() {
        let transport = Self.exchange()
        let tick = Tick(transport, [.after(6..<9), .after(6..<9)]) { index, _, _ in index != 0 }
        #expect(tick.outcomes.map(\.end) == [.stopped, .upToDate])
        #expect(tick.candles(1) == [Sample.candle(9)])
    }

    @Test func `those who asked alike ask again together`() {
        let transport = Self.exchange()
        transport.answer = { ask in
            ask.number == 0
                ? .failure(.broken(host: ask.host, detail: "it is empty"))
                : ask.page(of: Sample.candles(0..<11))
        }
        let tick = Tick(transport, [.after(6..<9), .after(6..<9)])
        #expect(transport.asks.count == 2)
        #expect(tick.outcomes.map(\.end) == [.upToDate, .upToDate])
    }

    @Test func `requests keep within the pace of their exchange`() {
        let transport = Self.exchange()
        var underWay = 0
        var most = 0
        transport.latencyMilliseconds = { _ in
            underWay += 1
            most = max(most, underWay)
            return 50
        }
        transport.answer = { ask in
            underWay -= 1
            return ask.page(of: Sample.candles(0..<11))
        }
        let tick = Tick(transport, (0..<1_000).map { .after(6..<9, Self.market($0, .bybit)) })
        #expect(tick.outcomes.allSatisfy { $0.end == .upToDate })
        #expect(transport.asks.count == 1_000)
        #expect(most == 64)
        let moments = transport.asks.map(\.time.milliseconds)
        for (index, moment) in moments.enumerated() where index + 500 < moments.count {
            #expect(moments[index + 500] - moment >= 5_000)
        }
    }

    @Test func `one exchange's pace is not another's`() {
        let transport = Self.exchange()
        transport.latencyMilliseconds = { $0.host.contains("bybit") ? 9_000 : 50 }
        let requests = (0..<200).map {
            FeedRequest.after(6..<9, Self.market($0, $0 % 2 == 0 ? .binance : .bybit))
        }
        var last: [Exchange: Timestamp] = [:]
        let tick = Tick(transport, requests) { index, _, _ in
            last[requests[index].market.exchange] = transport.now
            return true
        }
        #expect(tick.outcomes.allSatisfy { $0.end == .upToDate })
        #expect(last[.binance].map { $0.since(Self.now) < 500 } == true)
    }

    @Test func `who is furthest behind is asked for first`() {
        let transport = Self.exchange()
        _ = Tick(
            transport,
            [
                .after(6..<9, Self.market(1)), .after(2..<5, Self.market(2)),
                .after(4..<7, Self.market(3)),
            ])
        #expect(transport.asks.prefix(3).map(\.start) == [2, 4, 6].map(Sample.open))
    }

    @Test func `an exchange whose weight is nearly used is left alone until it counts anew`() {
        let transport = Self.exchange()
        transport.answer = { ask in
            ask.page(of: Sample.candles(0..<11)).map { response in
                var response = response
                let used = ask.number < 3 ? "4800" : "12"
                response.headers = [HTTPRequest.Header("x-mbx-used-weight-1m", used)]
                return response
            }
        }
        // 64 travel before the first answer comes; the others wait for the next minute.
        let tick = Tick(transport, (0..<100).map { .after(6..<9, Self.market($0)) }, seed: 1)
        let later = transport.asks.filter { $0.time.since(Self.now) > 1_000 }
        #expect(later.isEmpty)
        #expect(tick.outcomes.count { $0.end == .upToDate } == 64)
        #expect(
            tick.outcomes.allSatisfy {
                guard case .failed(let failure) = $0.end else { return true }
                return failure.kind == .tryLater && failure.message.contains("4800 of its 6000")
            })
        #expect(tick.notBefore[.binance].map { $0.milliseconds / 1_000 % 60 } == 1)
    }

    @Test func `a market that does not answer delays no other`() {
        let transport = Self.exchange()
        transport.latencyMilliseconds = { $0.query["symbol"] == "C0USDT" ? 60_000 : 50 }
        let tick = Tick(transport, (0..<300).map { .after(6..<9, Self.market($0)) }) { _, _, _ in
            transport.elapsed < 1_000
        }
        #expect(tick.outcomes.dropFirst().allSatisfy { $0.end == .upToDate })
    }

    @Test func `what has its turn too late is told apart from silence`() {
        let transport = Self.exchange()
        transport.latencyMilliseconds = { _ in 60_000 }
        let tick = Tick(transport, (0..<400).map { .after(6..<9, Self.market($0)) })
        let failures = tick.outcomes.compactMap { outcome -> FeedFailure? in
            if case .failed(let failure) = outcome.end { failure } else { nil }
        }
        #expect(failures.count == 400)
        #expect(failures.contains { $0.kind == .tryLater && $0.message.contains("its turn") })
        #expect(failures.contains { $0.kind == .unavailable })
    }
}
