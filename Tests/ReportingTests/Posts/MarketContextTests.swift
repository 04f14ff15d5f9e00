import Market
import Seeds
import Testing

@testable import Reporting

struct MarketContextTests {
    @Test func `a line tells price, change, worth, share, source and moment`() throws {
        var context = MarketContext(
            subject: "BTC", price: "93412", change: "-1.24",
            capitalization: try Capitalization(decimal: "1853000000000"), dominance: "58.13",
            asOf: "2026-11-24T16:05:00Z", source: "CoinMarketCap")
        #expect(
            context.line == """
                📈 BTC $93,412.00, \(Figures.signedPercent(-1.24, digits: 1)) in 24 h, worth $1.85 trillion, \
                \(Figures.percent(58.13, digits: 1)) of all (CoinMarketCap, 2026-11-24 16:05 UTC)
                """)
        context.change = nil
        context.capitalization = nil
        context.dominance = nil
        #expect(context.line == "📈 BTC $93,412.00 (CoinMarketCap, 2026-11-24 16:05 UTC)")
    }

    @Test func `it is added where the post stays one post`() {
        let short = Post(kind: .education, body: "text", tail: "#a")
        #expect(short.adding("line").text == "text\n\nline\n\n#a")
        let long = Post(kind: .education, body: String(repeating: "x", count: 271), tail: "#a")
        #expect(long.adding("line") == long)
    }
}
