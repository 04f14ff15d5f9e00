import Market
import Seeds
import Testing

@testable import Reporting
@testable import Trading

struct SweepRankingTests {
    /// The figures of an account that won and lost so much, trade by trade.
    private static func figures(_ gains: [Money], drawdown: Double = 0) throws -> SweepFigures {
        let parameters = Parameters()
        var state = TraderState(parameters)
        for gain in gains {
            let trade = Trade(
                id: "2025-10-10", entryPrice: "1", exitPrice: "1", quantity: "1", invested: "1",
                pnl: gain, fees: .zero, reason: .signal, entryReason: .signal,
                entryTime: "2025-10-10", exitTime: "2025-10-10", outlay: "1")
            state.record.tally.count(trade)
        }
        state.record.drawdown.maximumPercent = drawdown
        return try SweepFigures(state, parameters, .fiveMinutes)
    }

    private static func order(
        _ ranking: SweepRanking, _ runs: [[Money]]
    ) throws -> [Int] {
        ranking.order(try runs.map { try figures($0) })
    }

    @Test func `the highest is first, and equals stay in their order`() throws {
        #expect(
            try Self.order(.totalPnL, [["1"], ["3"], ["-2"], ["3"], ["1"]]) == [1, 3, 0, 4, 2])
        #expect(try Self.order(.winRate, [["-1", "1"], ["1"], ["1", "-9"]]) == [1, 0, 2])
    }

    @Test func `who never lost and has a profit is first, who never traded last`() throws {
        #expect(
            try Self.order(.profitFactor, [["1", "-2"], [], ["5"], ["3", "-2"], ["7"], ["0"]])
                == [4, 2, 3, 0, 5, 1])
        #expect(try Self.order(.winRate, [[], ["-1"], []]) == [1, 0, 2])
        #expect(try Self.order(.expectancy, [[], ["-1"]]) == [1, 0])
        #expect(try Self.order(.sharpeRatio, [["1"], ["2"]]) == [0, 1])
    }

    /// Days of so much more or less, in thousandths of what is there.
    private static func days(_ thousandths: [Int64]) throws -> SweepFigures {
        let parameters = Parameters()
        var state = TraderState(parameters)
        var units = parameters.initialBalance.units
        for (day, part) in thousandths.enumerated() {
            units += units / 1_000 * part
            for _ in 0..<24 {
                state.record.mark(Money(units: units), day: Int64(day), isExposed: part != 0)
            }
        }
        return try SweepFigures(state, parameters, .oneHour)
    }

    @Test func `by Sortino who had no losing day comes before every loser`() throws {
        let runs = try [[-1, -2, -3], [0, 0, 0], [2, 1, 2], [3, -1, 2], [1]].map(Self.days)
        #expect(SweepRanking.sortinoRatio.order(runs) == [2, 3, 0, 4, 1])
        #expect(SweepRanking.sharpeRatio.order(runs) == [2, 3, 0, 4, 1])
        #expect(SweepRanking.maxDrawdownPercent.order(runs) == [2, 4, 3, 0, 1])
    }

    @Test func `of drawdowns the lowest is first`() throws {
        let runs = try [4.0, 2, 9, 2].map { try Self.figures([], drawdown: $0) }
        #expect(SweepRanking.maxDrawdownPercent.order(runs) == [1, 3, 0, 2])
        #expect(SweepRanking.allCases.filter(\.isLowestFirst) == [.maxDrawdownPercent])
    }

    @Test func `nothing is better than itself`() throws {
        let runs = try [[], ["1"], ["1", "-2"]].map { try Self.figures($0) }
        for ranking in SweepRanking.allCases {
            #expect(runs.allSatisfy { !ranking.prefers($0, to: $0) }, "\(ranking)")
        }
    }
}
