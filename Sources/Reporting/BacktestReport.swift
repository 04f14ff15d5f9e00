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

    /// How many exits were at a stop or a target, and what is uncertain about them.
    package struct Exits: Equatable, Sendable {
        package var protective = 0
        /// Those in a candle that reached both; they count as stops.
        package var ambiguous = 0
        /// What judging them on finer candles changes, where there were some.
        package var detail: Detail?

        package init() {}
    }

    /// What the same trader comes to whose stops and targets are judged on finer candles.
    package struct Detail: Equatable, Sendable {
        /// That of the finer candles.
        package let timeframe: Timeframe
        package let figures: SweepFigures
        /// How many trades do not end at the same time, at the same price and for the same reason.
        package let others: Int
        /// Exits in candles that no finer ones are there of.
        package let uncovered: Int

        package init(timeframe: Timeframe, figures: SweepFigures, others: Int, uncovered: Int) {
            self.timeframe = timeframe
            self.figures = figures
            self.others = others
            self.uncovered = uncovered
        }
    }

    package let view: TraderView
    /// `nil` where the warm-up took all candles.
    package let window: Window?
    package let exits: Exits

    package init(view: TraderView, window: Window?, exits: Exits = Exits()) {
        self.view = view
        self.window = window
        self.exits = exits
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
        ] + exitRows + (coarse.map { [[$0]] } ?? [])
    }

    /// What is uncertain about stops and targets, where any was reached.
    private var exitRows: [[Figure]] {
        guard exits.protective > 0 else { return [] }
        let words =
            "\(exits.ambiguous) of \(exits.protective) at a stop or target had both in one candle"
        return [
            [Figure("exits", words + (exits.ambiguous == 0 ? "" : ", and count as stops"))]
        ] + (exits.detail.map { [[Figure("on \($0.timeframe.rawValue)", self.words($0))]] } ?? [])
    }

    private func words(_ detail: Detail) -> String {
        let difference = Int128(detail.figures.totalPnL.units) - Int128(view.summary.totalPnL.units)
        let change = Figures.signedMoney(Money(units: Int64(clamping: difference)), in: view.quote)
        return "\(detail.others) of \(counted(view.state.record.tally.trades, "trade")) "
            + "would end otherwise, closed P&L "
            + Figures.signedMoney(detail.figures.totalPnL, in: view.quote)
            + ", a change of \(change)"
            + (detail.uncovered == 0
                ? "" : "; \(counted(detail.uncovered, "exit")) in candles it has none of")
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
