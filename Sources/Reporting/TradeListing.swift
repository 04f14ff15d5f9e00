package import Market
internal import Text
package import Trading

/// Closed trades for a person at a terminal: a row each, or a block each where rows are too wide.
package struct TradeListing: Sendable {
    /// A trade, and whose it is.
    package struct Entry: Sendable {
        package let trader: String
        package let market: Market
        package let trade: Trade

        package init(trader: String, market: Market, trade: Trade) {
            self.trader = trader
            self.market = market
            self.trade = trade
        }
    }

    /// Those that are shown, in the order they are shown in.
    package let entries: [Entry]
    /// How many trades were asked for, shown or not.
    package let matching: Int
    /// How many there are.
    package let total: Int

    package init(entries: [Entry], matching: Int, total: Int) {
        self.entries = entries
        self.matching = matching
        self.total = total
    }

    /// The trades and how many there are, laid out for a terminal of that width.
    package func text(width: Int, isColoured: Bool) -> String {
        guard !entries.isEmpty else { return countWords }
        guard let rows = TradeColumns(entries).rows(width: width) else {
            let blocks = entries.flatMap { $0.block(width: width, isColoured: isColoured) }
            return (blocks + ["", countWords]).joined(separator: "\n")
        }
        let lines = zip(rows, [Figure.Colour.bold] + entries.map(\.colour)).map { row, colour in
            colour.paint(row, isColoured: isColoured)
        }
        return (lines + ["", countWords]).joined(separator: "\n")
    }

    /// How many there are, and how many of them are shown.
    package var countWords: String {
        let all = Figures.count(total)
        if total == 0 { return "no trade has been closed yet" }
        if matching == 0 { return "none of \(counted(total, "closed trade")) matches" }
        let isFiltered = matching < total
        guard entries.count < matching else {
            return isFiltered
                ? "\(Figures.count(matching)) of \(all) closed trades"
                : counted(total, "closed trade")
        }
        let shown = "the last \(Figures.count(entries.count)) of \(Figures.count(matching))"
        return isFiltered
            ? "\(shown) that match, of \(all) closed trades" : "\(shown) closed trades"
    }
}

extension TradeListing.Entry {
    fileprivate var colour: Figure.Colour { trade.isWin ? .green : .red }

    /// Its figures one below another.
    fileprivate func block(width: Int, isColoured: Bool) -> [String] {
        let heading = "\(trader)  \(market)"
        let pnl =
            Figures.signedMoney(trade.pnl, in: market.symbol.quote)
            + " (\(Figures.signedPercent(trade.pnlPercent)))"
        let rows = [
            [
                Figure("entry", Figures.moment(trade.entryTime)),
                Figure("bought at", Figures.price(trade.entryPrice)),
            ],
            [
                Figure("exit", Figures.moment(trade.exitTime)),
                Figure("sold at", Figures.price(trade.exitPrice)),
            ],
            [
                Figure("P&L", pnl, colour),
                Figure("amount", Figures.quantity(trade.quantity)),
            ],
            [Figure("reason", trade.taggedReason)],
        ]
        return [Figure.Colour.bold.paint(heading, isColoured: isColoured)]
            + FigureTable(rows: rows, width: width, isColoured: isColoured).lines
    }
}
