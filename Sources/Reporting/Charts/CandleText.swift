internal import Indicators
package import Market
package import Trading

/// Candles in characters, for a terminal: a column each, with both averages and what was traded.
///
/// The vocabulary is that of ``TradeChart``: candles merge and are never dropped, stop and target are
/// named at the edge where they lie too far away to be drawn.
package struct CandleText: Sendable {
    private let chart: TradeChart
    /// What else was closed, in order of time; what of it lies in the window is marked.
    private let trades: [Trade]
    private let start: Timestamp?
    private let view: TraderView?

    /// The candles of a chart.
    ///
    /// - Parameters:
    ///   - chart: a closed trade's window is the one around it; without a trade it ends with the last
    ///     candle.
    ///   - trades: what else was closed.
    ///   - start: where the window begins; without it as many candles are shown as columns fit.
    ///   - view: whose figures stand below.
    package init(
        _ chart: TradeChart, trades: [Trade] = [], from start: Timestamp? = nil,
        view: TraderView? = nil
    ) {
        self.chart = chart
        self.trades = trades
        self.start = start
        self.view = view
    }

    /// The chart in at most so many columns and, unless that is very few, so many rows.
    package func lines(width: Int, height: Int, isColoured: Bool) -> [String] {
        let rows = TextPlot.height(height)
        let most = max(0, (rows - Self.leastRows) / Self.paneRows)
        var canvas = TextCanvas(width: width, height: rows)
        var (shown, pen) = layout(canvas, panes: min(Self.maximumPanes, most))
        let keys =
            chart.strategy.text == nil ? [] : Self.keyRows(names(pen.scene), width: width)
        let taken = pen.scene.panes.count * Self.paneRows + keys.count
        if taken > 0, rows - taken >= TextPlot.height(0) {
            canvas = TextCanvas(width: width, height: rows - taken)
            (shown, pen) = layout(canvas, panes: min(Self.maximumPanes, most))
        }
        pen.draw(on: &canvas)
        drawHeading(shown, on: &canvas)
        drawFigures(pen.scene, on: &canvas)
        var lines = canvas.lines(isColoured: isColoured)
        let panes = pen.scene.panes.flatMap {
            self.lines($0, width: width, columns: pen.plot.columns, isColoured: isColoured)
        }
        // What the signs mean, and figures, stand below them all.
        if lines.count + panes.count + keys.count <= rows {
            let named = keys.map { keys in
                var row = TextCanvas(width: width, height: 1)
                TextHeading(left: keys).draw(on: &row, row: 0)
                return row.lines(isColoured: isColoured)[0]
            }
            lines.insert(contentsOf: panes + named, at: lines.count - 2)
        }
        return lines
    }

    /// The names of a strategy's lines, in rows of their own where candles and marks leave no room
    /// beside them; none where there are but two.
    private static func keyRows(
        _ keys: [TextHeading.Piece], width: Int
    ) -> [[TextHeading.Piece]] {
        guard keys.count > 2 || keys.reduce(0, { $0 + $1.text.count + 2 }) > width / 2 else {
            return []
        }
        var rows: [[TextHeading.Piece]] = [[]]
        var column = 0
        for key in keys {
            if column > 0, column + key.text.count > width {
                rows.append([])
                column = 0
            }
            rows[rows.count - 1].append(key)
            column += key.text.count + 2
        }
        return rows
    }

    /// The most panes, the rows of each with its heading, and those that candles have at least.
    private static let (maximumPanes, paneRows, leastRows) = (3, 5, 20)

    /// A pane below the candles, in their columns.
    private func lines(
        _ pane: Scene.Pane, width: Int, columns: Int, isColoured: Bool
    ) -> [String] {
        let rows = Self.paneRows - 1
        var canvas = TextCanvas(width: width, height: TextPlot.top + rows + TextPlot.bottom)
        TextPen(pane.scene, canvas, columns: columns).draw(on: &canvas)
        TextHeading(
            left: pane.keys.map {
                TextHeading.Piece(
                    text: $0.role.sign(of: pane.keys.count) + $0.text, ink: $0.role.ink)
            }
        ).draw(on: &canvas, row: TextPlot.top - 1)
        let lines = canvas.lines(isColoured: isColoured)
        return Array(lines[(TextPlot.top - 1)..<(TextPlot.top + rows)])
    }

    // MARK: What is shown

    /// What is drawn on such a canvas, and where.
    ///
    /// How wide the labels are decides how many candles fit, which decides what the labels are; they
    /// differ by little, so the second time is near enough, and what is too much is cut.
    func layout(
        _ canvas: TextCanvas, panes most: Int = 0
    ) -> (shown: CandleGroups, pen: TextPen) {
        let pen = { (shown: CandleGroups) in
            TextPen(chart.scene(shown, trades: trades, panes: most), canvas)
        }
        let first = pen(shown(columns: max(1, canvas.width - 16)))
        let shown = shown(columns: first.plot.columns)
        return (shown, pen(shown))
    }

    /// The candles of the window, merged where there are more than columns.
    private func shown(columns: Int) -> CandleGroups {
        let unit = chart.market.timeframe.milliseconds
        let around = start == nil && chart.trade != nil ? chart.span : nil
        let until = around?.until ?? chart.end
        let asked = around == nil ? self.start : nil
        let start =
            around?.start ?? asked
            ?? until.advanced(by: -Int64(columns), spansOf: unit)
        let groups = CandleGroups(
            chart.candles, until: until, covering: max(unit, until.since(start)) - unit,
            of: chart.market.timeframe,
            // A window may begin and end in the middle of a group.
            atMost: Int64(asked == nil ? columns : max(1, columns - 1)), chart.strategy,
            from: min(
                asked ?? Timestamp(milliseconds: 0), chart.candles[chart.candles.count - 1].openTime
            ))
        guard let last = groups.groups.last?.openTime else { return groups }
        let first = last.advanced(by: 1 - Int64(max(1, columns)), spansOf: groups.milliseconds)
        // Of a window that was asked for, the first group holds what of it lies in the window; that
        // around a trade is shown whole, and the last group in any case.
        let begun = start.advanced(byMilliseconds: 1 - groups.milliseconds)
        return groups.from(min(last, max(first, begun)))
    }

    // MARK: The words around it

    /// The lines over the candles, each with its sign and last value.
    private func keys(_ scene: Scene) -> [TextHeading.Piece] {
        let of = scene.candles.map(chart.ofTimeframe) ?? ""
        return scene.keys.map { key in
            let figure = key.value.map { Figures.average($0, beside: chart.lastClose) }
            return TextHeading.Piece(
                text: "\(key.role.sign(of: scene.keys.count))\(key.name)\(of) "
                    + (figure ?? "not warm"), ink: key.role.ink)
        }
    }

    /// The same, and what of the strategy there was no room for.
    private func names(_ scene: Scene) -> [TextHeading.Piece] {
        let (told, more) = (scene.leftOut.prefix(6), scene.leftOut.count - 6)
        let absent = told + (more > 0 ? ["and \(more) more"] : [])
        return keys(scene)
            + absent.enumerated().map { place, name in
                TextHeading.Piece(
                    text: place == 0 ? "not drawn: \(name)" : name, ink: .quiet)
            }
    }

    private func drawHeading(_ shown: CandleGroups, on canvas: inout TextCanvas) {
        TextHeading(
            left: [
                TextHeading.Piece(text: chart.trader, ink: .bold),
                TextHeading.Piece(text: chart.market.words(beside: chart.trader)),
                TextHeading.Piece(
                    text: chart.trade == nil ? Figures.price(chart.lastClose) : "", ink: .bold),
            ],
            right: chart.outcome.map { outcome in
                TextHeading.Piece(
                    text: outcome.text,
                    ink: outcome.pnl > .zero ? .rising : .falling)
            }
        ).draw(on: &canvas, row: 0)
        TextHeading(
            left: [
                TextHeading.Piece(
                    text: "\(chart.window(shown)), \(chart.candleWords(shown))", ink: .quiet)
            ], right: extremes(shown).map { TextHeading.Piece(text: $0, ink: .quiet) }
        ).draw(on: &canvas, row: 1)
    }

    /// How far the price came in the window, and between which prices.
    private func extremes(_ shown: CandleGroups) -> String? {
        guard let range = shown.range, let first = shown.groups.first?.open,
            let last = shown.groups.last?.close
        else { return nil }
        let change = 100 * (last.doubleValue / first.doubleValue - 1)
        return "\(Figures.price(range.lowerBound)) to \(Figures.price(range.upperBound)), "
            + Figures.signedPercent(change)
    }

    /// What the signs mean, and below it how the trader stands.
    private func drawFigures(_ scene: Scene, on canvas: inout TextCanvas) {
        let keys = names(scene)
        let lines =
            chart.strategy.text == nil || Self.keyRows(keys, width: canvas.width).isEmpty
            ? keys : []
        let candles = [
            TextHeading.Piece(text: "┃ up", ink: .rising),
            TextHeading.Piece(text: "█ down", ink: .falling),
        ]
        let marks = [
            TextHeading.Piece(text: "▲ buy"), TextHeading.Piece(text: "▼ sell"),
            TextHeading.Piece(text: "× stop-loss"),
        ]
        TextHeading(left: candles + lines + marks).draw(on: &canvas, row: canvas.height - 2)
        let figures =
            view.map {
                ["since start"] + $0.trackFigures.joined().map { "\($0.label) \($0.value)" }
            } ?? []
        TextHeading(left: figures.map { TextHeading.Piece(text: $0, ink: .quiet) }, gap: 3)
            .draw(on: &canvas, row: canvas.height - 1)
    }
}
