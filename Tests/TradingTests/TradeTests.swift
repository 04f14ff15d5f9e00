import Market
import Seeds
import Testing

@testable import Trading

struct TradeTests {
    @Test(
        arguments: [
            ("0.00000001", true), ("0", false), ("-0.00000001", false),
        ] as [(Money, Bool)])
    func `a win has a profit, everything else is a loss`(pnl: Money, isWin: Bool) {
        #expect(Trade.made(pnl: pnl).isWin == isWin)
    }

    @Test(
        arguments: [
            ("1", "8", 12.5), ("-1", "8", -12.5), ("0", "8", 0), ("1", "0", 0),
        ] as [(Money, Money, Double)])
    func `a percentage of nothing is 0`(part: Money, whole: Money, value: Double) {
        #expect(percent(part, of: whole) == value)
    }
}
