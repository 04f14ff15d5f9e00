package import Market
internal import Text
internal import Trading

/// What walking forward came to: each choice on the candles it was made on, and on those after.
package struct WalkForwardReport: Sendable {
    package struct Row: Sendable {
        /// The open time of the first candle of the choice.
        package let trainFrom: Timestamp
        /// The open time of the first candle after it, where the test begins.
        package let testFrom: Timestamp
        /// The close of the test's last candle.
        package let testTo: Timestamp
        /// How many candles of the choice, and of the test, there are none of.
        package let missing: (train: Int, test: Int)
        /// What was chosen.
        package let values: [String]
        package let inSample: SweepFigures
        package let outOfSample: SweepFigures
        /// What unchanged parameters came to in the test; `nil` where no trader could run with them.
        package let reference: SweepFigures?

        package init(
            trainFrom: Timestamp, testFrom: Timestamp, testTo: Timestamp,
            missing: (train: Int, test: Int), values: [String], inSample: SweepFigures,
            outOfSample: SweepFigures, reference: SweepFigures?
        ) {
            self.trainFrom = trainFrom
            self.testFrom = testFrom
            self.testTo = testTo
            self.missing = missing
            self.values = values
            self.inSample = inSample
            self.outOfSample = outOfSample
            self.reference = reference
        }
    }

    /// All windows together.
    package struct Totals: Sendable {
        /// Where choices were made; these windows overlap.
        package var inSample: WalkForwardTotal
        package var outOfSample: WalkForwardTotal
        package var reference: WalkForwardTotal?

        package init(
            inSample: WalkForwardTotal, outOfSample: WalkForwardTotal,
            reference: WalkForwardTotal?
        ) {
            self.inSample = inSample
            self.outOfSample = outOfSample
            self.reference = reference
        }
    }

    /// The last candles, which are too few for one more test.
    package struct Untested: Sendable {
        package let from: Timestamp
        package let to: Timestamp
        package let candles: Int

        package init(from: Timestamp, to: Timestamp, candles: Int) {
            self.from = from
            self.to = to
            self.candles = candles
        }
    }

    package let market: Market
    package let scope: SweepScope
    package let ranking: SweepRanking
    package let names: [String]
    package let rows: [Row]
    package let totals: Totals
    /// `nil` where every candle was tested that comes after the first choice.
    package let untested: Untested?
    /// What the unchanged parameters are called.
    package let reference: String

    package init(
        market: Market, scope: SweepScope, ranking: SweepRanking, names: [String], rows: [Row],
        totals: Totals, untested: Untested?, reference: String
    ) {
        self.market = market
        self.scope = scope
        self.ranking = ranking
        self.names = names
        self.rows = rows
        self.totals = totals
        self.untested = untested
        self.reference = reference
    }

    package var text: String {
        var lines = ["walk-forward  \(market)"] + scope.lines(ranking)
        lines.append("")
        var headings =
            ["chosen on candles from", "tested from", "to"] + names
            + [ranking.rawValue, "then", "P&L", "then", "trades", "then", "unchanged"]
        if hasHoles { headings.append("absent") }
        lines += ColumnTable(headings: headings, rows: rows.map(cells)).lines
        return (lines + [""] + summary).joined(separator: "\n")
    }

    private var quote: String { market.symbol.quote }
    private var hasHoles: Bool { rows.contains { $0.missing.train + $0.missing.test > 0 } }

    private func cells(_ row: Row) -> [String] {
        let absent =
            "\(Figures.count(row.missing.train)) then \(Figures.count(row.missing.test))"
        return [
            Figures.moment(row.trainFrom), Figures.moment(row.testFrom), Figures.moment(row.testTo),
        ] + row.values + [
            SweepColumn.cell(ranking, of: row.inSample, in: quote),
            SweepColumn.cell(ranking, of: row.outOfSample, in: quote),
            Figures.signedMoney(row.inSample.change, in: quote),
            Figures.signedMoney(row.outOfSample.change, in: quote),
            Figures.count(row.inSample.totalTrades), Figures.count(row.outOfSample.totalTrades),
            row.reference.map { Figures.signedMoney($0.change, in: quote) } ?? "-",
        ] + (hasHoles ? [absent] : [])
    }

    private var summary: [String] {
        let headings = [
            "", "days", "P&L", "a day", "trades", "a trade", "won", "profit factor", "Sharpe",
            "Sortino", "drawdown", "as one series",
        ]
        let all =
            [
                ("where it was chosen", totals.inSample),
                ("on the candles after", totals.outOfSample),
            ] + (totals.reference.map { [("\(reference), the same", $0)] } ?? [])
        let table = ColumnTable(headings: headings, rows: all.map(cells))
        return [
            "in all, \(counted(rows.count, "window")), each on a fresh account; P&L counts open "
                + "positions at their last close"
        ] + table.lines
            + [
                "windows of choices overlap, so compare them by day and by trade; the tests make one "
                    + "series, each going on from where the one before ended",
                untestedWords,
                "only the candles after tell what choosing is worth; "
                    + "what was chosen on candles always looks good on them",
            ].compactMap { $0 }
    }

    private var untestedWords: String? {
        untested.map { tail in
            "not tested: the last \(counted(tail.candles, "candle")), "
                + "\(Figures.moment(tail.from)) to \(Figures.moment(tail.to))"
        }
    }

    private func cells(_ name: String, _ total: WalkForwardTotal) -> [String] {
        let tally = total.tally
        let mean = { (value: Double?) in
            value.map { Figures.signed(Figures.money($0, in: quote)) } ?? "-"
        }
        return [
            name, Figures.decimal(total.days, digits: 1),
            Figures.signedMoney(Money(clamping: total.change.units), in: quote),
            mean(total.changePerDay), Figures.count(tally.trades),
            mean(tally.trades > 0 ? tally.expectancy : nil),
            tally.trades > 0 ? Figures.percent(tally.winRate, digits: 1) : "-",
            SweepColumn.factor(tally), SweepColumn.ratio(total.sharpe),
            SweepColumn.ratio(total.sortino), Figures.percent(total.maxDrawdownPercent),
            total.changePercent.map { Figures.signedPercent($0) } ?? "-",
        ]
    }
}
