/// A column of a sweep's table: a figure under its name in the stats file.
enum SweepColumn {
    private static let usual: [SweepRanking] = [
        .totalPnL, .totalPnLPercent, .winRate, .profitFactor, .sharpeRatio, .maxDrawdownPercent,
    ]

    /// What is shown of every run: the figure ranked by, the number of trades, and the usual ones.
    static func headings(_ ranking: SweepRanking) -> [String] {
        [ranking.rawValue, "totalTrades"] + others(ranking).map(\.rawValue)
    }

    static func cells(
        _ figures: SweepFigures, _ ranking: SweepRanking, in quote: String
    ) -> [String] {
        [cell(ranking, of: figures, in: quote), "\(figures.totalTrades)"]
            + others(ranking).map { cell($0, of: figures, in: quote) }
    }

    private static func others(_ ranking: SweepRanking) -> [SweepRanking] {
        usual.filter { $0 != ranking }
    }

    /// The figure as people read it; a dash where there is none.
    static func cell(
        _ ranking: SweepRanking, of figures: SweepFigures, in quote: String
    ) -> String {
        switch ranking {
        case .totalPnL: return Figures.signedMoney(figures.totalPnL, in: quote)
        case .equity: return Figures.money(figures.equity, in: quote)
        case .totalPnLPercent: return Figures.signedPercent(figures.totalPnLPercent)
        case .winRate: return Figures.percent(figures.winRate, digits: 1)
        case .maxDrawdownPercent: return Figures.percent(figures.maxDrawdownPercent)
        case .expectancy:
            return ranking.value(of: figures).map { Figures.money($0, in: quote) } ?? "-"
        case .profitFactor, .sharpeRatio, .sortinoRatio:
            return ranking.value(of: figures).map { Figures.decimal($0, digits: 2) } ?? "-"
        }
    }
}
