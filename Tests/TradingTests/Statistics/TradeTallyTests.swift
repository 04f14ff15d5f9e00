import Market
import Seeds
import Testing

@testable import Trading

struct TradeTallyTests {
    private static func tally(_ results: [Money], fees: Money = "1.5") -> TradeTally {
        var tally = TradeTally()
        for pnl in results { tally.count(.made(pnl: pnl, fees: fees)) }
        return tally
    }

    @Test func `is all zero or null with nothing to divide by`() {
        let tally = TradeTally()
        #expect(tally.trades == 0 && tally.winRate == 0 && tally.expectancy == 0)
        #expect(tally.averageWin == 0 && tally.averageLoss == 0 && tally.streak == 0)
        #expect(tally.profitFactor == nil && tally.best == nil && tally.worst == nil)
        #expect(tally.totalPnL == "0")
    }

    @Test func `counts wins and losses and sums them exactly`() {
        let tally = Self.tally(["10", "-4", "0", "20.00000001", "-1"])
        #expect(tally.wins == 2 && tally.losses == 3 && tally.trades == 5)
        #expect(tally.grossProfit == "30.00000001" && tally.grossLoss == "-5")
        #expect(tally.totalPnL == "25.00000001")
        #expect(tally.best == "20.00000001" && tally.worst == "-4")
        #expect(tally.fees == "7.5")
        #expect(tally.winRate == 40)
        #expect(tally.profitFactor == 30.00000001 / 5)
        #expect(tally.averageWin == 30.00000001 / 2)
        #expect(tally.averageLoss == -5.0 / 3)
        #expect(abs(tally.expectancy - 25.00000001 / 5) < 1e-12)
    }

    @Test(
        arguments: [
            (["1", "2"], nil, 2), (["0"], nil, -1), (["-1"], 0.0, -1), (["1", "-2"], 0.5, -1),
            (["-1", "-1", "3"], 1.5, 1), (["1", "1", "-1", "-1", "0"], 1.0, -3),
        ] as [([Money], Double?, Int)])
    func `profit factor is null while nothing was lost; streaks change sign`(
        results: [Money], profitFactor: Double?, streak: Int
    ) {
        let tally = Self.tally(results)
        #expect(tally.profitFactor == profitFactor)
        #expect(tally.streak == streak)
    }

    @Test func `the best of losses is a loss`() {
        let tally = Self.tally(["-5", "-2"])
        #expect(tally.best == "-2" && tally.worst == "-5")
    }

    @Test func `sums leave the range of a single amount, and their difference does not`() {
        let (most, least) = (Money(units: Int64.max), Money(units: -Int64.max))
        let tally = Self.tally([most, most, least, most, least, "-1"], fees: most)
        #expect(tally.grossProfit == MoneySum(units: 3 * Int128(Int64.max)))
        #expect(tally.fees == MoneySum(units: 6 * Int128(Int64.max)))
        #expect(tally.totalPnL.units == .max - Money.unitsPerOne)
    }
}
