internal import Market
internal import Trading

/// What a trader did over each window, a column a window.
struct WindowTable {
    let windows: TraderView.Windows
    let quote: String

    /// A row: what it is called, what a window has of it, and whether its sign is coloured.
    private struct Row {
        let label: String
        let value: (WindowFigures) -> String
        var sign: ((WindowFigures) -> Double)?
    }

    private var rows: [Row] {
        let money = { (value: Money?) in
            value.map { Figures.signedMoney($0, in: quote) } ?? "none"
        }
        let mean = { (value: Double?) in
            value.map { Figures.signed(Figures.money($0, in: quote)) } ?? "none"
        }
        return [
            Row(label: "from, UTC") { Figures.moment($0.from) },
            Row(label: "equity", value: { Figures.signedPercent($0.changePercent) }) {
                $0.changePercent
            },
            Row(label: "equity a day, \(quote)", value: { mean($0.changePerDay) }) {
                $0.changePerDay ?? 0
            },
            Row(label: "bought and held, no fees") { Figures.signedPercent($0.holdPercent) },
            Row(label: "closed P&L, \(quote)", value: { money($0.pnl) }) {
                $0.pnl.doubleValue
            },
            Row(label: "closed P&L a trade", value: { mean($0.pnlPerTrade) }) {
                $0.pnlPerTrade ?? 0
            },
            Row(label: "fees of closed trades") { Figures.money($0.fees, in: quote) },
            Row(label: "closed trades") { Figures.count($0.trades) },
            Row(label: "won, lost") { "\(Figures.count($0.wins)), \(Figures.count($0.losses))" },
            Row(label: "win rate") {
                $0.winRate.percent.map { Figures.percent($0, digits: 1) } ?? "none"
            },
            Row(label: "its 95 % interval") { Self.interval($0.winRate) },
            Row(label: "worst drawdown") { Figures.percent($0.maximumDrawdownPercent) },
            Row(label: "best trade") { money($0.best) },
            Row(label: "worst trade") { money($0.worst) },
            Row(label: "candles") { Figures.count($0.candles) },
            Row(label: "candles missing") { Figures.count($0.missingCandles) },
            Row(label: "orders skipped") { $0.skipped.map { Figures.count($0) } ?? "–" },
        ]
    }

    private static func interval(_ rate: WinRate) -> String {
        guard let interval = rate.interval else { return "none" }
        return "\(Figures.decimal(interval.lowerBound, digits: 1)) to "
            + Figures.percent(interval.upperBound, digits: 1)
    }

    func write(to page: inout Markup, id: String) {
        let named = windows.named
        guard !named.isEmpty else { return }
        page.element("h3", ["id": "\(id)-figures"], "Figures")
        PageTable(label: "\(id)-figures").write(to: &page) { page in
            PageTable.caption(Self.caption(named), to: &page)
            PageTable.head(["window"] + named.map(\.name), to: &page)
            page.element("tbody") { page in
                for row in rows {
                    page.element("tr") { page in
                        page.element("th", ["scope": "row"]) { page in
                            // Of a window, equity is its change.
                            guard row.label != "equity",
                                FigureMeaning.sentence(of: row.label) != nil
                            else {
                                return page.text(row.label)
                            }
                            page.element("span", FigureMeaning.titled(row.label), row.label)
                        }
                        for (_, figures) in named {
                            let sign = row.sign.map { PageTable.style($0(figures)) } ?? ""
                            page.element("td", PageTable.classed(sign), row.value(figures))
                        }
                    }
                    page.newline()
                }
            }
        }
    }

    private static func caption(_ named: [(name: String, figures: WindowFigures)]) -> String {
        let isSmall = named.contains { (1..<30).contains($0.figures.trades) }
        return "Windows end with the last candle; drawdown is from the highest mark in the window."
            + (isSmall ? " Win rates of fewer than 30 trades are a small sample." : "")
    }
}

/// A table in a place of its own, which scrolls across where a screen is too narrow for it.
struct PageTable {
    /// The id of what names it.
    let label: String
    /// The classes of its place.
    var kind = "table"

    func write(to page: inout Markup, _ body: (inout Markup) -> Void) {
        page.element(
            "div",
            ["class": kind, "role": "region", "tabindex": "0", "aria-labelledby": label]
        ) { $0.element("table", body) }
        page.newline()
    }

    /// What the table holds, which stays in sight where the table scrolls.
    static func caption(_ text: String, to page: inout Markup) {
        page.element("caption") { $0.element("span", text) }
    }

    /// The names of the columns, `last` over words that begin at the left.
    static func head(_ names: [String], last: String? = nil, to page: inout Markup) {
        page.element("thead") { page in
            page.element("tr") { page in
                for name in names {
                    page.element("th", ["scope": "col"]) { page in
                        guard FigureMeaning.sentence(of: name) != nil else {
                            return page.text(name)
                        }
                        page.element("span", FigureMeaning.titled(name), name)
                    }
                }
                if let last {
                    page.element("th", ["scope": "col", "class": "left"], last)
                }
            }
        }
    }

    /// A cell with a change in percent, and how much time it is of where that is not what its column
    /// says.
    static func write(change: Double?, over length: String? = nil, to page: inout Markup) {
        page.element("td", classed(change.map(style) ?? "")) { page in
            page.text(change.map { Figures.signedPercent($0) } ?? "none")
            if let length {
                page.text(" ")
                page.element("small", "in \(length)")
            }
        }
    }

    /// How a value is coloured, whose sign says the same.
    static func style(_ value: Double) -> String { value > 0 ? "gain" : value < 0 ? "loss" : "" }

    static func classed(_ style: String) -> Markup.Attributes {
        style.isEmpty ? [:] : ["class": style]
    }
}
