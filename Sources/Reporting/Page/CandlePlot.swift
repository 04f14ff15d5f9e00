internal import Market
internal import Text
internal import Trading

/// The last candles with both averages, and what was bought, sold and stopped among them.
struct CandlePlot {
    let view: TraderView
    /// From before the window, so that averages are warm when it begins.
    let candles: [Candle]
    let holdings: [Holding]
    /// How far back it goes.
    var span = PageSpan.day
    let id: String

    /// The most positions whose orders, buys and sales are drawn; beyond them, that one was held.
    var positions = 60
    private static let maximumMoved = 12
    /// The most panes below.
    private static let maximumPanes = 3

    /// As few candles as a chart is drawn of where a longer span has more.
    private static let fewest: Int64 = 12

    /// The spans that show more than the shorter ones do, of those that so few candles do not fill.
    static func spans(_ candles: [Candle], _ view: TraderView) -> [PageSpan] {
        guard let end = view.asOf, let oldest = candles.first?.openTime else { return [] }
        let unit = view.market.timeframe.milliseconds
        let spans = PageSpan.allCases.filter {
            $0 == .month || end.since($0.start(before: end)) / unit >= fewest
        }
        let starts = spans.map { max(oldest, $0.start(before: end)) }
        return zip(spans, starts).enumerated()
            .filter { $0 == 0 || $1.1 < starts[$0 - 1] }.map(\.element.0)
    }

    func write(to page: inout Markup) {
        guard let end = view.asOf, let oldest = candles.first else { return }
        let timeframe = view.market.timeframe
        let start = max(span.start(before: end), oldest.openTime)
        // What lies before the window only warms the lines up.
        let lead = start.advanced(
            by: -Int64(view.parameters.strategy.lead), spansOf: timeframe.milliseconds)
        let groups = CandleGroups(
            candles.drop { $0.openTime < lead }, covering: end.since(start) - 1, of: timeframe,
            atMost: TradeChart.maximumGroups, view.parameters.strategy, from: start)
        guard let first = groups.groups.first, let begin = groups.begin,
            let last = groups.groups.last
        else { return }
        let shown = holdings.filter { $0.end.map { $0 > begin } ?? true }
        let scene = scene(groups, shown, from: begin)
        let window = Scene.window(from: begin, to: min(scene.end, end))
        page.element("figure") { page in
            writeCaption(groups, scene, to: &page)
            let sold = shown.count { $0.trade != nil }
            PagePen(scene, height: 320, step: timeframe.milliseconds).write(
                to: &page, id: "\(id)-price", title: "Price",
                words: "\(view.market.symbol), \(window). First open \(Figures.price(first.open)), "
                    + "last close \(Figures.price(last.close)). "
                    + "\(counted(shown.count, "position")), \(Figures.count(sold)) of them sold; the table "
                    + "of trades has the last.")
            for (number, pane) in scene.panes.enumerated() {
                write(pane, number, window, to: &page)
            }
            page.element("p", ["class": "note"], note(groups, window, scene.leftOut, shown))
        }
        page.newline()
    }

    /// The candles and their averages; when each position was held and what watched over it, and what
    /// was bought and sold in the window.
    private func scene(
        _ groups: CandleGroups, _ shown: [Holding], from start: Timestamp
    ) -> Scene {
        let strategy = view.parameters.strategy
        let told = told(shown)
        let courses = told.map { course(of: $0) }
        let bought = told.map(\.position).filter { $0.openTime >= start }
        var scene = Scene(
            groups, of: strategy,
            within: bought.map(\.entryPrice) + told.compactMap(\.trade?.exitPrice),
            near: courses.flatMap { $0.flatMap { [$0.stop, $0.target].compactMap(\.self) } },
            panes: Self.maximumPanes)
        let words = view.words
        scene.spans = shown.map {
            Scene.Span(role: .held, from: $0.position.openTime, to: $0.end)
        }
        for (holding, course) in zip(told, courses) {
            let (position, from) = (holding.position, holding.position.openTime)
            scene.add(course, to: holding.end)
            if position.openTime >= start {
                scene.marks.append(
                    Scene.Mark(
                        sale: nil, time: from, value: position.entryPrice.doubleValue,
                        words: "bought at \(Figures.price(position.entryPrice)), "
                            + Figures.moment(from)))
            }
            guard let trade = holding.trade else { continue }
            scene.marks.append(
                Scene.Mark(
                    sale: trade.reason, time: trade.exitTime, value: trade.exitPrice.doubleValue,
                    words: "sold at \(Figures.price(trade.exitPrice)), "
                        + "\(Figures.moment(trade.exitTime)): \(trade.reasonWords(by: words)), "
                        + Figures.signedMoney(trade.pnl, in: view.market.symbol.quote)))
        }
        return scene
    }

