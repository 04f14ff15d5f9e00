internal import Market

/// Whose page it is, when it was written, and how fresh everything on it is.
struct PageHeader {
    let entries: [DashboardPage.Entry]
    let brand: String
    let now: Timestamp
    /// Where all traders are, on a page of one of them.
    var overview: String?

    /// How long a page may go unwritten before it calls itself old: three of its shortest candles,
    /// as traders are stale after three of theirs, and not less than a quarter of an hour.
    private var patience: Int64 {
        let frames = entries.compactMap { entry -> Int64? in
            guard case .trader(let trader) = entry else { return nil }
            return trader.view.market.timeframe.milliseconds
        }
        return max(900_000, 3 * (frames.min() ?? 0))
    }

    func write(to page: inout Markup) {
        page.element("header") { page in
            page.element("h1", brand)
            page.element("p", ["class": "quiet"]) { page in
                page.text("Paper trading, no real money. Written ")
                page.element("time", ["datetime": "\(now)"], "\(Figures.moment(now)) UTC")
                page.text(".")
                if let overview {
                    page.text(" ")
                    page.element("a", ["href": overview], "All traders")
                }
            }
            page.element(
                "p",
                [
                    "id": "old", "class": "warning", "role": "status", "hidden": "",
                ], "")
            page.element(
                "div",
                [
                    "id": "written", "data-written": "\(now.milliseconds)",
                    "data-patience": "\(patience)",
                ]
            ) { page in
                // Of several, a table tells it.
                if entries.count == 1 {
                    page.element("nav", ["aria-label": "The trader, and how fresh its data is"]) {
                        page in
                        page.element("p", ["class": "ages"]) { write(entries[0], 0, to: &$0) }
                    }
                }
                guard !entries.isEmpty else { return }
                page.element("noscript") { page in
                    page.element(
                        "p", ["class": "note"],
                        "Ages are as they were when this page was written; without its script it "
                            + "cannot tell how long ago that is.")
                }
            }
        }
        page.newline()
    }

    private func write(_ entry: DashboardPage.Entry, _ index: Int, to page: inout Markup) {
        page.element("a", ["href": "#\(DashboardPage.id(index))"], entry.name)
        guard case .trader(let trader) = entry else {
            page.text(": ")
            page.element("span", ["class": "stale"], "cannot be told")
            return
        }
        let view = trader.view
        guard let asOf = view.asOf, let age = view.age(at: now) else {
            page.text(" has no candle yet")
            return
        }
        page.text(" \(view.market.symbol), last candle ")
        page.element("time", ["datetime": "\(asOf)"], "\(Figures.moment(asOf)) UTC")
        page.text(", ")
        Self.writeAge(view, asOf, age, at: now, to: &page)
    }

    /// How old a trader's last candle is, which the script keeps true.
    static func writeAge(
        _ view: TraderView, _ asOf: Timestamp, _ age: Int64, at now: Timestamp,
        to page: inout Markup
    ) {
        let ahead = Figures.ahead(asOf, of: now)
        let isStale = view.isStale(at: now)
        page.element(
            "span",
            [
                "class": isStale ? "stale" : "fresh", "data-as-of": "\(asOf.milliseconds)",
                "data-timeframe": "\(view.market.timeframe.milliseconds)",
            ], ahead ?? "\(Figures.duration(milliseconds: age)) old" + (isStale ? ", stale" : ""))
    }
}
