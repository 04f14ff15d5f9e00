internal import Market
internal import Text
internal import Trading

/// All traders before each of them: what they are worth together, and a row a trader.
struct Overview {
    let entries: [DashboardPage.Entry]
    let now: Timestamp
    /// The most spans that a line of common equity, and one of a row, is drawn in.
    var columns = 200
    var rowColumns = 24
    /// Where a trader's own page is, if anywhere; `nil` where it is further down on this one.
    var link: ((String) -> String?)?

    /// The traders that count in one currency.
    private struct Purse {
        let quote: String
        /// Each with its place among all.
        var traders: [(place: Int, trader: PageTrader)]
        /// Those that stopped long before the others, and count as they stood then.
        var left: [TraderView] = []

        var views: [TraderView] { traders.map(\.trader.view) }

        func common(atMost columns: Int) -> JointEquity {
            JointEquity(
                traders.map { place, trader in
                    JointEquity.Part(
                        curve: trader.curve.equity, equity: trader.view.summary.equity)
                }, atMost: columns)
        }
    }

    private var purses: [Purse] {
        var purses: [Purse] = []
        for (place, entry) in entries.enumerated() {
            guard case .trader(let trader) = entry else { continue }
            if let known = purses.firstIndex(where: { $0.quote == trader.view.quote }) {
                purses[known].traders.append((place, trader))
            } else {
                purses.append(Purse(quote: trader.view.quote, traders: [(place, trader)]))
            }
        }
        for index in purses.indices {
            let newest = purses[index].views.newest(at: now)
            purses[index].left = purses[index].views.filter { $0.isLeftBehind(by: newest) }
        }
        return purses
    }

    func write(to page: inout Markup) {
        let purses = purses
        let commons = purses.map { $0.common(atMost: columns) }
        page.section("overview", "All traders") { page in
            for (purse, common) in zip(purses, commons) {
                writeHero(purse, common, to: &page)
                if purse.traders.count > 1 { write(purse, common, to: &page) }
            }
            writeTable(purses, commons, to: &page)
        }
        page.newline()
    }

    // MARK: What they are worth together

    private func writeHero(_ purse: Purse, _ common: JointEquity, to page: inout Markup) {
        let open = purse.views.filter { $0.position != nil }
        let unrealized = JointEquity.sum(open.map(\.summary.unrealizedPnL))
        let paused = purse.views.count { $0.state.risk.isPaused }
        // As the rows say it: who has no candle yet is not.
        let stale = purse.views.count { $0.asOf != nil && $0.isStale(at: now) }
        page.element("dl", ["class": "hero"]) { page in
            let figures: [(label: String, value: String, style: String)] = [
                ("equity, \(purse.quote)", Figures.money(common.equity, in: purse.quote), ""),
                (
                    "since start", Figures.signedPercent(common.change),
                    PageTable.style(common.change)
                ),
                (
                    "unrealised, \(purse.quote)",
                    Figures.signedMoney(unrealized, in: purse.quote),
                    PageTable.style(unrealized.doubleValue)
                ),
                (
                    "in a position",
                    "\(Figures.count(open.count)) of \(Figures.count(purse.views.count))", ""
                ),
                ("paused", Figures.count(paused), paused > 0 ? "stale" : ""),
                ("stale", Figures.count(stale), stale > 0 ? "stale" : ""),
            ]
            for figure in figures {
                page.element("div") { page in
                    page.element("dt", FigureMeaning.titled(figure.label), figure.label)
                    page.element(
                        "dd",
                        figure.label == "stale"
                            ? ["class": figure.style, "data-stale-in": purse.quote]
                            : PageTable.classed(figure.style), figure.value)
                }
            }
        }
        if let words = TraderView.stoodStill(purse.left) {
            page.element("p", ["class": "note"], "\(words).")
        }
        page.newline()
    }

