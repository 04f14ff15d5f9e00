import Market
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

    @Test func `a consumer that fails is fed no more`() {
        let network = VirtualTransport(at: .sample(5_000)) { $0.told(500, "") }
        let tick = Tick(network, [.after(7..<10, Self.market)]) { _, _, _ in false }
        #expect(tick.end == .stopped)
        #expect(tick.deliveries[0]?.count == 1)
    }
}
