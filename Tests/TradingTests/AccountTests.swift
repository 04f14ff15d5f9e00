import Market
import Seeds
import Testing

@testable import Trading

struct AccountTests {
    private static let noon: Timestamp = "2025-10-10T12:00:00Z"

    // By hand: 10 at 100 cost 1000 and a fee of 1. Sold at 105.5: proceeds 1055, fee 1.055,
    // received 1053.945, pnl 1053.945 − 1001 = 52.945, 52.945 / 1001 = 5.2892107…%.
    @Test func `opens and closes, and the books balance`() throws {
        var account = Account(balance: "5000")
        try account.open(.made())
        #expect(account.balance == "3999")
        #expect(account.equity(at: "101.23456789") == "5011.3456789")
        let trade = try account.close(
            .made(), at: "105.5", reason: .takeProfit, exitTime: Self.noon,
            candleCloseTime: Self.noon.advanced(byMilliseconds: 300_000),
            fills: FillModel(parameters: Parameters()))
        #expect(account == Account(balance: "5052.945"))
        #expect(
            trade
                == Trade(
                    id: "2025-10-10T12:05:00Z", entryPrice: "100", exitPrice: "105.5",
                    quantity: "10", invested: "1000", pnl: "52.945", fees: "2.055",
                    reason: .takeProfit, entryReason: .signal,
                    entryTime: "2025-10-10T11:00:00Z", exitTime: Self.noon, outlay: "1001"))
        #expect(trade.pnlPercent == 100 * 52.945 / 1001)
        #expect(trade.holdTime == 3_600_000)
        #expect(trade.isWin)
    }

    // By hand: 242914979.75708 at 0.00001235 cost 3000 and a fee of 3. Sold at 0.00001209:
    // proceeds 2936.8421052630972, down 2936.84210526; fee 2.93684210526, up 2.93684211;
    // pnl 2936.84210526 − 2.93684211 − 3003 = −69.09473685.
    @Test func `rounds proceeds down and fees up`() throws {
        let position = Position(
            entryPrice: "0.00001235", quantity: "242914979.75708", cost: "3000", entryFee: "3",
            stop: "0.0000121", target: "0.00001309", openTime: Self.noon, entryReason: .signal)
        var account = Account(balance: "6997", position: position)
        let trade = try account.close(
            position, at: "0.00001209", reason: .stopLoss, exitTime: Self.noon,
            candleCloseTime: Self.noon, fills: FillModel(parameters: Parameters()))
        #expect(trade.pnl == "-69.09473685")
        #expect(trade.fees == "5.93684211")
        #expect(account.balance == "9930.90526315")
        #expect(!trade.isWin)
    }

    @Test func `equity without a position is the balance`() {
        #expect(Account(balance: "12.5").equity(at: "1000") == "12.5")
    }

    @Test func `equity out of range is the largest number`() {
        let account = Account(balance: Money(units: Int64.max), position: .made())
        #expect(account.equity(at: "1") == Money(units: Int64.max))
    }

    @Test func `a sale out of range leaves the books as they were`() {
        var account = Account(balance: Money(units: Int64.max), position: .made())
        #expect(throws: Overflow()) {
            try account.close(
                .made(), at: "100", reason: .signal, exitTime: Self.noon,
                candleCloseTime: Self.noon, fills: FillModel(parameters: Parameters()))
        }
        #expect(account == Account(balance: Money(units: Int64.max), position: .made()))
    }
}
