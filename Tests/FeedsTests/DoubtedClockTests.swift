import HTTP
import Market
import Seeds
import Testing

@testable import Feeds

/// A `Date` that is ahead of the truth, which makes open candles look closed.
struct DoubtedClockTests {
    /// An exchange that publishes up to the candle that is open, at addresses whose clocks are ahead
    /// by so many milliseconds.
    private static func network(
        _ ahead: [String: Int64] = [:], at time: Timestamp = .sample(20),
        publishing last: (Ask) -> Int = { _ in 20 }, close: @escaping (Ask) -> Int64 = { _ in 0 }
    ) -> VirtualTransport {
        VirtualTransport(at: time) { ask in
            let rows = (8..<20).map { Sample.candle($0) } + [Sample.candle(20, close: close(ask))]
            return ask.rows(rows).map { response in
                var response = response
                let clock = ask.time.advanced(byMilliseconds: ahead[ask.host] ?? 0)
                response.dateSeconds = clock.milliseconds / 1_000
                return response
            }
        }
    }

    private static let single = [Exchange.binance: ["https://one.binance.test"]]
    private static let (one, two) = ("one.binance.test", "two.binance.test")

    @Test(arguments: [
        [one: 310_000], [one: 310_000, two: 310_000 - 31_000], [one: 86_400_000],
    ])
    func `one clock that is ahead makes no open candle final`(ahead: [String: Int64]) {
        let network = Self.network(ahead)
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(network.asks.map(\.host) == [Self.one, Self.two])
    }

    @Test func `a single address whose clock is ahead is not believed however often it says so`() {
        let network = Self.network([Self.one: 310_000])
        let tick = Tick(network, [.after(7..<10)], bases: Self.single)
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(
            tick.waiting?.contains("waits for what follows the candle of \(Sample.open(20))")
                == true)
        #expect(network.asks.count == 2)
    }

    @Test func `two addresses that agree are believed, and a wrong local clock costs one request`()
    {
        let network = Self.network(at: .sample(21))
        network.localSkewMilliseconds = -310_000
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<21))
        #expect(tick.end == .upToDate)
        #expect(network.asks.map(\.host) == [Self.one, Self.two])
    }

    @Test func `two addresses that tell the candle differently are not`() {
        let network = Self.network(at: .sample(21), close: { Int64($0.number) })
        network.localSkewMilliseconds = -310_000
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(tick.waiting != nil)
    }

    @Test(arguments: [-30_000, 0, 310_000, 86_400_000] as [Int64])
    func `a local clock that agrees, or is ahead, costs nothing`(skew: Int64) {
        let network = Self.network(at: .sample(21))
        network.localSkewMilliseconds = skew
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<21))
        #expect(network.asks.count == 1)
    }

    @Test func `what a later row shows to be over needs no clock`() {
        let network = VirtualTransport(at: .sample(20)) { $0.page(of: Sample.candles(0..<100)) }
        network.localSkewMilliseconds = -86_400_000
        let tick = Tick(network, [.after(7..<10)])
        #expect(tick.candles() == Sample.candles(10..<20))
        #expect(network.asks.count == 1)
    }

    @Test func `a new trader begins with nothing that may be open`() {
        let network = VirtualTransport(at: .sample(20)) { ask in
            ask.page(of: Sample.candles(0..<21)).map { response in
                var response = response
                response.dateSeconds = response.dateSeconds.map { $0 + 310 }
                return response
            }
        }
        let tick = Tick(network, [.new(warmUp: 5)], bases: Self.single)
        #expect(tick.candles().last == Sample.candle(19))
        #expect(tick.waiting != nil)
    }

    @Test func `a hole is no older than both clocks say`() {
        let holed = Sample.candles(0..<15) + Sample.candles(16..<18)
        let network = VirtualTransport(at: .sample(17)) { ask in
            ask.page(of: holed).map { response in
                var response = response
                response.dateSeconds = response.dateSeconds.map { $0 + 600 }
                return response
            }
        }
        let tick = Tick(network, [.after(7..<10)], bases: Self.single)
        #expect(tick.candles() == Sample.candles(10..<15))
        #expect(tick.waiting?.contains("to be published") == true)
    }
}
