package import Market
internal import Text

/// What walking forward came to: each choice on the candles it was made on, and on those after.
package struct WalkForwardReport: Sendable {
    package struct Row: Sendable {
        /// The open time of the first candle of the choice.
        package let trainFrom: Timestamp
        /// The open time of the first candle after it, where the test begins.
        package let testFrom: Timestamp
        /// The close of the test's last candle.
        package let testTo: Timestamp
        /// What was chosen.
        package let values: [String]
        package let inSample: SweepFigures
        package let outOfSample: SweepFigures
        /// What unchanged parameters came to in the test.
        package let reference: SweepFigures

        package init(
            trainFrom: Timestamp, testFrom: Timestamp, testTo: Timestamp, values: [String],
            inSample: SweepFigures, outOfSample: SweepFigures, reference: SweepFigures
        ) {
            self.trainFrom = trainFrom
            self.testFrom = testFrom
            self.testTo = testTo
            self.values = values
            self.inSample = inSample
            self.outOfSample = outOfSample
            self.reference = reference
        }
    }

    package let market: Market
    package let scope: SweepScope
    package let ranking: SweepRanking
    package let names: [String]
    package let rows: [Row]
    /// What the unchanged parameters are called.
    package let reference: String

    package init(
        market: Market, scope: SweepScope, ranking: SweepRanking, names: [String], rows: [Row],
        reference: String
    ) {
        self.market = market
        self.scope = scope
        self.ranking = ranking
        self.names = names
        self.rows = rows
        self.reference = reference
    }

    package var text: String {
        var lines = ["walk-forward  \(market)"] + scope.lines(ranking)
        lines.append("")
        let headings =
            ["chosen on candles from", "tested from", "to"] + names
            + [ranking.rawValue, "then", "totalPnL", "then", "totalTrades", "then", "unchanged"]
        lines += ColumnTable(headings: headings, rows: rows.map(cells)).lines
        return (lines + [""] + totals).joined(separator: "\n")
    }

    private var quote: String { market.symbol.quote }

    private func cells(_ row: Row) -> [String] {
        [
            Figures.moment(row.trainFrom), Figures.moment(row.testFrom), Figures.moment(row.testTo),
        ] + row.values + [
            SweepColumn.cell(ranking, of: row.inSample, in: quote),
            SweepColumn.cell(ranking, of: row.outOfSample, in: quote),
            Figures.signedMoney(row.inSample.totalPnL, in: quote),
            Figures.signedMoney(row.outOfSample.totalPnL, in: quote),
            "\(row.inSample.totalTrades)", "\(row.outOfSample.totalTrades)",
            Figures.signedMoney(row.reference.totalPnL, in: quote),
        ]
    }

    /// The windows added up: each began with the initial balance anew.
    private var totals: [String] {
        let inSample = rows.map(\.inSample)
        let outOfSample = rows.map(\.outOfSample)
        return [
            "in all, \(counted(rows.count, "window")), each on a fresh account",
            "  where it was chosen      \(total(inSample))",
            "  on the candles after     \(total(outOfSample))",
            "  \(Self.padded(reference)) \(total(rows.map(\.reference)))",
            "only the candles after tell what choosing is worth; "
                + "what was chosen on candles always looks good on them",
        ]
    }

    private func total(_ figures: [SweepFigures]) -> String {
        let units = figures.reduce(Int128(0)) { $0 + Int128($1.totalPnL.units) }
        let money = Money(units: Int64(clamping: units))
        let trades = figures.reduce(0) { $0 + $1.totalTrades }
        let wins = figures.reduce(0) { $0 + $1.wins }
        let rate = trades == 0 ? 0 : 100 * Double(wins) / Double(trades)
        let known = figures.compactMap(ranking.value)
        let mean = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        let isMoney = [.totalPnL, .equity, .expectancy].contains(ranking)
        let meanWords = mean.map {
            isMoney ? Figures.money($0, in: quote) : Figures.decimal($0, digits: 2)
        }
        return "totalPnL \(Figures.signedMoney(money, in: quote)), "
            + "\(counted(trades, "trade")), "
            + "\(Figures.percent(rate, digits: 1)) won, mean \(ranking.rawValue) \(meanWords ?? "none")"
    }

    private static func padded(_ name: String) -> String {
        let text = "\(name), the same"
        return text + String(repeating: " ", count: max(0, 24 - text.count))
    }
}
