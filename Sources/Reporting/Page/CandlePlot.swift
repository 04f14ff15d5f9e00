internal import Indicators
internal import Market
internal import Trading

/// The last candles with both averages, and what was bought, sold and stopped among them.
struct CandlePlot {
    /// The most candles that stand beside one another.
    static let mostGroups = TradeChart.mostGroups

    let view: TraderView
    /// From before the window, so that averages are warm when it begins.
    let candles: [Candle]
    let holdings: [Holding]
    let id: String

    /// How far back the chart goes: a day, or as many candles as fit beside one another.
    static func start(before end: Timestamp, _ timeframe: Timeframe) -> Timestamp {
        min(
            end.advanced(byMilliseconds: -Timestamp.millisecondsPerDay),
            end.advanced(by: -mostGroups, spansOf: timeframe.milliseconds))
    }

    func write(to page: inout Markup) {
        guard let end = view.asOf, let last = candles.last else { return }
        let timeframe = view.market.timeframe
        let start = max(Self.start(before: end, timeframe), candles[0].openTime)
        let width = CandleGroups.milliseconds(
            covering: end.since(start) - 1, of: timeframe, atMost: Self.mostGroups)
        let groups = CandleGroups(
            candles, milliseconds: width, fast: view.parameters.fast, slow: view.parameters.slow
        ).groups.filter { $0.openTime >= start }
        guard let first = groups.first, let latest = groups.last else { return }
        let shown = holdings.filter { $0.end ?? end >= first.openTime }
        // The latest may not be whole yet; it has its whole width all the same.
        var plot = Plot(
            height: 320, from: first.openTime,
            to: latest.openTime.advanced(byMilliseconds: width),
            values: values(groups, shown, last))
        drawHoldings(shown, on: &plot)
        drawCandles(groups, width: width, on: &plot)
        drawAverages(groups, width: width, on: &plot)
        drawMarks(shown, on: &plot)
        page.element("figure") { page in
            write(plot, groups, shown, width: width, to: &page)
        }
        page.newline()
    }

    /// All of the candles, averages and fills, and the stops and targets that are near enough.
    private func values(
        _ groups: [CandleGroups.Group], _ shown: [Holding], _ last: Candle
    ) -> ClosedRange<Double> {
        var all = groups.flatMap { [$0.low.doubleValue, $0.high.doubleValue] }
        all += groups.flatMap { [$0.fast, $0.slow].compactMap { $0?.doubleValue } }
        let start = groups[0].openTime
        all += shown.filter { $0.position.openTime >= start }
            .map(\.position.entryPrice.doubleValue)
        all += shown.compactMap(\.trade?.exitPrice.doubleValue)
        let low = all.min() ?? last.close.doubleValue
        return Scale.range(
            low...max(low, all.max() ?? low),
            toward: shown.flatMap { [$0.position.stop, $0.position.target] }.map(\.doubleValue))
    }

    // MARK: The layers

    /// The time each was held, and what watched over it meanwhile.
    private func drawHoldings(_ shown: [Holding], on plot: inout Plot) {
        for holding in shown {
            let position = holding.position
            let from = plot.area.x(max(position.openTime, plot.area.start))
            let to = plot.area.x(holding.end ?? plot.area.end)
            let corners = [(from, 0.0), (to, 0.0), (to, plot.height), (from, plot.height)]
            plot.path(
                [corners.map { Drawing.Point(x: $0.0, y: $0.1) }], "held", isClosed: true)
            for (price, style) in [(position.stop, "stop"), (position.target, "target")]
            where plot.area.y.values.contains(price.doubleValue) {
                let y = plot.area.y(price.doubleValue)
                plot.path([[Drawing.Point(x: from, y: y), Drawing.Point(x: to, y: y)]], style)
            }
        }
    }

