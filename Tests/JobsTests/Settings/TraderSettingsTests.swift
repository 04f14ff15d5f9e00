import Market
import Testing
import Trading

@testable import Jobs
@testable import Record

struct TraderSettingsTests {
    static func settings(
        name: String = "one", exchange: Exchange = .binance, symbol: String = "BTC/USDT",
        timeframe: Timeframe = .fiveMinutes, parameters: Parameters = Parameters()
    ) throws -> TraderSettings {
        TraderSettings(
            name: name,
            market: Market(exchange: exchange, symbol: try Symbol(symbol), timeframe: timeframe),
            parameters: parameters)
    }

    @Test func `the fingerprint is that of the market and the parameters alone`() throws {
        let fingerprint = try Self.settings().fingerprint
        // Known to every record there is: a change of this digest would orphan them all.
        #expect(
            fingerprint
                == "8d279b7370b3971da2b719b407e24248f5168fa02abb5b10afc7f4a678584f34")
        #expect(try Self.settings(name: "two").fingerprint == fingerprint)
        #expect(try Self.settings(symbol: "btcusdt").fingerprint == fingerprint)
        #expect(try Self.settings(exchange: .bybit).fingerprint != fingerprint)
        #expect(try Self.settings(symbol: "ETH/USDT").fingerprint != fingerprint)
        #expect(try Self.settings(timeframe: .oneHour).fingerprint != fingerprint)
    }

    @Test(arguments: ["a", "z9", "0", "a-b_c", String(repeating: "q", count: 32)])
    func `is a name`(text: String) { #expect(TraderSettings.isName(text)) }

    @Test(arguments: [
        "", "-", "_", "-a", "_a", "A", "aB", "a.", ".", "..", "a/b", "a\\b", "a\n", "\0", "ａ",
        "e\u{301}", String(repeating: "q", count: 33),
    ])
    func `is no name`(text: String) { #expect(!TraderSettings.isName(text)) }
}
