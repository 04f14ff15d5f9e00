import Market
import Seeds
import Testing
import Trading

@testable import Reporting

struct TradeColumnsTests {
    private func entry(
        _ trader: String, _ start: Timestamp = "2025-10-10T21:15:00Z", hours: Int64 = 1,
        pnl: Money = "-117.33"
    ) throws -> TradeListing.Entry {
        TradeListing.Entry(
            trader: trader,
            market: Market(
                exchange: .binance, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes),
            trade: Trade(
                id: start.advanced(byMilliseconds: hours * 3_600_000), entryPrice: "113587.99",
                exitPrice: "120000", quantity: "0.02640123", invested: "2998.72", pnl: pnl,
                fees: "6", reason: .takeProfit, entryReason: .signal, entryTime: start,
                exitTime: start.advanced(byMilliseconds: hours * 3_600_000), outlay: "3000"))
    }

    private func rows(_ entries: [TradeListing.Entry], _ width: Int) -> String? {
        TradeColumns(entries).rows(width: width)?.joined(separator: "\n")
    }

    @Test func `what the heading or the rest of the row tells goes first`() throws {
        let entries = try [entry("btc"), entry("btc", hours: 30)]
        #expect(rows(entries, 99)?.hasPrefix(" entry 2025         exit ") == true)
        #expect(rows(entries, 99)?.contains("0.02640123") == true)
        #expect(
            rows(entries, 80) == """
                 entry 2025         exit   bought at     sold at      P&L    P&L %       reason
                10-10 21:15  10-10 22:15  113,587.99  120,000.00  -117.33  -3.91 %  TAKE_PROFIT
                10-10 21:15  10-12 03:15  113,587.99  120,000.00  -117.33  -3.91 %  TAKE_PROFIT
                """)
        #expect(
            rows(entries, 75) == """
                 entry 2025      exit   bought at     sold at      P&L    P&L %  reason
                10-10 21:15     22:15  113,587.99  120,000.00  -117.33  -3.91 %  target
                10-10 21:15  03:15+2d  113,587.99  120,000.00  -117.33  -3.91 %  target
                """)
        #expect(rows(entries, 60) == nil)
    }

    @Test func `two traders fit into 80 columns, whatever they are called`() throws {
        let two = try [entry("binance", hours: 30), entry("bybit")]
        let table = try #require(rows(two, 80))
        #expect(
            table.contains("binance  10-10 21:15  03:15+2d  113,587.99") && table.contains(" %"))
        let long = try [entry("a-trader-with-a-long-name", hours: 30), entry("bybit")]
        let cut = try #require(rows(long, 80))
        #expect(cut.contains("a-trader-…  10-10 21:15  03:15+2d") && !cut.contains("%"))
    }

    @Test func `where there are two years each time tells its own`() throws {
        let entries = try [entry("btc"), entry("btc", "2024-10-10T21:15:00Z")]
        #expect(rows(entries, 90)?.contains("2024-10-10 21:15  2024-10-10 22:15") == true)
        #expect(rows(entries, 74)?.contains("2024-10-10 21:15  22:15") == true)
        let turn = try [entry("btc", "2025-12-31T23:30:00Z")]
        #expect(rows(turn, 90)?.contains("2025-12-31 23:30  2026-01-01 00:30") == true)
        #expect(rows(turn, 78)?.contains("2025-12-31 23:30  00:30+1d") == true)
    }

    @Test(arguments: 60...140)
    func `no row is wider than asked, and nothing is left out that would fit`(width: Int) throws {
        let entries = try [entry("a"), entry("b", hours: 400, pnl: "12345.67")]
        guard let table = TradeColumns(entries).rows(width: width) else { return }
        #expect(table.allSatisfy { $0.count <= width } && table.count == 3)
        #expect(width < 114 || table[0].contains("amount"))
    }
}
