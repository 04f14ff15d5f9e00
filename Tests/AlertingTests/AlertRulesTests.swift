import Testing

@testable import Alerting

struct AlertRulesTests {
    /// Every minute of two days, against the clock's hands moved by hand.
    @Test(arguments: [
        ("22:30-07:00", "+02:00"), ("7-22", "-05:30"), ("00:00-00:01", "+14:00"),
        ("23-1", "+00:00"), ("12:15-12:16", "-14:00"),
    ])
    func `quiet is from the first to before the second, by the local clock`(
        hours: String, offset: String
    ) throws {
        let quiet = try #require(LocalQuietHours(hours, utcOffset: offset))
        let sides = hours.split(separator: "-").map { Self.minutes($0) }
        let east = (offset.hasPrefix("-") ? -1 : 1) * Self.minutes(offset.dropFirst())
        for minute in 0..<2_880 {
            let now = Int64(1_767_571_200 + minute * 60)
            let local = ((minute + east) % 1_440 + 1_440) % 1_440
            let isQuiet =
                sides[0] < sides[1]
                ? sides[0] <= local && local < sides[1] : local >= sides[0] || local < sides[1]
            let end = quiet.end(atSeconds: now)
            #expect((end != nil) == isQuiet, "\(hours) \(offset), minute \(minute)")
            guard let end else { continue }
            let left = ((sides[1] - local) % 1_440 + 1_440) % 1_440
            #expect(end == now + Int64(left * 60))
            #expect(quiet.end(atSeconds: end) == nil)
        }
    }

    private static func minutes(_ text: Substring) -> Int {
        let parts = text.split(separator: ":").map { Int($0) ?? 0 }
        return parts[0] * 60 + (parts.count > 1 ? parts[1] : 0)
    }

    @Test(arguments: [
        "", "22", "22-22", "24-1", "1-24", "22:60-1", "22:5-1", "22-7-8", "a-b", "-1-2", "1-+2",
        "22:30:00-7", "123-4", "22 - 7",
    ])
    func `hours that are none are refused`(text: String) {
        #expect(LocalQuietHours(text) == nil)
    }

    @Test(arguments: ["", "2", "+", "+15", "-14:01", "Z", "+2:0", "++2", "+02:00:00"])
    func `an offset that is none is refused`(text: String) {
        #expect(LocalQuietHours("22-7", utcOffset: text) == nil)
    }
}
