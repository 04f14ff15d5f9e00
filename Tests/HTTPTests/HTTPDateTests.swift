import Market
import Seeds
import Testing

@testable import HTTP

struct HTTPDateTests {
    private static let days = [
        "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday",
    ]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// A moment in each of the three forms.
    private static func spelled(_ moment: Timestamp) -> [String] {
        let date = moment.dateText.split(separator: "-")
        let (year, day) = (date[0], date[2])
        let month = months[(Int(date[1]) ?? 0) - 1]
        let weekday = days[Int(moment.day % 7)]
        let time = moment.timeText(seconds: true)
        return [
            "\(weekday.prefix(3)), \(day) \(month) \(year) \(time) GMT",
            "\(weekday), \(day)-\(month)-\(year.suffix(2)) \(time) GMT",
            "\(weekday.prefix(3)) \(month) \(day.hasPrefix("0") ? " \(day.suffix(1))" : "\(day)")"
                + " \(time) \(year)",
        ]
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `any moment of its century is read in each form, and no other text of that day`(
        seed: UInt64
    ) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let moment = Timestamp(seconds: Int64.random(in: 0..<3_155_760_000, using: &random))
            for text in Self.spelled(moment) {
                #expect(HTTPDate.seconds(text) == moment.milliseconds / 1_000, "\(text)")
                // One character otherwise is another moment, or none; never the same.
                var bytes = Array(text.utf8)
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let old = bytes[place]
                bytes[place] = UInt8.random(in: 0x20...0x7e, using: &random)
                let changed = String(decoding: bytes, as: UTF8.self)
                if old != bytes[place] {
                    #expect(
                        HTTPDate.seconds(changed) != moment.milliseconds / 1_000, "\(changed)")
                }
            }
        }
    }

    @Test(arguments: [
        "Sat, 29 Feb 2025 10:00:00 GMT", "Tue, 31 Nov 2026 10:00:00 GMT",
        "Tue, 00 Dec 2026 10:00:00 GMT", "Sat, 28 Nov -2026 10:00:00 GMT",
        "Sat, 28 Nov 02026 10:00:00 GMT", "Sat, 28 Nov 26 10:00:00 GMT",
        "Sun, 28 Nov 2026 10:00:00 GMT", "Sat, 28 Nov 2026 24:00:00 GMT",
        "Sat, 28 Nov 2026 10:60:00 GMT", "Sat, 28 Nov 2026 10:00:61 GMT",
        "Sat, 28 Nov 2026 10:00 GMT", "Sat, 28 Nov 2026 10:00:00 UTC",
        "Sat, 28 Nov 2026 10:00:00 +0000", "Sat, 28 Nov 2026 10:00:00", "28 Nov 2026 10:00:00 GMT",
        "2026-11-28T10:00:00Z", "Sat,  28 Nov 2026 10:00:00 GMT", "Sat, 28 nov 2026 10:00:00 GMT",
        "Sat, 8 Nov 2026 10:00:00 GMT", "20261128 10:00:00", "Saturday, 28-Nov-2026 10:00:00 GMT",
        "Sat Nov 31 10:00:00 2026", "Sat Nov 8 10:00:00 2026", "now", "", " ", ",,,,,",
    ])
    func `what the calendar or the grammar does not have is no moment`(text: String) {
        #expect(HTTPDate.seconds(text) == nil)
    }

    @Test func `a leap second is the first of the next minute`() {
        #expect(
            HTTPDate.seconds("Sat, 31 Dec 2016 23:59:60 GMT")
                == HTTPDate.seconds("Sun, 01 Jan 2017 00:00:00 GMT"))
    }
}
