import Market
import Testing
import Trading

@testable import Reporting

struct TradeTableTests {
    private func html(_ trader: PageTrader, most: Int = 25) -> String {
        var page = Markup()
        TradeTable(trader: trader, id: "t", most: most).write(to: &page)
        return page.html
    }

    @Test(arguments: UInt64(0)..<20)
    func `the last trades are there, newest first, with sign, shape and reason`(seed: UInt64) throws
    {
        let trader = try PageTrader.sample(seed: seed)
        let trades = trader.holdings.compactMap(\.trade)
        let rows = html(trader, most: 5).split(separator: "<tr>").dropFirst(2)
        #expect(rows.count == min(5, trades.count), "seed \(seed)")
        for (row, trade) in zip(rows, trades.reversed()) {
            #expect(row.contains(">\(Figures.moment(trade.exitTime))</th>"), "seed \(seed)")
            #expect(row.contains(trade.isWin ? ">▲ win<" : ">▼ loss<"), "seed \(seed)")
            #expect(row.contains(">\(Figures.signedMoney(trade.pnl, in: "USDT"))<"), "seed \(seed)")
            #expect(row.contains(">\(trade.reasonWords(by: trader.view.words))"), "seed \(seed)")
            let isLate = trade.id.milliseconds % 3 == 0
            #expect(row.contains("decided late") == isLate, "seed \(seed)")
        }
    }

    @Test func `it says of how many these are the last, and where the others are`() throws {
        let trader = try PageTrader.sample(seed: 2)
        let all = trader.view.state.record.tally.trades
        #expect(all > 5)
        #expect(
            html(trader, most: 5).contains(
                "The last 5 of \(all) trades, the newest first; &apos;algom export trades --trader careful&apos;"
            ))
        #expect(html(trader, most: 400).contains("All \(all) trades, the newest first."))
        #expect(html(try .blank()).contains("No trade has been closed yet."))
    }
}
