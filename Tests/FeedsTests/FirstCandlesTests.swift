import Market
import Testing

@testable import Feeds

/// What a new trader begins with.
struct FirstCandlesTests {
    private func network(
        at time: Timestamp, _ numbers: Range<Int> = 0..<3_000, without holes: Range<Int> = 0..<0
    ) -> VirtualTransport {
        let candles = numbers.filter { !holes.contains($0) }.map { Sample.candle($0) }
        return VirtualTransport(at: time) { $0.page(of: candles) }
    }

    @Test(arguments: [Sample.binance, Sample.bybit])
    func `exactly the last so many closed candles`(market: Market) {
        let network = network(at: .sample(600))
        let tick = Tick(network, [.new(warmUp: 500, market)])
        #expect(tick.candles() == Sample.candles(100..<600))
        #expect(tick.end == .upToDate)
        #expect(network.asks.count == 1)
    }

    @Test(arguments: [0, 1_000, 2_000, 2_500] as [Int64])
    func `the newest candle among them has settled`(sinceEnd: Int64) {
        let network = network(at: .sample(600, sinceEnd))
        let tick = Tick(network, [.new(warmUp: 50)])
        #expect(tick.candles() == Sample.candles(550..<600))
    }

    @Test func `more than a page of them comes by pages`() {
        let tick = Tick(network(at: .sample(2_900)), [.new(warmUp: 2_300)])
        #expect(tick.candles() == Sample.candles(600..<2_900))
        #expect(tick.deliveries[0]?.count == 3)
    }

    @Test(arguments: [-86_400_000, -3_600_000, -301_000, -20_000, 20_000, 301_000, 86_400_000])
    func `by the exchange's clock, however wrong the local one is`(skew: Int64) {
        let network = network(at: .sample(600))
        network.localSkewMilliseconds = skew
        let tick = Tick(network, [.new(warmUp: 50)])
        #expect(tick.candles() == Sample.candles(550..<600))
        #expect(network.asks.count <= 2)
        #expect(tick.warnings().count == (abs(skew) > 30_000 ? 1 : 0))
    }

    @Test func `over a believed hole it reaches further back`() {
        let network = network(at: .sample(600), without: 560..<590)
        let tick = Tick(network, [.new(warmUp: 50)])
        #expect(tick.candles() == Sample.candles(520..<560) + Sample.candles(590..<600))
        #expect(tick.end == .upToDate)
        #expect(tick.warnings().isEmpty)
    }

    @Test func `over a hole longer than the window as well`() {
        let network = network(at: .sample(600), without: 450..<590)
        let tick = Tick(network, [.new(warmUp: 50)])
        #expect(tick.candles() == Sample.candles(410..<450) + Sample.candles(590..<600))
    }

    @Test func `with a fresh hole near the end the series ends before it`() {
        let network = network(at: .sample(600), without: 597..<599)
        let tick = Tick(network, [.new(warmUp: 50)])
        #expect(tick.candles() == Sample.candles(547..<597))
        #expect(tick.waiting?.contains("2 candles from") == true)
    }

    @Test func `where history begins, what there is`() {
        let network = network(at: .sample(600), 580..<700)
        let tick = Tick(network, [.new(warmUp: 50)])
        #expect(tick.candles() == Sample.candles(580..<600))
        #expect(tick.end == .upToDate)
        #expect(tick.warnings().count == 1)
        #expect(tick.warnings()[0].contains("20 of 50 candles"))
        #expect(network.asks.count == 3)
    }

    @Test func `without any closed candle it fails at once`() throws {
        let network = VirtualTransport(at: .sample(600)) { $0.rows([]) }
        let failure = try #require(Tick(network, [.new(warmUp: 50)]).failure)
        #expect(failure.kind == .badData)
        #expect(failure.message.contains("check symbol"))
        #expect(network.asks.count == 1)
    }

    @Test func `with nothing but the open candle it fails at once`() throws {
        let network = network(at: .sample(600), 600..<700)
        #expect(try #require(Tick(network, [.new(warmUp: 50)]).failure).kind == .badData)
        #expect(network.asks.count == 1)
    }

    @Test func `a bad row ends the series and fails the trader`() throws {
        let network = VirtualTransport(at: .sample(600)) { ask in
            var candles = Sample.candles(0..<700)
            candles[580] = Sample.candle(580, close: 99)
            return ask.page(of: candles)
        }
        let tick = Tick(network, [.new(warmUp: 50)])
        #expect(tick.candles() == Sample.candles(549..<580))
        #expect(try #require(tick.failure).kind == .badData)
    }

    @Test func `a newest candle that is late is waited for`() {
        let network = network(at: .sample(600), 0..<599)
        let tick = Tick(network, [.new(warmUp: 50)])
        #expect(tick.candles() == Sample.candles(549..<599))
        #expect(tick.waiting?.hasPrefix("waits for the candle of") == true)
    }
}
