import Market
import Seeds
import Testing
import Trading

@testable import Reporting
@testable import Text
@testable import Record
@testable import Research

struct TradeSceneTests {
    private static func settings() throws -> TraderSettings {
        var parameters = Parameters()
        (parameters.fast, parameters.slow, parameters.warmUp) = (3, 8, 30)
        (parameters.maxDailyLoss, parameters.maxConsecutiveLosses) = (nil, nil)
        (parameters.minWinRate, parameters.maxDrawdown) = (nil, nil)
        let market = Market(
            exchange: .sim, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes)
        return TraderSettings(name: "sim", market: market, parameters: parameters)
    }

    @Test(arguments: UInt64(0)..<20)
    func `a picture out of a passing journal is that of all candles at once`(seed: UInt64) throws {
        let settings = try Self.settings()
        let step = Step(timeframe: .fiveMinutes, parameters: settings.parameters)
        let candles = RandomCandles.array(seed: seed, count: 1_500)
        var state = TraderState(settings.parameters)
        var trades: [(trade: Trade, position: Position)] = []
        var steps: [(Candle, [Event])] = []
        var held: Position?
        for candle in candles {
            var events: [Event] = []
            try step.advance(&state, over: candle, events: &events)
            for event in events {
                if case .opened(let position) = event { held = position }
                if case .closed(let trade) = event, let position = held {
                    trades.append((trade, position))
                }
            }
            steps.append((candle, events))
        }
        #expect(trades.count > 5, "seed \(seed)")
        for (trade, position) in trades.prefix(3) + trades.suffix(3) {
            var scene = TradeScene(of: trade.id, settings)
            for (candle, events) in steps { scene.consume(candle, events) }
            let whole = TradeChart(
                trader: "sim", market: settings.market, candles: candles,
                strategy: settings.parameters.strategy, position: position, trade: trade)
            #expect(
                try scene.chart(brand: "ALGOM", home: "/h").picture() == whole.picture(),
                "seed \(seed)")
        }
    }

    @Test func `what was held for too long is said, not drawn wrongly`() throws {
        let settings = try Self.settings()
        let position = Position(
            entryPrice: "100", quantity: "1", cost: "100", entryFee: "0.1", stop: "1",
            target: "900", openTime: "2020-01-01T00:00:00Z", entryReason: .signal)
        var scene = TradeScene(of: nil, settings)
        let candle = { (index: Int64) in
            let open = position.openTime.advanced(byMilliseconds: index * 300_000)
            return Candle(
                openTime: open, open: "100", high: "100", low: "100", close: "100", volume: .zero)
        }
        scene.consume(candle(0), [.opened(position)])
        for index in 1..<Int64(200_000) { scene.consume(candle(index), []) }
        _ = try scene.chart(brand: "ALGOM", home: "/h")
        scene.consume(candle(200_000), [])
        let error = #expect(throws: JobError.self) { try scene.chart(brand: "ALGOM", home: "/h") }
        #expect(error?.status == .usage)
        #expect(error?.description.contains("more than 200000 candles") == true)
    }
}
