import Market
import Seeds
import Testing
import Trading

@testable import Jobs
@testable import Reporting
@testable import Record

struct EquitySceneTests {
    private static let opening: Timestamp = "2025-10-10T00:00:00Z"

    /// A curve over twenty candles, five of them warm-up, each a hundred higher than the last.
    private static func curve(from start: Timestamp?) throws -> EquityCurve {
        var parameters = Parameters()
        (parameters.fast, parameters.slow, parameters.rsiPeriod, parameters.warmUp) = (1, 2, 2, 5)
        parameters.overbought = "0"
        let market = Market(
            exchange: .sim, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes)
        let settings = TraderSettings(name: "sim", market: market, parameters: parameters)
        let step = Step(timeframe: .fiveMinutes, parameters: parameters)
        var scene = EquityScene(settings, from: start)
        var state = TraderState(parameters)
        var events: [Event] = []
        for index in 0..<Int64(20) {
            let price = Price(units: (1_000 + index * 100) * Price.unitsPerOne)
            let close = Price(units: (1_100 + index * 100) * Price.unitsPerOne)
            let candle = Candle(
                openTime: opening.advanced(byMilliseconds: index * 300_000), open: price,
                high: close, low: price, close: close, volume: .zero)
            try step.advance(&state, over: candle, events: &events)
            scene.consume(candle, state)
        }
        return scene.curve
    }

    @Test func `a record begins with the balance, at the first open after the warm-up`() throws {
        let curve = try Self.curve(from: nil)
        #expect(curve.equity.first?.time == "2025-10-10T00:25:00Z")
        #expect(curve.equity.last?.time == "2025-10-10T01:40:00Z")
        #expect(curve.holdChange == 100 * (3_000.0 / 1_500 - 1))
    }

    @Test func `a window begins with the mark that stood`() throws {
        let curve = try Self.curve(from: "2025-10-10T01:02:00Z")
        #expect(curve.equity.first?.time == "2025-10-10T01:02:00Z")
        #expect(curve.holdChange == 100 * (3_000.0 / 2_200 - 1))
        let exact = try Self.curve(from: "2025-10-10T01:00:00Z")
        #expect(exact.holdChange == 100 * (3_000.0 / 2_200 - 1))
    }

    @Test func `a window before the record begins with it, one after it is empty`() throws {
        let early = try Self.curve(from: "2025-10-09T00:00:00Z")
        #expect(early.equity.first?.time == "2025-10-10T00:25:00Z")
        #expect(try Self.curve(from: "2025-10-11T00:00:00Z").isEmpty)
    }
}
