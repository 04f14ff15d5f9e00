import Testing

@testable import Market

struct MarketTests {
    @Test func `names exchange, symbol and timeframe`() throws {
        let market = Market(
            exchange: .binance, symbol: try Symbol("BTCUSDT"), timeframe: .fiveMinutes)
        #expect(market.description == "binance BTC/USDT 5m")
    }

    @Test func `knows the two venues and the embedded market`() {
        #expect(Exchange.allCases.map(\.rawValue) == ["binance", "bybit", "sim"])
    }
}
