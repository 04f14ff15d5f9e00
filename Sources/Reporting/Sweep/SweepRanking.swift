internal import Market
internal import Trading

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

    /// The figure; `nil` where there is none.
    package func value(of figures: SweepFigures) -> Double? {
        switch self {
        case .totalPnL: figures.totalPnL.doubleValue
        case .totalPnLPercent: figures.totalPnLPercent
        case .equity: figures.equity.doubleValue
        case .profitFactor: figures.profitFactor
        case .expectancy: figures.totalTrades == 0 ? nil : figures.expectancy
        case .winRate: figures.totalTrades == 0 ? nil : figures.winRate
        case .sharpeRatio: figures.sharpe.value
        case .sortinoRatio: figures.sortino.value
        case .maxDrawdownPercent: figures.maxDrawdownPercent
        }
    }

    /// A run's place by this figure.
    private func place(of figures: SweepFigures) -> Place {
        if let value = value(of: figures) {
            // Who never trades never falls, which is no merit.
            if self == .maxDrawdownPercent, figures.isIdle {
                return Place(standing: .idle, value: -value)
            }
            return Place(standing: .told, value: isLowestFirst ? -value : value)
        }
        let unbeaten: Money? =
            switch self {
            case .profitFactor: figures.tally.hasNeverLost ? figures.totalPnL : nil
            case .sortinoRatio: figures.sortino == .noLosingDay ? figures.change : nil
            default: nil
            }
        if let unbeaten, unbeaten > .zero {
            return Place(standing: .unbeaten, value: unbeaten.doubleValue)
        }
        return Place(standing: figures.isIdle ? .idle : .untold, value: 0)
    }

    /// Where a run stands: one that never lost and has a profit before all that have the figure, those
    /// before whom it cannot be told of, and who never traded behind everybody.
    private struct Place {
        enum Standing: Int { case idle, untold, told, unbeaten }

        let standing: Standing
        /// More is better, among those of the same standing.
        let value: Double

        func isBefore(_ other: Place) -> Bool {
            standing == other.standing
                ? value > other.value : standing.rawValue > other.standing.rawValue
        }
    }

    /// Whether the first run is strictly better than the second.
    package func prefers(_ first: SweepFigures, to second: SweepFigures) -> Bool {
        place(of: first).isBefore(place(of: second))
    }

    /// The places of runs from the best to the worst; equal ones stay in the order they came in.
    package func order(_ runs: [SweepFigures]) -> [Int] {
        let places = runs.map(place)
        return runs.indices.sorted { first, second in
            if places[first].isBefore(places[second]) { return true }
            if places[second].isBefore(places[first]) { return false }
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
        [cell(ranking, of: figures, in: quote), Figures.count(figures.totalTrades)]
            + others(ranking).map { cell($0, of: figures, in: quote) }
    }

    private static func others(_ ranking: SweepRanking) -> [SweepRanking] {
        usual.filter { $0 != ranking }
    }

    /// The figure as people read it; why there is none, or a dash where nothing was traded.
    static func cell(
        _ ranking: SweepRanking, of figures: SweepFigures, in quote: String
    ) -> String {
        switch ranking {
        case .totalPnL: return Figures.signedMoney(figures.totalPnL, in: quote)
        case .equity: return Figures.money(figures.equity, in: quote)
        case .totalPnLPercent: return Figures.signedPercent(figures.totalPnLPercent)
        case .maxDrawdownPercent: return Figures.percent(figures.maxDrawdownPercent)
        case .winRate:
            return ranking.value(of: figures).map { Figures.percent($0, digits: 1) } ?? none
        case .expectancy:
            return ranking.value(of: figures).map {
                Figures.signed(Figures.money($0, in: quote))
            } ?? none
        case .profitFactor: return factor(figures.tally)
        case .sharpeRatio: return ratio(figures.sharpe, figures.isIdle)
        case .sortinoRatio: return ratio(figures.sortino, figures.isIdle)
        }
    }

    private static let none = "-"

    /// A profit factor, or that nothing was lost.
    static func factor(_ tally: TradeTally) -> String {
        tally.profitFactor.map { Figures.decimal($0, digits: 2) }
            ?? (tally.hasNeverLost ? "no loss" : none)
    }

    static func ratio(_ ratio: Ratio, _ isIdle: Bool = false) -> String {
        switch ratio {
        case .value(let value): Figures.decimal(value, digits: 2)
        case .tooShort: "too short"
        case .noDeviation: isIdle ? none : "no deviation"
        case .noLosingDay: isIdle ? none : "no loss"
        }
    }
}
