import Seeds
import Testing

@testable import Market

struct TimeframeTests {
    @Test(
        arguments: [
            ("1m", 60_000), ("3m", 180_000), ("5m", 300_000), ("15m", 900_000), ("30m", 1_800_000),
            ("1h", 3_600_000), ("2h", 7_200_000), ("4h", 14_400_000), ("6h", 21_600_000),
            ("12h", 43_200_000), ("1d", 86_400_000),
        ] as [(String, Int64)])
    func `lasts what its name says`(name: String, milliseconds: Int64) {
        #expect(Timeframe(rawValue: name)?.milliseconds == milliseconds)
    }

    @Test(arguments: ["", "5", "5M", "5 m", "7m", "1w", "60m", "m5", "24h"])
    func `knows no other`(name: String) {
        #expect(Timeframe(rawValue: name) == nil)
    }

    @Test(
        arguments: [
            (Timeframe.fiveMinutes, "2025-10-10T21:19:59.999Z", "2025-10-10T21:15:00.000Z"),
            (.fiveMinutes, "2025-10-10T21:15:00.000Z", "2025-10-10T21:15:00.000Z"),
            (.fiveMinutes, "2025-10-10T21:14:59.999Z", "2025-10-10T21:10:00.000Z"),
            (.sixHours, "2025-10-10T21:15:00.000Z", "2025-10-10T18:00:00.000Z"),
            (.oneDay, "2025-10-10T21:15:00.000Z", "2025-10-10"),
            (.oneDay, "1970-01-01", "1970-01-01"),
        ] as [(Timeframe, Timestamp, Timestamp)])
    func `floors to the candle's open`(timeframe: Timeframe, moment: Timestamp, open: Timestamp) {
        #expect(timeframe.floor(moment) == open)
    }

    @Test(arguments: Timeframe.allCases)
    func `divides the day, so that no candle lies on two dates`(timeframe: Timeframe) {
        #expect(Timestamp.millisecondsPerDay % timeframe.milliseconds == 0)
    }
}
