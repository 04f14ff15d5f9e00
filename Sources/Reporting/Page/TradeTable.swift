internal import Market
internal import Text
internal import Trading

/// The last closed trades, newest first, each with the reason for its end.
struct TradeTable {
    let trader: PageTrader
    let id: String
    /// The most rows.
    let most: Int

    private var closed: [(trade: Trade, isLate: Bool)] {
        trader.holdings.reversed().compactMap { holding in
            holding.trade.map { ($0, holding.isLate) }
        }
    }

    func write(to page: inout Markup) {
        let all = trader.view.tally.trades
        let shown = closed.prefix(most)
        page.element("h3", ["id": "\(id)-trades"], "Trades")
        guard !shown.isEmpty else {
            page.element("p", ["class": "quiet"], "No trade has been closed yet.")
            return
        }
        PageTable(label: "\(id)-trades").write(to: &page) { page in
            PageTable.caption(caption(shown.count, of: all), to: &page)
            PageTable.head(
                [
                    "closed, UTC", "result", "P&L, \(trader.view.quote)", "P&L", "bought at",
                    "sold at", trader.view.market.symbol.base, "held",
                ], last: "why", to: &page)
            let words = trader.view.words
            page.element("tbody") { page in
                for (trade, isLate) in shown {
                    write(trade, isLate: isLate, words, to: &page)
                    page.newline()
                }
            }
        }
    }

    private func caption(_ shown: Int, of all: Int) -> String {
        guard shown < all else { return "All \(counted(all, "trade")), the newest first." }
        return "The last \(shown) of \(Figures.count(all)) trades, the newest first; "
            + "'algom export trades --trader \(trader.view.name)' lists all."
    }

    private func write(
        _ trade: Trade, isLate: Bool, _ words: any StrategyWords, to page: inout Markup
    ) {
        let style = trade.isWin ? "gain" : "loss"
        page.element("tr") { page in
            page.element("th", ["scope": "row"], Figures.moment(trade.exitTime))
            page.element("td", ["class": style], trade.isWin ? "▲ win" : "▼ loss")
            page.element(
                "td", ["class": style], Figures.signedMoney(trade.pnl, in: trader.view.quote))
            page.element("td", ["class": style], Figures.signedPercent(trade.pnlPercent))
            page.element("td", Figures.price(trade.entryPrice))
            page.element("td", Figures.price(trade.exitPrice))
            page.element("td", Figures.quantity(trade.quantity))
            page.element("td", Figures.duration(milliseconds: trade.holdTime))
            page.element(
                "td", ["class": "left"],
                trade.reasonWords(by: words) + (trade.entryTag.map { ", bought by '\($0)'" } ?? "")
                    + (isLate ? "; decided late" : ""))
        }
    }
}
