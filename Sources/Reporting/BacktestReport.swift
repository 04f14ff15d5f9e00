internal import Indicators
package import Market
internal import Text
package import Trading

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
        /// Orders that were not filled, and why the last of them was not.
        package var skipped = 0
        package var lastSkip: Skip?
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
    /// Those between the candles, the warm-up among them.
    package let holes: Holes

    package init(
        view: TraderView, window: Window?, exits: Exits = Exits(), holes: Holes = Holes()
    ) {
        self.view = view
        self.window = window
        self.exits = exits
        self.holes = holes
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
                        "\(Figures.count(view.state.candles)), and the warm-up takes "
                            + Figures.count(view.parameters.warmUp))
                ]
            ]
        }
        let (record, timeframe) = (view.state.record, view.market.timeframe)
        let candles = counted(record.exposure.candles, "candle")
        var rows: [[Figure]] = [
            [
                Figure(
                    "window",
                    "\(Figures.moment(window.from)) to \(Figures.moment(asOf)), \(candles) after a "
                        + "warm-up of \(Figures.count(view.parameters.warmUp))")
            ],
            [Figure("absent", holes.words(timeframe), holes.count > 0 ? .yellow : .plain)],
        ]
        rows += view.trackFigures
        if view.position != nil { rows.append(view.holdingFigures[0].compactMap { $0 }) }
        let fees = Figures.money(view.summary.totalFees, in: view.quote)
        rows += [
            [Figure("a day", perDay), Figure("a trade", perTrade)],
            [
                Figure(
                    "fees", view.position == nil ? fees : "\(fees), the open position's too"),
                Figure("exposure", Figures.percent(record.exposure.percent, digits: 1)),
            ],
            [
                Figure("Sharpe", record.sharpeRatio(in: timeframe).words),
                Figure("Sortino", record.sortinoRatio(in: timeframe).words),
            ],
            [Figure("buy and hold", hold(window))],
        ]
        return rows + exitRows + (coarse.map { [[$0]] } ?? [])
    }

    /// What is uncertain about stops and targets, where any was reached.
    private var exitRows: [[Figure]] { skipRows + protectiveRows }

    /// Orders that were decided and not filled.
    private var skipRows: [[Figure]] {
        guard exits.skipped > 0, let last = exits.lastSkip else { return [] }
        let words = "\(counted(exits.skipped, "order")), the last \(last.reason)"
        return [[Figure("skipped", words, .yellow)]]
    }

    private var protectiveRows: [[Figure]] {
        guard exits.protective > 0 else { return [] }
        let words =
            "\(Figures.count(exits.ambiguous)) of \(Figures.count(exits.protective)) at a stop or "
            + "target had both in one candle"
        return [
            [Figure("exits", words + (exits.ambiguous == 0 ? "" : ", and count as stops"))]
        ] + (exits.detail.map { [[Figure("on \($0.timeframe.rawValue)", self.words($0))]] } ?? [])
    }

    private func words(_ detail: Detail) -> String {
        let difference = Int128(detail.figures.totalPnL.units) - Int128(view.summary.totalPnL.units)
        let change = Figures.signedMoney(Money(units: Int64(clamping: difference)), in: view.quote)
        return
            "\(Figures.count(detail.others)) of \(counted(view.state.record.tally.trades, "trade")) "
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

    /// The mean change of equity in 24 hours of candles.
    private var perDay: String {
        let (record, summary) = (view.state.record, view.summary)
        let days = record.exposure.days(in: view.market.timeframe)
        guard days >= 0.5 else { return "none: under 12 hours" }
        let change = summary.equity.doubleValue - summary.initialBalance.doubleValue
        return "equity \(Figures.signed(Figures.money(change / days, in: view.quote)))"
    }

    private var perTrade: String {
        guard view.tally.trades > 0 else { return "none yet" }
        return Figures.signed(Figures.money(view.tally.expectancy, in: view.quote))
    }

    /// The price's change over the same window, without fees.
    private func hold(_ window: Window) -> String {
        guard let last = view.state.lastClose else { return "none" }
        let change = 100 * (last.doubleValue / window.open.doubleValue - 1)
        return "\(Figures.signedPercent(change)) over the same window, fees not counted"
    }
}
