package import Market
internal import Text

/// What a sweep came to, for a person at a terminal: the best combinations, and what to think of it.
package struct SweepReport: Sendable {
    /// One combination, in the order of ``names``.
    package struct Row: Sendable {
        /// One more than there are combinations that are better.
        package let rank: Int
        package let values: [String]
        package let figures: SweepFigures

        package init(rank: Int, values: [String], figures: SweepFigures) {
            self.rank = rank
            self.values = values
            self.figures = figures
        }
    }

    /// What stands for the value of a parameter that a strategy does not have.
    package static let none = "-"

    package let market: Market
    package let scope: SweepScope
    package let ranking: SweepRanking
    /// The parameters with more than one value.
    package let names: [String]
    /// The best, from the first on.
    package let rows: [Row]
    /// Where the parameters stand that nothing was changed in; `nil` where no trader could run with
    /// them.
    package let reference: Row?
    /// What those are called: the defaults, or a trader's own.
    package let referenceName: String

    package init(
        market: Market, scope: SweepScope, ranking: SweepRanking, names: [String], rows: [Row],
        reference: Row?, named referenceName: String
    ) {
        self.market = market
        self.scope = scope
        self.ranking = ranking
        self.names = names
        self.rows = rows
        self.reference = reference
        self.referenceName = referenceName
    }

    /// The report as lines; tables are as wide as they are.
    package var text: String {
        let quote = market.symbol.quote
        var lines = ["sweep  \(market)"] + scope.lines(ranking)
        lines.append("")
        let cells = { (row: Row, rank: String) in
            [rank] + row.values + SweepColumn.cells(row.figures, ranking, in: quote)
        }
        lines +=
            ColumnTable(
                headings: ["rank"] + names + SweepColumn.headings(ranking),
                rows: rows.map { cells($0, "\($0.rank)") }
                    + (reference.map { [cells($0, "(\($0.rank))")] } ?? [])
            ).lines
        lines.append("")
        if let reference {
            lines.append(
                "(\(reference.rank)): \(referenceName), among "
                    + counted(scope.tried, "combination"))
        }
        lines.append(Self.caution(scope.tried))
        return lines.joined(separator: "\n")
    }

    /// Nobody should read this table without it.
    private static func caution(_ tried: Int) -> String {
        tried == 1
            ? "one combination, chosen by nobody: --set KEY=A,B tries several"
            : "the best of \(Figures.count(tried)) was chosen on the candles it is shown on, so luck is in it: expect "
                + "less of it on others; --walk-forward shows how much less"
    }
}

/// What was swept: the candles, and the combinations that were tried and left out.
package struct SweepScope: Sendable {
    package let from: Timestamp
    /// The close of the last candle.
    package let to: Timestamp
    package let candles: Int
    /// What is absent between them, in words.
    package let absent: String
    package let tried: Int
    package let impossible: Int
    /// Why the first impossible one is.
    package let reason: String?
    /// Why nothing is compared with unchanged parameters; `nil` where it is.
    package let unchanged: String?
    /// The parameters that were fixed to another value, as `name value`.
    package let fixed: [String]

    package init(
        from: Timestamp, to: Timestamp, candles: Int, absent: String, tried: Int, impossible: Int,
        reason: String?, unchanged: String? = nil, fixed: [String]
    ) {
        self.unchanged = unchanged
        self.from = from
        self.to = to
        self.candles = candles
        self.absent = absent
        self.tried = tried
        self.impossible = impossible
        self.reason = reason
        self.fixed = fixed
    }

    func lines(_ ranking: SweepRanking) -> [String] {
        let left =
            impossible == 0
            ? ""
            : ", \(Figures.count(impossible)) left out as impossible: \(reason ?? "no trader could run so")"
        return [
            "  candles       \(Figures.count(candles)), \(Figures.moment(from)) to "
                + Figures.moment(to),
            "  absent        \(absent)",
            "  combinations  \(Figures.count(tried)) tried\(left)",
        ] + (fixed.isEmpty ? [] : ["  fixed         \(fixed.joined(separator: ", "))"])
            + (unchanged.map { ["  unchanged     left out: \($0)"] } ?? []) + [
                "  ranked by     \(ranking.rawValue), the "
                    + (ranking.isLowestFirst ? "lowest" : "highest") + " first"
            ]
    }
}