    /// The common equity over time, with those of the traders where they can be told apart.
    private func write(_ purse: Purse, _ common: JointEquity, to page: inout Markup) {
        guard let start = common.samples.first?.time, let end = common.samples.last?.time else {
            return
        }
        let curves = purse.traders.compactMap { place, trader in
            trader.curve.equity.isEmpty ? nil : trader.curve.equity.placed(place)
        }
        let shown = curves.count <= EquityChart.maximumCurves ? curves : []
        let rises = shown.map(\.rise)
        let sums = common.samples.map(\.value)
        let all = (sums.min() ?? 0)...(sums.max() ?? 0)
        var scene = Scene(
            from: start, to: end, values: EquityChart.values([all] + rises.compactMap(\.range)))
        scene.unit = " %"
        scene.columns = max(20, columns / max(1, shown.count))
        scene.spans = [Scene.Span(role: .whole, value: 0)]
        scene.lines = zip(shown, rises).map { curve, rise in
            var line = Scene.Line(.trader(curve.place), rise)
            line.name = curve.name
            return line
        }
        var together = Scene.Line(.all, common.samples)
        together.name = "all together"
        scene.lines.append(together)
        let change = Figures.signedPercent(common.change)
        let id = "common-\(purse.traders[0].place + 1)"
        page.element("figure") { page in
            page.element("figcaption") { page in
                page.element("h3", "Common equity, change in %")
                PlotKey(role: .all, text: "all together \(change)").write(to: &page)
                for curve in shown {
                    let own = Figures.signedPercent(curve.change)
                    PlotKey(role: .trader(curve.place), text: "\(curve.name) \(own)")
                        .write(to: &page)
                }
            }
            PagePen(scene, height: 220).write(
                to: &page, id: id, title: "Common equity over time",
                words: "\(Scene.window(from: start, to: end)). The equity of all that count in "
                    + "\(purse.quote) changed by \(change).")
            page.element(
                "p", ["class": "note"],
                "In percent of what all began with; who has not begun yet counts with its initial "
                    + "balance. Summed up every \(Figures.duration(milliseconds: common.span)); "
                    + "of each stretch the lowest and the highest sum is drawn.")
        }
        page.newline()
    }

    // MARK: A row a trader

    private func writeTable(
        _ purses: [Purse], _ commons: [JointEquity], to page: inout Markup
    ) {
        let views = purses.flatMap(\.views)
        let windows = OverviewRow.windows.filter { window in
            views.contains { window.figures($0.windows) != nil }
        }
        PageTable(label: "overview", kind: "table sortable").write(to: &page) { page in
            PageTable.caption(
                "Changes of equity; windows end with each trader's last candle, and one that a "
                    + "record does not fill says how long it is.",
                to: &page)
            PageTable.head(
                [
                    "trader", "equity over time", "position", "last candle", "unrealised", "equity",
                    "since start",
                ] + windows.map(\.name) + ["held instead", "trades", "win rate", "worst drawdown"],
                to: &page)
            page.element("tbody") { page in
                for (place, entry) in entries.enumerated() {
                    page.element("tr", entry.quote.map { ["data-quote": $0] } ?? [:]) { page in
                        page.element("th", ["scope": "row"]) { page in
                            let target =
                                link.map { $0(entry.name) } ?? "#\(DashboardPage.id(place))"
                            guard let target else { return page.text(entry.name) }
                            page.element("a", ["href": target], entry.name)
                        }
                        switch entry {
                        case .trader(let trader):
                            OverviewRow(
                                trader: trader, place: place, windows: windows, now: now,
                                columns: rowColumns
                            ).write(to: &page)
                        case .absent(_, let reason):
                            page.element(
                                "td",
                                ["class": "left stale", "colspan": "\(10 + windows.count)"],
                                link == nil ? "cannot be told, see below" : reason)
                        }
                    }
                    page.newline()
                }
            }
            page.element("tfoot") { page in
                for (purse, common) in zip(purses, commons) {
                    write(purse, common, windows.count, to: &page)
                }
            }
        }
    }

    private func write(
        _ purse: Purse, _ common: JointEquity, _ windows: Int, to page: inout Markup
    ) {
        let views = purse.views
        let unrealized = JointEquity.sum(
            views.filter { $0.position != nil }.map(\.summary.unrealizedPnL))
        let (wins, losses) = (
            views.reduce(0) { $0 + $1.tally.wins }, views.reduce(0) { $0 + $1.tally.losses }
        )
        let rate = WinRate(wins: wins, trades: wins + losses)
        page.element("tr") { page in
            page.element("th", ["scope": "row"], "total, \(purse.quote)")
            page.element("td", "")
            page.element("td", "\(Figures.count(views.count { $0.position != nil })) open")
            page.element("td", "")
            page.element("td", Figures.signedMoney(unrealized, in: purse.quote))
            page.element("td", Figures.money(common.equity, in: purse.quote))
            PageTable.write(change: common.change, to: &page)
            for _ in 0...windows { page.element("td", "") }
            page.element("td", Figures.count(wins + losses))
            page.element("td", rate.percent.map { Figures.percent($0, digits: 1) } ?? "none")
            page.element("td", "")
        }
        page.newline()
    }
}

