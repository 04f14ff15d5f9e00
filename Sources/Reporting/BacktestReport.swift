internal import Indicators
package import Market
internal import Text
internal import Trading

/// What a backtest came to, for a person at a terminal.
package struct BacktestReport: Sendable {
    /// What the figures are of: the candles after the warm-up.
    package struct Window: Sendable {
        /// The open time of the first.
        package let from: Timestamp
        /// Its open.
        package let open: Price

        package init(from: Timestamp, open: Price) {
            self.from = from
            self.open = open
        }
    }

    package let view: TraderView
    /// `nil` where the warm-up took all candles.
    package let window: Window?

    package init(view: TraderView, window: Window?) {
        self.view = view
        self.window = window
    }

    /// The report laid out for a terminal of that width.
    package func text(width: Int, isColoured: Bool) -> String {
        let strategy = view.parameters.strategy
        let heading = "backtest  \(view.market)" + (strategy.text.map { "  \($0.name)" } ?? "")
        let table = FigureTable(rows: rows, width: width, isColoured: isColoured)
        return ([Figure.Colour.bold.paint(heading, isColoured: isColoured)] + table.lines)
            .joined(separator: "\n")
    }

    private var rows: [[Figure]] {
        guard let window, let asOf = view.asOf else {
            return [
                [
                    Figure(
                        "candles",
                        "\(view.state.candles), and the warm-up takes \(view.parameters.warmUp)")
                ]
            ]
        }
        let candles = view.state.candles - view.parameters.warmUp
        let returns = view.state.record.returns
        return [
            [
                Figure(
                    "window",
                    "\(Figures.moment(window.from)) to \(Figures.moment(asOf)), "
                        + "\(counted(candles, "candle")) after a warm-up of "
                        + "\(view.parameters.warmUp)")
            ]
        ] + view.trackFigures + [
            [
                Figure("fees", Figures.money(view.summary.totalFees, in: view.quote)),
                Figure("exposure", Figures.percent(view.state.record.exposure.percent, digits: 1)),
            ],
            [
                Figure("Sharpe", ratio(returns.sharpeRatio)),
                Figure("Sortino", ratio(returns.sortinoRatio)),
            ],
            [Figure("buy and hold", hold(window))],
        ] + (coarse.map { [[$0]] } ?? [])
    }

    /// A word where the 8th digit of the price decides what the figures are worth.
    private var coarse: Figure? {
        guard let price = view.state.lastClose,
            let coarse = Coarseness.running(view.parameters, at: price)
        else { return nil }
        return Figure("precision", coarse.warning(at: price), .yellow)
    }

    private func ratio(_ value: Double?) -> String {
        value.map { "\(Figures.decimal($0, digits: 2)) a year" } ?? "none, too little to tell"
    }

    /// The price's change over the same window, without fees.
    private func hold(_ window: Window) -> String {
        guard let last = view.state.lastClose else { return "none" }
        let change = 100 * (last.doubleValue / window.open.doubleValue - 1)
        return "\(Figures.signedPercent(change)) over the same window, fees not counted"
    }
}
