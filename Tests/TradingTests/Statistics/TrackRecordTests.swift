import Market
import Seeds
import Testing

@testable import Trading

struct TrackRecordTests {
    @Test func `keeps the last ten trades, oldest first`() {
        var record = TrackRecord(initialBalance: "10000")
        for number in 1...12 { record.count(.made(pnl: Money(units: Int64(number)))) }
        #expect(record.recentTrades.map(\.pnl.units) == Array(3...12))
        #expect(record.tally.trades == 12)
    }
}
