import HTTP
import Market
import Testing

@testable import Feeds

/// Several traders in one run.
struct FeedLoopTests {
    @Test func `all requests travel at once`() {
        let network = VirtualTransport(at: .sample(20)) { $0.page(of: Sample.candles(0..<100)) }
        network.latencyMilliseconds = { _ in 400 }
        let requests = (0..<12).map {
            FeedRequest.after(7..<10, $0 % 2 == 0 ? Sample.binance : Sample.bybit)
        }
        let tick = Tick(network, requests)
        #expect(tick.outcomes.allSatisfy { $0.end == .upToDate })
        #expect(network.elapsed == 400)
    }

    @Test func `one trader's trouble delays no other`() {
        let network = VirtualTransport(at: .sample(20)) { ask in
            ask.host.contains("bybit")
                ? ask.told(500, "") : ask.page(of: Sample.candles(0..<100))
        }
        var doneAt: Int64?
        let tick = Tick(network, [.after(7..<10, Sample.bybit), .after(7..<10)]) { index, _, _ in
            if index == 1 { doneAt = network.elapsed }
            return true
        }
        #expect(tick.failure?.kind == .unavailable)
        #expect(tick.outcomes[1].end == .upToDate)
        #expect(doneAt == 50)
    }

    @Test func `nothing to feed takes no time`() {
        let network = VirtualTransport(at: .sample(20)) { $0.told(500, "") }
        #expect(Tick(network, []).outcomes.isEmpty)
        #expect(network.elapsed == 0)
    }

    @Test func `an exchange without addresses is refused`() throws {
        let network = VirtualTransport(at: .sample(20)) { $0.told(500, "") }
        let tick = Tick(network, [.after(7..<10)], bases: [.binance: []])
        #expect(try #require(tick.failure).kind == .refused)
        #expect(network.asks.isEmpty)
    }

    @Test func `the key goes to Binance in its header`() {
        let network = VirtualTransport(at: .sample(20)) { $0.page(of: Sample.candles(0..<100)) }
        _ = Tick(network, [.after(7..<10), .after(7..<10, Sample.bybit)], apiKey: "k3y")
        for ask in network.asks {
            let expected = ask.host.contains("binance") ? ["X-MBX-APIKEY"] : []
            #expect(ask.headers.map(\.name) == expected)
        }
    }
}
