import Foundation
import Market
import Seeds
import Testing

@testable import Reporting

struct ISOWeekTests {
    @Test(arguments: [
        ("2026-01-01", "2026-W01"), ("2025-12-29", "2026-W01"), ("2025-12-28", "2025-W52"),
        ("2027-01-01", "2026-W53"), ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"),
        ("2026-11-24", "2026-W48"), ("1970-01-01", "1970-W01"), ("2024-12-30", "2025-W01"),
    ])
    func `known weeks`(date: String, week: String) throws {
        #expect(ISOWeek(try #require(Timestamp(iso8601: date))).description == week)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `every week is the calendar's`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for _ in 0..<20 {
            let seconds = Int64.random(in: 0..<4_000_000_000, using: &random)
            let parts = calendar.dateComponents(
                [.yearForWeekOfYear, .weekOfYear],
                from: Date(timeIntervalSince1970: Double(seconds)))
            let week = ISOWeek(Timestamp(milliseconds: seconds * 1_000))
            #expect(week.year == parts.yearForWeekOfYear, "seed \(seed): \(seconds)")
            #expect(week.week == parts.weekOfYear, "seed \(seed): \(seconds)")
        }
    }

    @Test func `weeks are in order across years`() {
        #expect(ISOWeek(year: 2025, week: 52) < ISOWeek(year: 2026, week: 1))
        #expect(ISOWeek(year: 2026, week: 1) < ISOWeek(year: 2026, week: 2))
    }
}
