internal import Market
internal import Trading

/// The traders beside one another, a row a trader.
struct ComparisonTable {
    let entries: [DashboardPage.Entry]

    private static let columns = [
        "equity", "since start", "held instead", "30 days", "7 days", "24 h", "trades", "win rate",
        "worst drawdown",
    ]

    func write(to page: inout Markup) {
        page.section("comparison", "Traders compared") { page in
            PageTable(label: "comparison").write(to: &page) { page in
                PageTable.caption(
                    "Changes of equity over windows that end with each trader's last candle. What is "
                        + "held instead is its coin since the same start, fees not counted.",
                    to: &page)
                PageTable.head(["trader"] + Self.columns, to: &page)
                page.element("tbody") { page in
                    for (index, entry) in entries.enumerated() {
                        page.element("tr") { Self.write(entry, index, to: &$0) }
                        page.newline()
                    }
                }
            }
        }
        page.newline()
    }

    private static func write(_ entry: DashboardPage.Entry, _ index: Int, to page: inout Markup) {
        page.element("th", ["scope": "row"]) { page in
            page.element("a", ["href": "#\(DashboardPage.id(index))"], entry.name)
        }
        guard case .trader(let shown) = entry else {
            page.element(
                "td", ["colspan": "\(columns.count)", "class": "left"], "cannot be told, see below")
            return
        }
        let trader = shown.view
        let windows = trader.windows
        let equity = Figures.money(trader.summary.equity, in: trader.quote)
        page.element("td", "\(equity) \(trader.quote)")
        write(windows.whole?.changePercent, to: &page)
        page.element("td", windows.whole.map { Figures.signedPercent($0.holdPercent) } ?? "none")
        for window in [windows.month, windows.week, windows.day] {
            write(window?.changePercent, to: &page)
        }
        page.element("td", Figures.count(trader.tally.trades))
        let rate = windows.whole?.winRate ?? WinRate(wins: 0, trades: 0)
        page.element("td", rate.percent.map { Figures.percent($0, digits: 1) } ?? "none")
        page.element("td", Figures.percent(trader.state.record.drawdown.maximumPercent))
    }

    private static func write(_ change: Double?, to page: inout Markup) {
        page.element(
            "td", PageTable.classed(change.map(PageTable.style) ?? ""),
            change.map { Figures.signedPercent($0) } ?? "none")
    }
}
