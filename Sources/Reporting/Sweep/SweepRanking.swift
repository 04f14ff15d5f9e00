internal import Market

/// The figure that runs are ranked by, as the stats file calls it.
package enum SweepRanking: String, CaseIterable, Sendable {
    case totalPnL
    case totalPnLPercent
    case equity
    case profitFactor
    case expectancy
    case winRate
    case sharpeRatio
    case sortinoRatio
    case maxDrawdownPercent

    /// Whether less of it is better.
    package var isLowestFirst: Bool { self == .maxDrawdownPercent }

    /// The figure; `nil` where there is nothing to tell it by, which ranks last.
    package func value(of figures: SweepFigures) -> Double? {
        switch self {
        case .totalPnL: figures.totalPnL.doubleValue
        case .totalPnLPercent: figures.totalPnLPercent
        case .equity: figures.equity.doubleValue
        case .profitFactor: figures.profitFactor
        case .expectancy: figures.totalTrades == 0 ? nil : figures.expectancy
        case .winRate: figures.totalTrades == 0 ? nil : figures.winRate
        case .sharpeRatio: figures.sharpeRatio
        case .sortinoRatio: figures.sortinoRatio
        case .maxDrawdownPercent: figures.maxDrawdownPercent
        }
    }

    /// Whether the first run is strictly better than the second.
    package func prefers(_ first: SweepFigures, to second: SweepFigures) -> Bool {
        guard let mine = value(of: first) else { return false }
        guard let other = value(of: second) else { return true }
        return isLowestFirst ? mine < other : mine > other
    }

    /// The places of runs from the best to the worst; equal ones stay in the order they came in.
    package func order(_ runs: [SweepFigures]) -> [Int] {
        runs.indices.sorted { first, second in
            if prefers(runs[first], to: runs[second]) { return true }
            if prefers(runs[second], to: runs[first]) { return false }
            return first < second
        }
    }
}

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
