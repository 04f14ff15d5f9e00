import Market
import Seeds
import Testing

@testable import Reporting

struct FiguresPostsTests {
    @Test(arguments: [
        ("10432", "USDT", "$10,432.00", "+$10,432.00"), ("-31.07", "USDC", "-$31.07", "-$31.07"),
        ("0", "USD", "$0.00", "$0.00"), ("-31.07", "EUR", "-31.07 EUR", "-31.07 EUR"),
        ("0.004", "USDT", "$0.0040", "+$0.0040"), ("-0.004", "USDT", "-$0.0040", "-$0.0040"),
        ("5", "BTC", "5.00000000 BTC", "+5.00000000 BTC"),
        ("-0.00028", "BTC", "-0.00028000 BTC", "-0.00028000 BTC"),
    ])
    func `money with its currency`(
        money: String, quote: String, text: String, signed: String
    ) throws {
        let money = try Money(decimal: money)
        #expect(Figures.sum(money, in: quote) == text)
        #expect(Figures.signedSum(money, in: quote) == signed)
        #expect(Figures.signedSum(money.doubleValue, in: quote) == signed)
    }

    @Test func `prices and percentages`() {
        #expect(Figures.price("113587.99", in: "USDT") == "$113,587.99")
        #expect(Figures.price("0.00001234", in: "BTC") == "0.00001234 BTC")
        #expect(Figures.share(57.142857) == "57.1%")
        #expect(Figures.signedShare(1.7333) == "+1.73%")
        #expect(Figures.signedShare(-0.001) == "0.00%")
        #expect(Figures.signedShare(0.001) == "0.00%")
    }
}
