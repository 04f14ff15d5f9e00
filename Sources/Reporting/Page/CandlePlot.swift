internal import Market
internal import Text
internal import Trading

/// The last candles with both averages, and what was bought, sold and stopped among them.
struct CandlePlot {
    let view: TraderView
    /// From before the window, so that averages are warm when it begins.
    let candles: [Candle]
    let holdings: [Holding]
    let id: String

    /// The most panes below.
    private static let maximumPanes = 3

    /// How far back the chart goes: a day, or as many candles as fit beside one another.
    static func start(before end: Timestamp, _ timeframe: Timeframe) -> Timestamp {
        min(
            end.advanced(byMilliseconds: -Timestamp.millisecondsPerDay),
            end.advanced(by: -TradeChart.maximumGroups, spansOf: timeframe.milliseconds))
    }

    func write(to page: inout Markup) {
        guard let end = view.asOf, let oldest = candles.first else { return }
        let timeframe = view.market.timeframe
        let start = max(Self.start(before: end, timeframe), oldest.openTime)
        let groups = CandleGroups(
            candles, covering: end.since(start) - 1, of: timeframe,
            atMost: TradeChart.maximumGroups, view.parameters.strategy
        ).from(start)
        guard let first = groups.groups.first, let last = groups.groups.last else { return }
        let shown = holdings.filter { $0.end ?? end >= first.openTime }
        let scene = scene(groups, shown, from: first.openTime)
        let window = Scene.window(from: scene.start, to: min(scene.end, end))
        page.element("figure") { page in
            writeCaption(groups, scene, to: &page)
            let sold = shown.count { $0.trade != nil }
            PagePen(scene, height: 320).write(
                to: &page, id: "\(id)-price", title: "Price",
                words: "\(view.market.symbol), \(window). First open \(Figures.price(first.open)), "
                    + "last close \(Figures.price(last.close)). "
                    + "\(counted(shown.count, "position")), \(sold) of them sold; the table "
                    + "of trades has the last.")
            for (number, pane) in scene.panes.enumerated() {
                write(pane, number, window, to: &page)
            }
            page.element("p", ["class": "note"], note(groups, window, scene.leftOut))
        }
        page.newline()
    }

    /// The candles and their averages; when each position was held and what watched over it, and what
    /// was bought and sold in the window.
    private func scene(
        _ groups: CandleGroups, _ shown: [Holding], from start: Timestamp
    ) -> Scene {
        let strategy = view.parameters.strategy
        let courses = shown.map { holding in
            // Where a position began before the candles, nobody knows where its orders went.
            strategy.levels(
                of: holding.position, until: holding.end, over: candles, view.market.timeframe)
                ?? []
        }
        let bought = shown.map(\.position).filter { $0.openTime >= start }
        var scene = Scene(
            groups, of: strategy,
            within: bought.map(\.entryPrice) + shown.compactMap(\.trade?.exitPrice),
            near: courses.flatMap { $0.flatMap { [$0.stop, $0.target].compactMap(\.self) } },
            panes: Self.maximumPanes)
        let words = view.words
        for (holding, course) in zip(shown, courses) {
            let (position, from) = (holding.position, holding.position.openTime)
            scene.spans.append(Scene.Span(role: .held, from: from, to: holding.end))
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
        _ groups: CandleGroups, _ window: String, _ leftOut: [String]
    ) -> String {
        let (width, unit) = (groups.milliseconds, view.market.timeframe)
        let merging =
            width > unit.milliseconds
            ? " Each candle holds \(width / unit.milliseconds) of \(unit.rawValue), from "
                + "the lowest to the highest price of all; \(view.words.linesWord) are those of "
                + "\(unit.rawValue)."
            : ""
        return "\(window). Rising candles are hollow, falling ones filled; shaded while a position "
            + "was held, with its stop and target where they are near.\(merging)"
            + (leftOut.isEmpty ? "" : " Not drawn: \(leftOut.joined(separator: ", ")).")
    }
}
