internal import Market

/// What the figures of the page mean, in a sentence each.
enum FigureMeaning {
    /// In the order a reader meets them.
    static let all: KeyValuePairs<String, String> = [
        "equity": "Balance, and what the open position would bring at the last close.",
        "unrealised":
            "What the open position would bring at the last close, less what was paid for it and its entry fee.",
        "since start":
            "Change of equity since the record began, in percent of the initial balance.",
        "held instead":
            "What the coin would have brought, bought at the open of the first candle traded on and held; fees not counted.",
        "24 h": "Change of equity over the 24 hours before the last close.",
        "7 days": "Change of equity over the 7 days before the last close.",
        "30 days": "Change of equity over the 30 days before the last close.",
        "equity a day":
            "The mean change of equity in 24 hours of the window's candles; from 12 hours on.",
        "closed P&L a trade":
            "The mean profit and loss of the trades that were closed in the window.",
        "orders skipped":
            "Orders that could not be filled as the rules ask, so that nothing was bought.",
        "closed P&L": "Profit and loss of closed trades after all their fees.",
        "trades": "Positions that were bought and sold again.",
        "win rate":
            "Trades with a profit after fees, in percent of all. Of fewer than 30 trades it says little.",
        "its 95 % interval":
            "Where the true rate of wins lies with 95 % confidence, by Wilson's score interval.",
        "profit factor": "What all wins brought over what all losses cost.",
        "drawdown":
            "How far equity stands, and at worst stood, below its highest mark, in percent of that.",
        "worst drawdown":
            "How far equity fell at worst below its highest mark before, in percent of that.",
        "expectancy a trade": "The mean profit and loss of a closed trade.",
        "average win": "The mean profit of the trades that were won.",
        "average loss": "The mean loss of the trades that were lost.",
        "streak": "Trades won, or lost, one after another up to now.",
        "Sharpe ratio":
            "Mean daily return over its standard deviation, times the root of 365; from 2 full days on.",
        "Sortino ratio":
            "Mean daily return over the root of the mean squared loss of a day, times the root of 365; from 2 full days on.",
        "time in the market":
            "Candles at whose close a position was open, in percent of all traded on.",
        "fees paid": "Fees of all buys and sales, that of an open position's entry among them.",
        "candles missing":
            "Candles that the exchange has none of, so that nothing was traded on them.",
    ]

    /// The sentence of a label, however its currency or window is named behind it.
    static func sentence(of label: String) -> String? {
        let name = label.prefix { $0 != "," }
        let plain = name.hasPrefix("last ") ? name.dropFirst(5) : name
        let coin = plain.hasSuffix(" held instead") ? "held instead" : plain
        return all.first { $0.key == coin }?.value
    }

    /// The title of a label as an attribute.
    static func titled(_ label: String) -> Markup.Attributes {
        sentence(of: label).map { ["title": $0] } ?? [:]
    }

    /// Writes them all, folded.
    static func write(to page: inout Markup) {
        page.element("details", ["class": "meanings"]) { page in
            page.element("summary", "What the figures mean")
            page.element("dl", ["class": "facts"]) { page in
                for (name, sentence) in all {
                    page.element("div") { page in
                        page.element("dt", name)
                        page.element("dd", sentence)
                    }
                }
            }
        }
        page.newline()
    }
}
