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
