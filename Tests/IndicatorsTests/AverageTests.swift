import Market
import Seeds
import Testing

@testable import Indicators

struct AverageTests {
    /// Seven and twenty-five times the same price: in binary floating point the means differ, and
    /// a strategy that compared those would see a crossing in a market that does not move.
    @Test(arguments: ["0.1", "0.7", "1.1", "113587.99", "100.03"] as [Price])
    func `equal means are equal where Doubles are not`(price: Price) {
        let fast = (0..<7).reduce(0.0) { sum, _ in sum + price.doubleValue } / 7
        let slow = (0..<25).reduce(0.0) { sum, _ in sum + price.doubleValue } / 25
        #expect(fast != slow)

        let exactFast = Average(sum: 7 * Int128(price.units), count: 7)
        let exactSlow = Average(sum: 25 * Int128(price.units), count: 25)
        #expect(exactFast == exactSlow)
        #expect(!(exactFast < exactSlow) && !(exactSlow < exactFast))
        #expect(exactFast.doubleValue == price.doubleValue)
    }

    @Test(
        arguments: [
            (10, 3, 7, 2, true), (7, 2, 10, 3, false), (1, 3, 2, 6, false), (0, 1, 1, 1_000, true),
            (Int128(Int64.max) * 1_000, 1_000, Int128(Int64.max) * 999 - 1, 999, false),
            (Int128(Int64.max) * 999 - 1, 999, Int128(Int64.max) * 1_000, 1_000, true),
        ] as [(Int128, Int, Int128, Int, Bool)])
    func `compares sums across counts, exactly`(
        sum: Int128, count: Int, otherSum: Int128, otherCount: Int, isLess: Bool
    ) {
        let average = Average(sum: sum, count: count)
        #expect((average < Average(sum: otherSum, count: otherCount)) == isLess)
    }

    @Test func `shows itself as a Double`() {
        #expect(Average(sum: 300_000_000, count: 2).doubleValue == 1.5)
    }
}
