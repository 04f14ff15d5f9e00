import Testing

@testable import Market

struct SymbolTests {
    @Test(arguments: [
        ("BTC/USDT", "BTC", "USDT"), ("btc/usdt", "BTC", "USDT"), ("BTCUSDT", "BTC", "USDT"),
        ("btcusdt", "BTC", "USDT"), ("ETHBTC", "ETH", "BTC"), ("ETH/BTC", "ETH", "BTC"),
        ("BTCFDUSD", "BTC", "FDUSD"), ("BTCTUSD", "BTC", "TUSD"), ("BTCUSD", "BTC", "USD"),
        ("1000SATSUSDT", "1000SATS", "USDT"), ("1INCH/EUR", "1INCH", "EUR"),
        ("BTCEURI", "BTC", "EURI"), ("USDCUSDT", "USDC", "USDT"), ("XYZ/QQQ", "XYZ", "QQQ"),
        ("BTCRLUSD", "BTC", "RLUSD"),
    ])
    func `reads slashed and joined, in either case`(
        text: String, base: String, quote: String
    ) throws {
        let symbol = try Symbol(text)
        #expect(symbol.base == base)
        #expect(symbol.quote == quote)
        #expect(symbol.description == "\(base)/\(quote)")
        #expect(symbol.joined == base + quote)
        #expect(try Symbol(symbol.description) == symbol)
    }

    @Test(arguments: ["", "USDT", "BTC", "BTCXYZ", "hello", "BTC-USDC2", "..", "~"])
    func `asks where base and quote meet`(text: String) {
        #expect(throws: SymbolError(text: text, isSplit: false)) { try Symbol(text) }
    }

    @Test(arguments: [
        "/", "BTC/", "/USDT", "BTC//USDT", "BTC/USDT/", "BTC/USDT/X", "BTC USDT/EUR", "../x",
        "../../etc/passwd", "BTC/USDT?x=1", "BTC/US\u{0}DT", "BTC/USDT\n", " BTC/USDT", "B%2f/USDT",
        "BTC-USDT", "BTC_USDT", "₿/USDT", "B&C/USDT", "ABCDEFGHIJKLMNOPQRSTU/USDT",
        "BTC/ABCDEFGHIJKLMNOPQRSTU", ".USDT",
    ])
    func `refuses what is not letters and digits`(text: String) {
        #expect(throws: SymbolError(text: text, isSplit: true)) { try Symbol(text) }
    }

    /// Upper-casing turns these into plain letters.
    @Test(arguments: ["ß/USDT", "ﬁl/USDT", "BTC/uſdt", "bıt/usdt", "ﬀusdt"])
    func `refuses letters that only become plain in upper case`(text: String) {
        #expect(throws: SymbolError(text: text, isSplit: true)) { try Symbol(text) }
    }

    @Test func `says what to write instead`() {
        #expect(
            SymbolError(text: "../x", isSplit: true).description
                == "'../x' is not a symbol; write letters and digits, as in BTC/USDT")
        #expect(
            SymbolError(text: "BTCXYZ\n", isSplit: false).description
                == "'BTCXYZ?' does not say where base and quote meet; write it as BASE/QUOTE")
    }
}
