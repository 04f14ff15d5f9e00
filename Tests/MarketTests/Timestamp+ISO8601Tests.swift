import Foundation
import Seeds
import Testing

@testable import Market

struct TimestampISO8601Tests {
    @Test func `prints ISO 8601 with milliseconds in UTC`() {
        let moment = Timestamp(milliseconds: 1_760_130_900_000)
        #expect(moment.description == "2025-10-10T21:15:00.000Z")
        #expect(moment.dateText == "2025-10-10")
        #expect(moment.timeText() == "21:15")
        #expect(moment.timeText(seconds: true) == "21:15:00")
        #expect(Timestamp(milliseconds: 7).description == "1970-01-01T00:00:00.007Z")
    }

    @Test(
        arguments: [
            ("1970-01-01", 0), ("2025-10-10", 1_760_054_400_000),
            ("2025-10-10T21:15", 1_760_130_900_000), ("2025-10-10 21:15", 1_760_130_900_000),
            ("2025-10-10T21:15Z", 1_760_130_900_000), ("2025-10-10T21:15:00Z", 1_760_130_900_000),
            ("2025-10-10T21:15:00.123Z", 1_760_130_900_123),
            ("2025-10-10T21:15:30", 1_760_130_930_000),
            ("2025-10-10T23:15:00+02:00", 1_760_130_900_000),
            ("2025-10-10T15:45:00.000-05:30", 1_760_130_900_000),
            ("2025-10-11T02:45:00+05:30", 1_760_130_900_000),
            ("2025-10-10T21:15-00:00", 1_760_130_900_000),
            ("1969-12-31T23:00-01:00", 0), ("2024-02-29", 1_709_164_800_000),
            ("2000-02-29", 951_782_400_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] as [(String, Int64)])
    func `reads dates, times and zones`(text: String, milliseconds: Int64) {
        #expect(Timestamp(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2025", "2025-10", "2025-1-1", "20251010", "2025-13-01", "2025-00-10", "2025-10-00",
        "2025-10-32", "2025-02-29", "2100-02-29", "2025-04-31", "2025-10-10T", "2025-10-10T21",
        "2025-10-10T24:00", "2025-10-10T21:60", "2025-10-10T21:15:60", "2025-10-10T21:15:00.1Z",
        "2025-10-10T21:15:00.1234Z", "2025-10-10T21:15:00.Z", "2025-10-10T21:15z",
        "2025-10-10T21:15+0200", "2025-10-10T21:15+24:00", "2025-10-10T21:15+02:60",
        "2025-10-10T21:15ZZ", "2025-10-10Z", " 2025-10-10", "2025-10-10 ", "1969-12-31",
        "1970-01-01T00:00+00:01", "9999-12-31T23:59-00:01", "0000-01-01", "-2025-10-10",
        "２０25-10-10", "2025-10-10t21:15", "1760130900000",
    ])
    func `refuses what no calendar has`(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    /// A row that is refused for its time is still named in a message.
    @Test func `prints any moment without a trap`() {
        #expect(Timestamp(milliseconds: -1).description == "1969-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: .max).description == "287396-10-12T08:59:00.992Z")
        #expect(Timestamp(milliseconds: .min).description == "-283457-03-21T15:00:59.008Z")
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `agrees with Foundation's calendar`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let style = Date.ISO8601FormatStyle()
        for _ in 0..<200 {
            let second = Int64.random(in: 0...253_402_300_799, using: &random)
            let fraction = Int64.random(in: 0...999, using: &random)
            let moment = Timestamp(milliseconds: second * 1_000 + fraction)
            let whole = style.format(Date(timeIntervalSince1970: Double(second))).dropLast()
            let digits = String(1_000 + fraction).dropFirst()
            #expect(moment.description == "\(whole).\(digits)Z", "seed \(seed)")
            #expect(Timestamp(iso8601: moment.description) == moment, "seed \(seed)")
        }
    }

    @Test func `knows every day from 1970 to 2110`() {
        for day in 0..<51_134 as Range<Int64> {
            let moment = Timestamp(startOfDay: day)
            guard Timestamp(iso8601: moment.dateText) == moment else {
                Issue.record("day \(day) is printed as \(moment.dateText)")
                return
            }
        }
        #expect(Timestamp(startOfDay: 51_134).dateText == "2110-01-01")
    }
}
