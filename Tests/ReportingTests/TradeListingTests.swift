import Market
import Testing
import Trading

@testable import Reporting

struct TradeListingTests {
    private static let start = Timestamp(milliseconds: 1_760_130_900_000)

    private func entry(_ trader: String, pnl: Int64 = 173_3300_0000) throws -> TradeListing.Entry {
        TradeListing.Entry(
            trader: trader,
            market: Market(
                exchange: .binance, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes),
            trade: Trade(
                id: Self.start.advanced(byMilliseconds: 3_600_000),
                entryPrice: Price(units: 113_587_9900_0000),
                exitPrice: Price(units: 120_000_0000_0000), quantity: Quantity(units: 264_0000),
                invested: Money(units: 2_998_7200_0000), pnl: Money(units: pnl),
                fees: Money(units: 6_0000_0000), reason: .takeProfit, entryReason: .signal,
                entryTime: Self.start, exitTime: Self.start.advanced(byMilliseconds: 3_600_000),
                outlay: Money(units: 3_000_0000_0000)))
    }

    private func text(
        _ entries: [TradeListing.Entry], matching: Int? = nil, total: Int? = nil, width: Int = 100,
        isColoured: Bool = false
    ) -> String {
        let matching = matching ?? entries.count
        return TradeListing(entries: entries, matching: matching, total: total ?? matching)
            .text(width: width, isColoured: isColoured)
    }

    @Test func `a trade is a row, spelled as everywhere`() throws {
        #expect(
            try text([entry("btc")]) == """
                           entry              exit   bought at     sold at  amount      P&L    P&L %       reason
                2025-10-10 21:15  2025-10-10 22:15  113,587.99  120,000.00  0.0264  +173.33  +5.78 %  TAKE_PROFIT

                1 closed trade
                """)
    }

    @Test func `traders are named where there are several`() throws {
        let lines = try text([entry("btc"), entry("eth")], width: 120).split(separator: "\n")
        #expect(lines.map { $0.prefix(6) } == ["trader", "   btc", "   eth", "2 clos"])
    }

    @Test func `where rows are too wide a trade is a block`() throws {
        #expect(
            try text([entry("btc")], width: 60) == """
                btc  binance BTC/USDT 5m
                  entry   2025-10-10 21:15     bought at  113,587.99
                  exit    2025-10-10 22:15     sold at    120,000.00
                  P&L     +173.33 (+5.78 %)    amount     0.0264
                  reason  TAKE_PROFIT

                1 closed trade
                """)
        let narrow = try text([entry("btc")], width: 30).split(separator: "\n")
        #expect(narrow.count == 9 && narrow.allSatisfy { $0.count <= 30 })
    }

    @Test func `colour tells wins from losses, and does not count as width`() throws {
        let text = try text([entry("btc"), entry("btc", pnl: -1)], isColoured: true)
        let lines = text.split(separator: "\n")
        #expect(lines[0].hasPrefix("\u{1b}[1m") && lines[0].contains("bought at"))
        #expect(lines[1].hasPrefix("\u{1b}[32m") && lines[2].hasPrefix("\u{1b}[31m"))
    }

    @Test(arguments: [
        (0, 0, 0, "no trade has been closed yet"), (0, 0, 12, "none of 12 closed trades matches"),
        (2, 2, 2, "2 closed trades"), (2, 2, 1_234, "2 of 1,234 closed trades"),
        (2, 30, 30, "the last 2 of 30 closed trades"),
        (2, 30, 1_234, "the last 2 of 30 that match, of 1,234 closed trades"),
    ])
    func `says how many there are`(shown: Int, matching: Int, total: Int, words: String) throws {
        let entries = try (0..<shown).map { _ in try entry("btc") }
        #expect(text(entries, matching: matching, total: total).hasSuffix(words))
        #expect(
            TradeListing(entries: entries, matching: matching, total: total).countWords == words)
    }
}