/// What a row of the overview says behind the trader's name.
struct OverviewRow {
    /// A window of time, what it is called, and what is known of it.
    struct Window: Sendable {
        let name: String
        let span: WindowSpan
        let figures: @Sendable (TraderView.Windows) -> WindowFigures?
    }

    let trader: PageTrader
    let place: Int
    let windows: [Window]
    let now: Timestamp
    let columns: Int

    static let windows = [
        Window(name: "30 days", span: .month) { $0.month },
        Window(name: "7 days", span: .week) { $0.week },
        Window(name: "24 h", span: .day) { $0.day },
    ]

    private var view: TraderView { trader.view }

    func write(to page: inout Markup) {
        page.element("td") { writeSpark(to: &$0) }
        writePosition(to: &page)
        writeAge(to: &page)
        let unrealized = view.summary.unrealizedPnL
        page.element(
            "td", PageTable.classed(PageTable.style(unrealized.doubleValue)),
            view.position == nil ? "" : Figures.signedMoney(unrealized, in: view.quote))
        page.element("td", "\(Figures.money(view.summary.equity, in: view.quote)) \(view.quote)")
        PageTable.write(change: view.asOf == nil ? nil : view.changeSinceStart, to: &page)
        for window in windows {
            let figures = window.figures(view.windows)
            PageTable.write(
                change: figures?.changePercent,
                over: figures.flatMap { figures in
                    window.span.isFilled(by: figures)
                        ? nil : Figures.duration(milliseconds: figures.length)
                },
                to: &page)
        }
        page.element("td", held.map { Figures.signedPercent($0) } ?? "none")
        page.element("td", Figures.count(view.tally.trades))
        page.element(
            "td", view.tally.rate.percent.map { Figures.percent($0, digits: 1) } ?? "none")
        page.element("td", Figures.percent(view.state.record.drawdown.maximumPercent))
    }

    /// What is held, whether entries are paused, and what was decided and not done.
    private func writePosition(to page: inout Markup) {
        let held = view.position.map { "long \(Figures.quantity($0.quantity))" }
        let skipped = view.windows.day?.skipped ?? 0
        let notes = [
            view.state.risk.isPaused ? "paused" : nil,
            skipped > 0 ? "\(counted(skipped, "order")) skipped in 24 h" : nil,
        ].compactMap { $0 }
        guard !notes.isEmpty else {
            return page.element("td", held ?? (view.asOf == nil ? "none yet" : "flat"))
        }
        page.element("td") { page in
            if let held { page.text("\(held), ") }
            page.element("span", ["class": "stale"], notes.joined(separator: ", "))
        }
    }

    /// What holding the coin came to since the same start; `nil` before.
    private var held: Double? {
        guard let bought = trader.curve.equity.first?.price, let close = view.state.lastClose else {
            return nil
        }
        return 100 * (close.doubleValue / bought.doubleValue - 1)
    }

    /// The equity of the whole record, small.
    private func writeSpark(to page: inout Markup) {
        let rise = trader.curve.equity.rise
        guard let start = rise.first?.time, let end = rise.last?.time, let range = rise.range else {
            return
        }
        let area = PlotArea(
            left: 0, right: 100, from: start, to: end, values: range, top: 1, bottom: 27)
        let points = rise.samples(atMost: columns).map { area.point($0.time, $0.value) }
        page.element(
            "svg",
            [
                "class": "spark", "viewBox": "0 0 100 28", "preserveAspectRatio": "none",
                "aria-hidden": "true",
            ]
        ) { page in
            page.element(
                "path",
                ["class": Scene.Role.style(ofTrader: place), "d": Drawing.data([points])], "")
        }
    }

    private func writeAge(to page: inout Markup) {
        guard let asOf = view.asOf, let age = view.age(at: now) else {
            return page.element("td", "none yet")
        }
        page.element("td") { page in
            PageHeader.writeAge(view, asOf, age, at: now, to: &page)
        }
    }
}

extension TraderView {
    /// How far equity rose since the record began, in percent of the initial balance.
    var changeSinceStart: Double {
        let (equity, start) = (summary.equity.doubleValue, summary.initialBalance.doubleValue)
        return start > 0 ? 100 * (equity / start - 1) : 0
    }
}

extension DashboardPage.Entry {
    /// What its trader counts in; `nil` where it cannot be told.
    fileprivate var quote: String? {
        if case .trader(let trader) = self { trader.view.quote } else { nil }
    }
}

extension EquityCurve {
    /// The same of the trader of that place among all.
    func placed(_ place: Int) -> EquityCurve {
        var curve = self
        curve.place = place
        return curve
    }
}
