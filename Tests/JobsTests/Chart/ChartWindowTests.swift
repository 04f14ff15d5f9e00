import Market
import Seeds
import Testing

@testable import Jobs

struct ChartWindowTests {
    @Test func `a window begins so long before the record's end`() {
        let end: Timestamp = "2025-10-10T12:00:00Z"
        #expect(ChartWindow.day.start(before: end) == "2025-10-09T12:00:00Z")
        #expect(ChartWindow.week.start(before: end) == "2025-10-03T12:00:00Z")
        #expect(ChartWindow.all.start(before: end) == nil)
        #expect(ChartWindow.allCases.map(\.rawValue) == ["24h", "7d", "all"])
    }
}
