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

    /// Hourly candles from noon on: the 48th is the first that makes up two days, though marks lie on
    /// three days long before, and over a hole on many.
    @Test(arguments: [0, 90 * 24])
    func `ratios need two full days of candles, not of the calendar`(hole: Int) {
        var record = TrackRecord(initialBalance: "10000")
        var hour = 12
        for candle in 1...60 {
            let equity = Money(
                units: 1_000_000_000_000 + Int64(candle * candle % 17) * 1_000_000_000)
            record.mark(equity, day: Int64(hour / 24), isExposed: true)
            let ratios = [record.sharpeRatio(in: .oneHour), record.sortinoRatio(in: .oneHour)]
            #expect(
                ratios.allSatisfy { ($0 == .tooShort) == (candle < 48) },
                "candle \(candle): \(ratios)")
            hour += candle == 20 ? 1 + hole : 1
        }
    }
}
