import HTTP
import Market
import Testing

@testable import Feeds

/// Clocks and wishes for silence, as all traders of an exchange share them.
struct ExchangeAccessTests {
    private static let candles = Sample.candles(0..<100)

    private func network(at time: Timestamp = .sample(20)) -> VirtualTransport {
        VirtualTransport(at: time) { $0.page(of: Self.candles) }
    }

    @Test func `a kept wish beyond the budget is obeyed without any request`() throws {
        let network = network()
        let moment = Timestamp.sample(21)
        let tick = Tick(network, [.after(7..<10)], notBefore: [.binance: moment])
        let failure = try #require(tick.failure)
        #expect(failure.kind == .tryLater)
        #expect(failure.message.contains("\(moment)"))
        #expect(network.asks.isEmpty)
        #expect(tick.notBefore == [.binance: moment])
        #expect(network.elapsed == 0)
    }

    @Test func `a kept wish within the budget is waited out`() {
        let network = network()
        let tick = Tick(
            network, [.after(7..<10)],
            notBefore: [.binance: .sample(20, 90_000), .bybit: .sample(30)])
        #expect(tick.end == .upToDate)
        #expect(network.asks[0].time == .sample(20, 90_000))
        #expect(tick.notBefore == [.bybit: .sample(30)])
    }

    @Test(arguments: [-1, 0, 3 * 86_400_000 + 300_001, Int64.max / 2] as [Int64])
    func `a kept wish that is past or over three days ahead is ignored`(distance: Int64) {
        let network = network()
        let moment = Timestamp.sample(20).advanced(byMilliseconds: distance)
        let tick = Tick(network, [.after(7..<10)], notBefore: [.binance: moment])
        #expect(tick.end == .upToDate)
        #expect(tick.notBefore == [:])
    }

    @Test func `the longest wish counts`() {
        var access = ExchangeAccess(venue: Binance(), settings: VenueSettings(bases: []))
        access.hold(seconds: 600, wall: .sample(0), monotonic: 0, because: "first")
        access.hold(seconds: 60, wall: .sample(0), monotonic: 0, because: "second")
        #expect(access.deadline?.until == .sample(0, 660_000))
        #expect(access.deadline?.writtenAt == .sample(0))
        #expect(access.whyHeld == "first")
    }

    @Test func `what an exchange asks for at the edge of numbers is at most three days`() {
        for seconds in [Int64.min, -1, 0, 1, 86_400, .max / 1_000, .max] {
            var access = ExchangeAccess(venue: Binance(), settings: VenueSettings(bases: []))
            access.refuse(
                seconds: seconds, sentAt: 0, wall: .sample(0), monotonic: 5, because: "it says so")
            let wait = access.heldUntil - 5
            #expect((1_000...ExchangePause.longestMilliseconds).contains(wait))
            #expect(wait == min(max(seconds, 1), 259_200) * 1_000)
        }
    }

    @Test(arguments: [(-31_000, "behind"), (32_000, "ahead of")] as [(Int64, String)])
    func `a local clock over 30 s off is warned about once an exchange`(
        skew: Int64, direction: String
    ) {
        let network = network()
        network.localSkewMilliseconds = skew
        let tick = Tick(network, [.after(7..<10), .after(7..<10)])
        let warnings = tick.warnings(0) + tick.warnings(1)
        #expect(warnings.count == 1)
        #expect(warnings[0].contains("s \(direction) that of binance"))
        #expect(tick.candles() == Sample.candles(10..<20))
    }

    @Test(arguments: [-29_000, 29_000] as [Int64])
    func `a local clock less off is not`(skew: Int64) {
        let network = network()
        network.localSkewMilliseconds = skew
        #expect(Tick(network, [.after(7..<10)]).warnings().isEmpty)
    }

    @Test(arguments: [nil, -1, 0, 1_230_767_999, 4_102_444_800, Int64.max] as [Int64?])
    func `without a readable Date the local clock serves, with a warning`(seconds: Int64?) {
        let network = VirtualTransport(at: .sample(20)) { ask in
            ask.page(of: Self.candles).map { response in
                var response = response
                response.dateSeconds = seconds
                return response
            }
        }
        let tick = Tick(network, [.after(7..<10), .after(17..<19)])
        #expect(tick.candles(0) == Sample.candles(10..<20))
        #expect(tick.candles(1) == Sample.candles(19..<20))
        #expect(
            tick.warnings(0) + tick.warnings(1) == [
                "binance answers without a Date header to believe; the local clock serves instead"
            ])
        #expect(tick.outcomes[0].exchangeTime == nil)
    }
    @Test func `without a Date, what was open when it was asked for is not taken for closed`() {
        let network = VirtualTransport(at: .sample(20, 299_000)) { ask in
            ask.rows(Sample.candles(8..<21)).map { response in
                var response = response
                response.dateSeconds = nil
                return response
            }
        }
        network.latencyMilliseconds = { _ in 5_000 }
        let tick = Tick(network, [.after(8..<11)])
        #expect(tick.candles() == Sample.candles(11..<20))
        #expect(tick.end == .upToDate)
    }
}
