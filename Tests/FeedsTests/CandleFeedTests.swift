import Market
import Testing

@testable import Feeds

/// What a trader that has consumed candles asks for, and what it makes of the answers.
struct CandleFeedTests {
    @Test func `begins each request with the last three consumed candles`() {
        let network = VirtualTransport(at: .sample(2_500)) {
            $0.page(of: Sample.candles(0..<3_000))
        }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<2_500))
        #expect(tick.end == .upToDate)
        #expect(network.asks.map(\.start) == [7, 1_004, 2_001].map { Sample.open($0) })
    }

    @Test func `hands over page by page`() {
        let network = VirtualTransport(at: .sample(2_500)) {
            $0.page(of: Sample.candles(0..<3_000))
        }
        let tick = Tick(network, [.after(7..<10, Sample.bybit)])
        let sizes = tick.deliveries[0]?.compactMap { delivery -> Int? in
            if case .candles(let candles) = delivery { candles.count } else { nil }
        }
        #expect(sizes == [997, 997, 496])
        #expect(tick.candles() == Sample.candles(10..<2_500))
    }

    @Test func `ends at once when nothing new has closed`() {
        let network = VirtualTransport(at: .sample(10)) { $0.page(of: Sample.candles(0..<20)) }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.end == .upToDate)
        #expect(tick.deliveries.isEmpty)
        #expect(network.asks.count == 1)
        #expect(tick.outcomes[0].requests == 1)
    }

    @Test func `says the exchange's time at the end, local clock and offset`() {
        let network = VirtualTransport(at: .sample(10)) { $0.page(of: Sample.candles(0..<20)) }
        network.localSkewMilliseconds = 9_000
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.outcomes[0].exchangeTime == .sample(10))
    }

    // MARK: Settling

    @Test(arguments: [0, 400, 1_000, 1_900] as [Int64])
    func `waits for the newest candle to settle and asks again`(sinceEnd: Int64) {
        let network = VirtualTransport(at: .sample(11, sinceEnd)) {
            $0.page(of: Sample.candles(0..<20))
        }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == [Sample.candle(10)])
        #expect(tick.end == .upToDate)
        #expect(network.asks.count == 2)
        #expect(network.elapsed < 2_500)
    }

    @Test func `does not wait for a candle that it has consumed`() {
        let network = VirtualTransport(at: .sample(10, 0)) { $0.page(of: Sample.candles(0..<20)) }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.end == .upToDate)
        #expect(network.asks.count == 1)
    }

    @Test func `takes the earlier candles before it waits`() {
        let network = VirtualTransport(at: .sample(13, 0)) { $0.page(of: Sample.candles(0..<20)) }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.deliveries[0]?.first == .candles(Sample.candles(10..<12)))
        #expect(tick.candles() == Sample.candles(10..<13))
    }

    @Test func `waits three times at most where the exchange's clock stands`() {
        let network = VirtualTransport(at: .sample(11, 0)) { ask in
            var ask = ask
            ask.time = .sample(11, 0)
            return ask.page(of: Sample.candles(0..<20))
        }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.end == .upToDate)
        #expect(network.asks.count == 4)
    }

    // MARK: Holes

    private func network(at time: Timestamp, without holes: Range<Int>...) -> VirtualTransport {
        let candles = Sample.candles(0..<200).filter { candle in
            !holes.contains { $0.contains { Sample.open($0) == candle.openTime } }
        }
        return VirtualTransport(at: time) { $0.page(of: candles) }
    }

    @Test func `a hole is asked for once more and believed ten minutes after its end`() {
        let network = network(at: .sample(15, 0).advanced(byMilliseconds: 60_000), without: 11..<13)
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<11) + Sample.candles(13..<15))
        #expect(tick.end == .upToDate)
        #expect(network.asks.map(\.start) == [7, 8].map { Sample.open($0) })
    }

    @Test func `a hole that is filled at the second asking was none`() {
        let network = VirtualTransport(at: .sample(20)) { ask in
            let all = Sample.candles(0..<30)
            return ask.page(of: ask.number == 0 ? all.filter { $0 != Sample.candle(12) } : all)
        }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(tick.end == .upToDate)
        #expect(network.asks.count == 2)
    }

    @Test func `a fresh hole is waited for, after what lies before it`() {
        let network = network(at: .sample(14, 30_000), without: 11..<13)
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == [Sample.candle(10)])
        #expect(
            tick.waiting
                == "waits for the 2 candles from 2025-10-10T00:55:00.000Z on to be published")
        #expect(network.asks.count == 2)
    }

    @Test(arguments: [(599_000, 0), (601_000, 2)] as [(Int64, Int)])
    func `a hole at the start of a page counts from its end as well`(wait: Int64, count: Int) {
        let network = network(at: .sample(12, wait), without: 10..<12)
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(12..<12 + count))
        #expect((tick.waiting == nil) == (count > 0))
    }

    @Test func `many holes in one page cost one more request`() {
        let network = network(
            at: .sample(100), without: 12..<13, 20..<25, 40..<41, 41..<44, 60..<61)
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles().count == 90 - 11)
        #expect(tick.end == .upToDate)
        #expect(network.asks.count == 2)
    }

    @Test func `a hole that is half filled is not asked for without end`() {
        let network = VirtualTransport(at: .sample(60)) { ask in
            ask.page(of: Sample.candles(0..<10 + ask.number) + Sample.candles(50..<70))
        }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.end == .upToDate)
        #expect(tick.candles().last == Sample.candle(59))
        #expect(network.asks.count < 6)
    }

    // MARK: Silence

    @Test(arguments: [(10, 60_000), (11, 60_000), (12, 299_000)] as [(Int, Int64)])
    func `a candle that must have closed is waited for`(number: Int, milliseconds: Int64) {
        let network = VirtualTransport(at: .sample(number + 1, milliseconds)) {
            $0.page(of: Sample.candles(0..<10))
        }
        let tick = Tick(network, [.after(7..<10)])
        #expect(
            tick.waiting == "waits for the candle of 2025-10-10T00:50:00.000Z to be published")
    }

    @Test func `three timeframes after it should have closed it is a failure`() throws {
        let network = VirtualTransport(at: .sample(14, 1_000)) {
            $0.page(of: Sample.candles(0..<10))
        }
        let failure = try #require(Tick(network, [.after(7..<10)]).failure)
        #expect(failure.kind == .unavailable)
        #expect(failure.message.contains("no candle since the one that ended at 2025-10-10T00:50"))
        #expect(failure.message.contains("3 must have closed"))
    }

    @Test func `the open row behind a missing candle makes it ask once more`() {
        let network = VirtualTransport(at: .sample(11, 5_000)) { ask in
            let all = Sample.candles(0..<12)
            return ask.page(of: ask.number == 0 ? all.filter { $0 != Sample.candle(10) } : all)
        }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == [Sample.candle(10)])
        #expect(tick.end == .upToDate)
    }

    // MARK: Bad rows and revisions

    @Test func `a bad row fails the trader after the rows before it`() throws {
        let network = VirtualTransport(at: .sample(20)) { ask in
            var candles = Sample.candles(0..<30)
            candles[15] = Sample.candle(15, close: 99)
            return ask.page(of: candles)
        }
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<15))
        let failure = try #require(tick.failure)
        #expect(failure.kind == .badData)
        #expect(
            failure.message.hasPrefix(
                "binance BTC/USDT 5m: https://one.binance.test/api/v3/klines: row 9 of 14, "
                    + "2025-10-10T01:15:00.000Z, is bad: its high is below its open or close: ["))
        #expect(failure.message.hasSuffix("; nothing past it was consumed"))
    }

    @Test func `rows that have changed places are no witness to a hole`() throws {
        let network = VirtualTransport(at: .sample(30)) { ask in
            var candles = Sample.candles(8..<20)
            candles.swapAt(5, 6)
            return ask.rows(candles)
        }
        let tick = Tick(network, [.after(8..<11)])
        #expect(tick.candles() == Sample.candles(11..<13))
        #expect(try #require(tick.failure).kind == .badData)
    }

    @Test func `a candle told differently is reported once a version`() {
        var candles = Sample.candles(0..<30)
        let told = Sample.candle(8, close: 3)
        candles[8] = told
        let network = VirtualTransport(at: .sample(20)) { $0.page(of: candles) }
        let first = Tick(network, [.after(7..<10)])
        #expect(
            first.deliveries[0]?.first == .revised(consumed: Sample.candle(8), told: told))
        #expect(first.warnings().count == 1)
        #expect(first.warnings()[0].contains("2025-10-10T00:40:00.000Z differently"))
        #expect(first.candles() == Sample.candles(10..<20))

        var seen = Sample.seen(7..<10)
        seen[1].revisions = [told]
        let request = FeedRequest(market: Sample.binance, recent: seen, warmUp: 5)
        let second = Tick(network, [request])
        #expect(second.warnings().isEmpty)
        #expect(second.candles() == Sample.candles(10..<20))
    }

    @Test func `no more than eight versions of a candle are news`() {
        var seen = Sample.seen(7..<10)
        seen[1].revisions = (1...8).map { Sample.candle(8, close: $0) }
        var candles = Sample.candles(0..<30)
        candles[8] = Sample.candle(8, close: 9)
        let network = VirtualTransport(at: .sample(10)) { $0.page(of: candles) }
        let tick = Tick(
            network, [FeedRequest(market: Sample.binance, recent: seen, warmUp: 5)])
        #expect(tick.deliveries.isEmpty)
        #expect(tick.end == .upToDate)
    }

    @Test func `a candle published after its hole was believed is left out`() {
        let seen = [7, 9, 10].map { ObservedCandle(Sample.candle($0)) }
        let network = VirtualTransport(at: .sample(12)) { $0.page(of: Sample.candles(0..<20)) }
        let tick = Tick(network, [FeedRequest(market: Sample.binance, recent: seen, warmUp: 5)])
        #expect(tick.deliveries[0] == [.candles([Sample.candle(11)])])
    }
}
