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
        var canvas = TextCanvas(width: width, height: TextPlot.height(height))
        let (shown, pen) = layout(canvas)
        pen.draw(on: &canvas)
        drawHeading(shown, on: &canvas)
        drawFigures(shown, on: &canvas)
        return canvas.lines(isColoured: isColoured)
    }

    // MARK: What is shown

    /// What is drawn on such a canvas, and where.
    ///
    /// How wide the labels are decides how many candles fit, which decides what the labels are; they
    /// differ by little, so the second time is near enough, and what is too much is cut.
    func layout(_ canvas: TextCanvas) -> (shown: CandleGroups, pen: TextPen) {
        let pen = { (shown: CandleGroups) in
            TextPen(chart.scene(shown, trades: trades), canvas)
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
        let start =
            around?.start ?? start
            ?? until.advanced(by: -Int64(columns), spansOf: unit)
        let groups = CandleGroups(
            chart.candles.prefix { $0.openTime < until },
            covering: max(unit, until.since(start)) - unit, of: chart.market.timeframe,
            atMost: Int64(columns), chart.strategy)
        guard let last = groups.groups.last?.openTime else { return groups }
        let first = last.advanced(by: 1 - Int64(max(1, columns)), spansOf: groups.milliseconds)
        // A group that the window begins in the middle of is shown whole, and the last in any case.
        let begun = start.advanced(byMilliseconds: 1 - groups.milliseconds)
        return groups.from(min(last, max(first, begun)))
    }

    // MARK: The words around it

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
    private func drawFigures(_ shown: CandleGroups, on canvas: inout TextCanvas) {
        let values = shown.groups.last?.lines ?? []
        let lines = zip(chart.lineNames(shown), values).enumerated().map { place, line in
            let figure = line.1.map { Figures.average($0, beside: chart.lastClose) }
            return TextHeading.Piece(
                text: "\(place == 0 ? "⣀⣀" : "⡀⡀") \(line.0) \(figure ?? "not warm")",
                ink: Scene.Role.line(place).ink)
        }
        let candles = [
            TextHeading.Piece(text: "┃ up", ink: .rising),
            TextHeading.Piece(text: "█ down", ink: .falling),
        ]
        let marks = [
            TextHeading.Piece(text: "▲ buy"), TextHeading.Piece(text: "▼ sell"),
            TextHeading.Piece(text: "× stop-loss"),
        ]
        TextHeading(left: candles + lines + marks).draw(on: &canvas, row: canvas.height - 2)
        let figures = view?.trackFigures.joined().map { "\($0.label) \($0.value)" } ?? []
        TextHeading(left: figures.map { TextHeading.Piece(text: $0, ink: .quiet) }, gap: 3)
            .draw(on: &canvas, row: canvas.height - 1)
    }
}
