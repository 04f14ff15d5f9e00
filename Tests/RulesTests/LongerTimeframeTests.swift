import Market
import Testing

@testable import Rules

struct LongerTimeframeTests {
    @Test func `weeks begin on monday`() {
        let friday = Timestamp(milliseconds: 1_700_179_200_000)  // 2023-11-17
        #expect(
            LongerTimeframe.oneWeek.openTime(of: friday).milliseconds == 1_699_833_600_000)
        #expect(LongerTimeframe.oneWeek.openTime(of: Timestamp(milliseconds: 0)).day == -3)
    }

    @Test func `only whole candles make longer ones`() {
        #expect(LongerTimeframe.eightHours.candles(of: .fourHours) == 2)
        #expect(LongerTimeframe.eightHours.candles(of: .sixHours) == nil)
        #expect(LongerTimeframe.common(.oneHour).candles(of: .oneHour) == nil)
        #expect(LongerTimeframe.oneWeek.candles(of: .oneMinute) == 10_080)
    }

    @Test func `every timeframe has its name and its place`() {
        #expect(
            LongerTimeframe.allCases.map(\.rawValue).joined(separator: " ")
                == "1m 3m 5m 15m 30m 1h 2h 4h 6h 8h 12h 1d 1w")
        for timeframe in LongerTimeframe.allCases {
            #expect(LongerTimeframe(rawValue: timeframe.rawValue) == timeframe)
        }
        #expect(LongerTimeframe(rawValue: "7m") == nil)
    }
}
