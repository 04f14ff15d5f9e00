import Seeds
import Testing

@testable import Market

struct CandleTests {
    private static let noon: Timestamp = "2025-10-10T12:00:00.000Z"

    private static func candle(
        at openTime: Timestamp = noon, _ open: Price = "10", _ high: Price = "12",
        _ low: Price = "9", _ close: Price = "11", volume: Int128 = 1
    ) -> Candle {
        Candle(
            openTime: openTime, open: open, high: high, low: low, close: close,
            volume: Volume(units: volume))
    }

    @Test(arguments: [
        candle(), candle("10", "10", "10", "10", volume: 0), candle("12", "12", "9", "9"),
        candle("9", "12", "9", "12"),
        candle("0.00000001", "0.00000001", "0.00000001", "0.00000001"),
        candle(at: "1970-01-01"), candle(at: "9999-12-31T23:50:00Z"),
        candle(volume: .max),
    ])
    func `finds no flaw in what is possible`(candle: Candle) {
        #expect(candle.flaw(in: .fiveMinutes, after: nil) == nil)
    }

    @Test(
        arguments: [
            (candle(at: noon.advanced(byMilliseconds: 1)), .openTimeOffGrid),
            (candle(at: "2025-10-10T12:01:00Z"), .openTimeOffGrid),
            (candle(at: "9999-12-31T23:55:00Z"), .openTimeOutOfRange),
            (candle(at: Timestamp(milliseconds: -300_000)), .openTimeOutOfRange),
            (candle(at: Timestamp(milliseconds: .max)), .openTimeOutOfRange),
            (candle(at: Timestamp(milliseconds: .min)), .openTimeOutOfRange),
            (candle(at: "2025-10-10T11:55:00Z"), .notAfterPrevious),
            (candle(at: "2025-10-10T11:50:00Z"), .notAfterPrevious),
            (candle("0"), .priceNotPositive), (candle("10", "12", "0", "11"), .priceNotPositive),
            (candle("10", "12", "9", "-11"), .priceNotPositive),
            (candle("10", "-12", "9", "11"), .priceNotPositive),
            (candle("10", "10.99999999", "9", "11"), .highNotHighest),
            (candle("12.00000001", "12", "9", "11"), .highNotHighest),
            (candle("10", "12", "10.00000001", "11"), .lowNotLowest),
            (candle("10", "12", "9", "8.99999999"), .lowNotLowest),
            (candle("10", "8", "9", "11"), .highNotHighest),
            (candle(volume: -1), .negativeVolume),
        ] as [(Candle, Candle.Flaw)])
    func `names what is impossible`(candle: Candle, flaw: Candle.Flaw) {
        let previous: Timestamp = "2025-10-10T11:55:00Z"
        #expect(candle.flaw(in: .fiveMinutes, after: previous) == flaw)
        #expect(!flaw.description.isEmpty && flaw.description.last != ".")
    }

    @Test func `comes after the previous by any distance`() {
        let candle = Self.candle()
        #expect(candle.flaw(in: .fiveMinutes, after: "2025-10-10T11:55:00Z") == nil)
        #expect(candle.flaw(in: .fiveMinutes, after: "2025-10-01") == nil)
    }

    @Test func `is over one timeframe after its open`() {
        #expect(Self.candle().closeTime(.fiveMinutes) == "2025-10-10T12:05:00Z")
        #expect(Self.candle().closeTime(.oneDay) == "2025-10-11T12:00:00Z")
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `a random walk has none but possible candles`(seed: UInt64) {
        var walk = RandomWalk(seed: seed, timeframe: .fifteenMinutes)
        var previous: Timestamp?
        for candle in walk.candles(100) {
            #expect(candle.flaw(in: .fifteenMinutes, after: previous) == nil, "seed \(seed)")
            previous = candle.openTime
        }
    }
}
