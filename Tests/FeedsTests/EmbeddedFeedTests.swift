import Market
import Seeds
import Testing

@testable import Feeds

struct EmbeddedFeedTests {
    private static let market = Market(
        exchange: .sim, symbol: Sample.symbol("BTC/USDT"), timeframe: Sample.timeframe)

    private func tick(at time: Timestamp, _ request: FeedRequest) -> (Tick, asks: Int) {
        let network = VirtualTransport(at: time) { $0.told(500, "") }
        return (Tick(network, [request]), network.asks.count)
    }

    @Test func `a new trader gets exactly its warm-up, without a request`() {
        let (tick, asks) = tick(at: .sample(5_000), .new(warmUp: 1_500, Self.market))
        #expect(tick.candles() == Sample.candles(3_500..<5_000))
        #expect(tick.deliveries[0]?.count == 2)
        #expect(tick.end == .upToDate)
        #expect(tick.outcomes[0].exchangeTime == .sample(5_000))
        #expect(asks == 0)
    }

    @Test func `any other gets what has closed since`() {
        let (tick, _) = tick(at: .sample(2_010), .after(7..<10, Self.market))
        #expect(tick.candles() == Sample.candles(10..<2_010))
        #expect(tick.end == .upToDate)
    }

    @Test(arguments: [(-1, 0), (0, 1)] as [(Int64, Int)])
    func `a candle is closed when its time is over`(milliseconds: Int64, count: Int) {
        let (tick, _) = tick(at: .sample(11, milliseconds), .after(7..<10, Self.market))
        #expect(tick.candles().count == count)
        #expect(tick.end == .upToDate)
    }

    @Test func `the time of a run holds for it as well, and the next goes on`() {
        let network = VirtualTransport(at: .sample(50_000)) { $0.told(500, "") }
        let tick = Tick(network, [.after(7..<10, Self.market), .after(7..<10, Self.market)]) {
            _, _, _ in
            network.pass(10_000)
            return true
        }
        // The budget is 45 s; who comes after it still gets a page.
        #expect(tick.candles(0) == Sample.candles(10..<5_010))
        #expect(tick.outcomes[0].end == .waiting("44990 candles behind, the next tick goes on"))
        #expect(tick.candles(1) == Sample.candles(10..<1_010))
        #expect(tick.outcomes[1].end == .waiting("48990 candles behind, the next tick goes on"))
    }

    @Test(
        arguments: [
            "1970-01-01", "2008-12-31T23:59:59Z", "2100-01-01", "9999-12-31T23:59:59Z",
            // A million candles of five minutes are nine and a half years.
            "2036-01-01",
        ] as [Timestamp])
    func `a clock that is years off makes no candles`(now: Timestamp) throws {
        let (tick, _) = tick(at: now, .after(7..<10, Self.market))
        let failure = try #require(tick.failure)
        #expect(failure.kind == .refused)
        #expect(
            failure.message.contains("this machine's clock") && failure.message.contains("\(now)"))
        #expect(tick.candles().isEmpty)
    }

    @Test(arguments: [301_000, 7_200_000, 40 * 86_400_000] as [Int64])
    func `a record in the future is waited for, and nothing is made before`(ahead: Int64) {
        let now = Sample.open(10).advanced(byMilliseconds: -ahead)
        let (tick, _) = tick(at: now, .after(7..<10, Self.market))
        let words = TimeSpan.words(milliseconds: ahead)
        #expect(
            tick.waiting
                == "its last candle is \(words) ahead of this clock, which says "
                + "\(now): waits until \(Sample.open(10))")
        #expect(tick.candles().isEmpty)
    }

    @Test func `a record off the grid ends its own trader alone`() throws {
        let odd = ObservedCandle(
            Candle(
                openTime: .sample(9, 1), open: .zero, high: .zero, low: .zero, close: .zero,
                volume: .zero))
        let network = VirtualTransport(at: .sample(20)) { $0.told(500, "") }
        let tick = Tick(
            network,
            [
                FeedRequest(market: Self.market, recent: [odd], warmUp: 5),
                .after(7..<10, Self.market),
            ])
        #expect(try #require(tick.failure).kind == .bug)
        #expect(tick.outcomes[1].end == .upToDate)
        #expect(tick.candles(1) == Sample.candles(10..<20))
    }

    @Test func `a consumer that fails is fed no more`() {
        let network = VirtualTransport(at: .sample(5_000)) { $0.told(500, "") }
        let tick = Tick(network, [.after(7..<10, Self.market)]) { _, _, _ in false }
        #expect(tick.end == .stopped)
        #expect(tick.deliveries[0]?.count == 1)
    }
}
