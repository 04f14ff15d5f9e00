import Market
import Seeds
import Testing

@testable import Jobs

struct ChartWindowTests {
    @Test func `a window begins so long before the record's end`() {
        let end: Timestamp = "2025-10-10T12:00:00Z"
        for (word, start, words) in [
            ("24h", "2025-10-09T12:00:00Z", "last 24 h"),
            ("7d", "2025-10-03T12:00:00Z", "last 7 d"),
            ("30d", "2025-09-10T12:00:00Z", "last 30 d"),
            ("1h", "2025-10-10T11:00:00Z", "last 1 h"),
            ("90m", "2025-10-10T10:30:00Z", "last 90 m"),
        ] as [(String, Timestamp, String)] {
            let window = ChartWindow(word: word)
            #expect(window?.start(before: end) == start, "\(word)")
            #expect(window?.words == words, "\(word)")
        }
        #expect(ChartWindow(word: "24h") == .day)
        #expect(ChartWindow(word: "all") == .all)
        #expect(ChartWindow.all.start(before: end) == nil)
        for word in ["", "d", "0d", "-1d", "7", "7w", "1.5h", "99999999999999999999d"] {
            #expect(ChartWindow(word: word) == nil, "\(word)")
        }
    }
}