    /// The last positions, as many as can be told.
    private func told(_ shown: [Holding]) -> ArraySlice<Holding> {
        shown.suffix(
            view.parameters.strategy.movesOrders ? min(Self.maximumMoved, positions) : positions)
    }

    /// Where stop and target of a position stood.
    private func course(of holding: Holding) -> [OrderLevels] {
        let (strategy, timeframe) = (view.parameters.strategy, view.market.timeframe)
        let lead = holding.position.openTime.advanced(
            by: -Int64(strategy.lead + 1), spansOf: timeframe.milliseconds)
        return strategy.levels(
            of: holding.position, until: holding.end,
            over: candles.drop { strategy.movesOrders && $0.openTime < lead }, timeframe)
            ?? stand(of: holding)
    }

    /// Where the orders of a position stand now that was opened before all candles; of one that was sold
    /// since, nobody knows.
    private func stand(of holding: Holding) -> [OrderLevels] {
        guard holding.trade == nil, let position = view.position,
            position.openTime == holding.position.openTime, let last = candles.last
        else { return [] }
        return [
            OrderLevels(from: last.openTime, stop: position.stop, target: position.target)
        ]
    }

    // MARK: The words

    private func writeCaption(
        _ groups: CandleGroups, _ scene: Scene, to page: inout Markup
    ) {
        let (name, unit) = (
            CandleGroups.name(milliseconds: groups.milliseconds), view.market.timeframe.rawValue
        )
        page.element("figcaption") { page in
            page.element("h3", "Price, \(name) candles")
            for key in scene.keys {
                PlotKey(role: key.role, text: "\(key.name) of \(unit)").write(to: &page)
            }
            PageMark.writeKey(to: &page)
        }
    }

    /// A pane below the candles, and what its lines are.
    private func write(
        _ pane: Scene.Pane, _ number: Int, _ window: String, to page: inout Markup
    ) {
        page.element("div", ["class": "keys"]) { page in
            for key in pane.keys { PlotKey(role: key.role, text: key.text).write(to: &page) }
        }
        let words = pane.keys.map(\.text).joined(separator: ", ")
        PagePen(pane.scene, height: 110).write(
            to: &page, id: "\(id)-pane-\(number)", title: words,
            words: "\(window). At its end: \(words).")
    }

    private func note(
        _ groups: CandleGroups, _ window: String, _ leftOut: [String], _ shown: [Holding]
    ) -> String {
        let told = told(shown).count
        let (width, unit) = (groups.milliseconds, view.market.timeframe)
        let merging =
            width > unit.milliseconds
            ? " Each candle holds \(width / unit.milliseconds) of \(unit.rawValue), from "
                + "the lowest to the highest price of all; \(view.words.linesWord) are those of "
                + "\(unit.rawValue)."
            : ""
        return "\(window). Rising candles are hollow, falling ones filled; shaded while a position "
            + "was held, with its stop and target where they are near.\(merging)"
            + (told < shown.count
                ? " Buys, sales, stop and target are those of the last \(told) of "
                    + "\(Figures.count(shown.count)) positions." : "")
            + (leftOut.isEmpty ? "" : " Not drawn: \(leftOut.joined(separator: ", ")).")
    }
}
