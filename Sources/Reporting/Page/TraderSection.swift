internal import Market
internal import Trading

/// All that the page tells of one trader.
struct TraderSection {
    let trader: PageTrader
    let id: String
    /// The most spans a line is drawn in, and the most trades that are listed.
    let columns: Int
    let trades: Int
    /// The most positions that a chart of candles tells all of.
    var positions = 60
    /// Whether it is one of several, and folded until somebody asks for it.
    var isFolded = false

    private var view: TraderView { trader.view }

    func write(to page: inout Markup) {
        guard isFolded else {
            page.section(id, view.name) { writeAll(to: &$0) }
            page.newline()
            return
        }
        page.element("section", ["aria-labelledby": id]) { page in
            page.element("details") { page in
                page.element("summary") { page in
                    page.element("h2", ["id": id], view.name)
                    page.element("span", ["class": "quiet"], standing)
                }
                writeAll(to: &page)
            }
        }
        page.newline()
    }

    /// What is told of a trader that is folded.
    private var standing: String {
        "\(view.market.symbol), \(Figures.signedPercent(view.changeSinceStart))"
    }

    private func writeAll(to page: inout Markup) {
        page.element("p", ["class": "quiet"], place)
        if let reset = view.reset {
            page.element(
                "p", ["class": "note"],
                "An earlier record was given up on \(Figures.moment(reset.at)) UTC and archived: "
                    + reset.reason)
        }
        if let carried = view.carriedOver {
            let words = carried.words(in: view.quote)
            page.element("p", ["class": "note"], "Before this record: \(words)")
        }
        page.element("p", ["class": "standing"]) { page in
            page.element("strong", "Now: ")
            page.text(view.waitsFor)
            page.text(".")
        }
        writeHero(to: &page)
        writeFacts(to: &page)
        RecordPlots(
            curve: trader.curve, id: id, timeframe: view.market.timeframe,
            closes: view.windows.whole?.candles ?? 0, columns: columns, spans: trader.spans
        ).write(to: &page)
        let spans = CandlePlot.spans(trader.candles, view)
        PageZoom(
            id: "\(id)-candles", title: "Price of",
            windows: spans.map { span in
                PageZoom.Window(name: span.name, word: span.word) { page in
                    CandlePlot(
                        view: view, candles: trader.candles, holdings: trader.holdings,
                        span: span, id: span == spans.first ? id : "\(id)-\(span.word)",
                        positions: positions
                    ).write(to: &page)
                }
            }, first: (spans.first ?? .day).word
        ).write(to: &page)
        WindowTable(windows: view.windows, quote: view.quote).write(to: &page, id: id)
        writeRecord(to: &page)
        TradeTable(trader: trader, id: id, most: trades).write(to: &page)
    }

    /// What it trades and where, and since when.
    private var place: String {
        let market = view.market
        return
            "\(market.symbol) on \(market.exchange.rawValue), \(market.timeframe.rawValue) candles"
            + (market.exchange == .sim ? ", simulated prices" : "")
            + (view.startedAt.map { "; recorded since \(Figures.moment($0)) UTC" } ?? "")
    }

    /// The few figures that come first.
    private func writeHero(to page: inout Markup) {
        let whole = view.windows.whole
        page.element("dl", ["class": "hero"]) { page in
            Self.write(
                "equity, \(view.quote)",
                Figures.money(view.summary.equity, in: view.quote), to: &page)
            guard let whole else { return }
            Self.write(
                "since start", Figures.signedPercent(whole.changePercent),
                PageTable.style(whole.changePercent), to: &page)
            Self.write(
                "\(view.market.symbol.base) held instead", Figures.signedPercent(whole.holdPercent),
                to: &page)
            if let day = view.windows.day {
                Self.write(
                    "last 24 h", Figures.signedPercent(day.changePercent),
                    PageTable.style(day.changePercent), to: &page)
            }
        }
        page.newline()
    }

    /// The figures of `algom status`.
    private func writeFacts(to page: inout Markup) {
        page.element("dl", ["class": "facts"]) { page in
            for figure in view.pageFigures where figure.label != "equity" {
                let style =
                    switch figure.colour {
                    case .green: "gain"
                    case .red: "loss"
                    case .yellow: "stale"
                    case .plain, .bold: ""
                    }
                Self.write(figure.label, figure.value, style, to: &page)
            }
        }
        page.newline()
    }

    /// What is told of the whole record alone.
    private func writeRecord(to page: inout Markup) {
        let record = view.state.record
        guard record.tally.trades > 0 else { return }
        let timeframe = view.market.timeframe
        let streak = record.tally.streak
        page.element("h3", "Since start")
        page.element("dl", ["class": "facts"]) { page in
            for (label, value) in [
                ("average win", Figures.money(record.tally.averageWin, in: view.quote)),
                ("average loss", Figures.money(record.tally.averageLoss, in: view.quote)),
                ("expectancy a trade", Figures.money(record.tally.expectancy, in: view.quote)),
                (
                    "streak",
                    "\(streak.magnitude) \(streak > 0 ? "won" : "lost") in a row"
                ),
                ("Sharpe ratio", record.sharpeRatio(in: timeframe).words),
                ("Sortino ratio", record.sortinoRatio(in: timeframe).words),
                ("time in the market", Figures.percent(record.exposure.percent)),
                (
                    view.position == nil ? "fees paid" : "fees paid, the open position's too",
                    Figures.money(view.summary.totalFees, in: view.quote)
                ),
            ] {
                Self.write(label, value, to: &page)
            }
        }
        page.newline()
    }

    private static func write(
        _ label: String, _ value: String, _ style: String = "", to page: inout Markup
    ) {
        page.element("div") { page in
            page.element("dt", FigureMeaning.titled(label), label)
            page.element("dd", PageTable.classed(style), value)
        }
    }
}
