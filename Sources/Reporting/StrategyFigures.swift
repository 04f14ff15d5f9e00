package import Market
internal import Text

/// What several strategies came to on the same candles.
package struct StrategyFigures: Sendable {
    /// What one of them came to.
    package struct Row: Sendable {
        package let name: String
        package let netPercent: Double
        package let winRate: WinRate
        package let drawdownPercent: Double
        package let exposurePercent: Double?

        package init(
            name: String, netPercent: Double, winRate: WinRate, drawdownPercent: Double,
            exposurePercent: Double?
        ) {
            self.name = name
            self.netPercent = netPercent
            self.winRate = winRate
            self.drawdownPercent = drawdownPercent
            self.exposurePercent = exposurePercent
        }
    }

    /// One that there are no figures of.
    package struct LeftOut: Sendable {
        package let name: String
        package let reason: String

        package init(name: String, reason: String) {
            self.name = name
            self.reason = reason
        }
    }

    package let market: Market
    package let from: Timestamp
    package let to: Timestamp
    package let candles: Int
    package let warmUp: Int
    /// By how much the price changed meanwhile.
    package let holdPercent: Double
    package let holes: Holes
    package let rows: [Row]
    package let leftOut: [LeftOut]

    package init(
        market: Market, from: Timestamp, to: Timestamp, candles: Int, warmUp: Int,
        holdPercent: Double, holes: Holes = Holes(), rows: [Row],
        leftOut: [LeftOut] = []
    ) {
        self.leftOut = leftOut
        self.market = market
        self.from = from
        self.to = to
        self.candles = candles
        self.warmUp = warmUp
        self.holdPercent = holdPercent
        self.holes = holes
        self.rows = rows
    }

    private static let headings = [
        "strategy", "net", "trades", "win rate (95 %)", "drawdown", "exposure",
    ]

    /// The row of each and, where there is none of such a strategy, what the price did.
    private var cells: [[String]] { rows.map(cells) }

    private func cells(_ row: Row) -> [String] {
        let rate = row.winRate
        let winRate =
            if let percent = rate.percent, let interval = rate.interval {
                "\(Figures.percent(percent, digits: 1)) "
                    + "(\(Figures.decimal(interval.lowerBound, digits: 0))–"
                    + "\(Figures.decimal(interval.upperBound, digits: 0)))"
            } else {
                "–"
            }
        return [
            row.name, Figures.signedPercent(row.netPercent), Figures.count(rate.trades), winRate,
            Figures.percent(row.drawdownPercent, digits: 1),
            row.exposurePercent.map { Figures.percent($0, digits: 0) } ?? "–",
        ]
    }

    private var window: String {
        "\(market): \(Figures.moment(from)) to \(Figures.moment(to)), "
            + "\(counted(candles, "candle")) after a warm-up of \(Figures.count(warmUp)); the price "
            + Figures.signedPercent(holdPercent)
            + (holes.count > 0 ? "; \(holes.words(market.timeframe))" : "")
    }

    /// For a terminal.
    package var text: String {
        ([window, ""] + ColumnTable(headings: Self.headings, rows: cells).lines + remarks)
            .joined(separator: "\n")
    }

    /// For a page in Markdown.
    package var markdown: String {
        let line = { (cells: [String]) in "| \(cells.joined(separator: " | ")) |" }
        let rule = ["---"] + Self.headings.dropFirst().map { _ in "---:" }
        return ([window + ".", "", line(Self.headings), line(rule)] + cells.map(line) + remarks)
            .joined(separator: "\n")
    }

    private var remarks: [String] {
        leftOut.isEmpty ? [] : [""] + leftOut.map { "left out: \($0.name): \($0.reason)" }
    }
}
