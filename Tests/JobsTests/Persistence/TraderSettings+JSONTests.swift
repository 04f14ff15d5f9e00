import JSON
import Market
import Testing

@testable import Record

struct TraderSettingsJSONTests {
    @Test(arguments: ["?", "", "BTCUSDT", "btc/usdt", "BTC/USDT ", "BTC/"])
    func `a symbol has one spelling in a record`(text: String) {
        #expect(throws: JSONError.self) { try Symbol(json: .string(text)) }
    }

    @Test(arguments: ["Binance", "okx", ""])
    func `an exchange that is not known is refused`(text: String) {
        #expect(throws: JSONError.self) { try Exchange(json: .string(text)) }
    }
}