    /// Rising candles hollow, falling ones filled.
    private func drawCandles(_ groups: [CandleGroups.Group], width: Int64, on plot: inout Plot) {
        let area = plot.area
        let span = Double(area.end.since(area.start))
        let wide = Plot.width * Double(width) / span
        var wicks: [Bool: [[Drawing.Point]]] = [:]
        var bodies: [Bool: [[Drawing.Point]]] = [:]
        for group in groups {
            let isRising = group.close >= group.open
            let x = area.x(group.openTime) + wide / 2
            let y = { (price: Price) in area.y(price.doubleValue) }
            let (upper, lower) = (y(max(group.open, group.close)), y(min(group.open, group.close)))
            // The body lies above the wick, whatever its fill.
            wicks[isRising, default: []].append(
                [Drawing.Point(x: x, y: y(group.high)), Drawing.Point(x: x, y: y(group.low))])
            let corners = [(-0.32, upper), (0.32, upper), (0.32, lower), (-0.32, lower)]
            bodies[isRising, default: []].append(
                corners.map { Drawing.Point(x: x + $0.0 * wide, y: $0.1) })
        }
        for (isRising, style) in [(true, "rising"), (false, "falling")] {
            plot.path(wicks[isRising] ?? [], style)
            plot.path(bodies[isRising] ?? [], style, isClosed: true)
        }
    }

    private func drawAverages(_ groups: [CandleGroups.Group], width: Int64, on plot: inout Plot) {
        let area = plot.area
        for (average, style) in [(\CandleGroups.Group.slow, "slow"), (\.fast, "fast")] {
            let points = groups.compactMap { group in
                group[keyPath: average].map {
                    area.point(
                        group.openTime.advanced(byMilliseconds: width / 2), $0.doubleValue)
                }
            }
            plot.path([points], style)
        }
    }

    private func drawMarks(_ shown: [Holding], on plot: inout Plot) {
        for holding in shown {
            let position = holding.position
            if position.openTime >= plot.area.start {
                plot.mark(
                    PageMark.buy,
                    at: plot.area.point(position.openTime, position.entryPrice.doubleValue),
                    "mark",
                    "bought at \(Figures.price(position.entryPrice)), \(Figures.moment(position.openTime))"
                )
            }
            guard let trade = holding.trade else { continue }
            plot.mark(
                PageMark.sale(trade.reason),
                at: plot.area.point(trade.exitTime, trade.exitPrice.doubleValue), "mark",
                "sold at \(Figures.price(trade.exitPrice)), \(Figures.moment(trade.exitTime)): "
                    + "\(trade.reason.words), "
                    + Figures.signedMoney(trade.pnl, in: view.market.symbol.quote))
        }
    }

    // MARK: The words

    private func write(
        _ plot: Plot, _ groups: [CandleGroups.Group], _ shown: [Holding], width: Int64,
        to page: inout Markup
    ) {
        let (unit, name) = (view.market.timeframe, CandleGroups.name(milliseconds: width))
        let merged = width > unit.milliseconds
        let window = PictureFrame.window(
            from: plot.area.start, to: min(plot.area.end, view.asOf ?? plot.area.end))
        page.element("figcaption") { page in
            page.element("h3", "Price, \(name) candles")
            PlotKey(style: "fast", text: "\(view.fastName) of \(unit.rawValue)").write(to: &page)
            PlotKey(style: "slow", text: "\(view.slowName) of \(unit.rawValue)").write(to: &page)
            PageMark.writeKey(to: &page)
        }
        let sold = shown.count { $0.trade != nil }
        let words =
            "\(view.market.symbol), \(window). First open \(Figures.price(groups[0].open)), last "
            + "close \(Figures.price(groups[groups.count - 1].close)). "
            + "\(Figures.count(shown.count, "position")), \(sold) of them sold; the table of trades "
            + "has the last."
        plot.write(to: &page, id: "\(id)-price", title: "Price", words: words) { $1.text($0) }
        page.element(
            "p", ["class": "note"],
            "\(window). Rising candles are hollow, falling ones filled; shaded while a position was "
                + "held, with its stop and target where they are near."
                + (merged
                    ? " Each candle holds \(width / unit.milliseconds) of \(unit.rawValue), from "
                        + "the lowest to the highest price of all; averages are those of "
                        + "\(unit.rawValue)."
                    : ""))
    }
}
