import Market
import Seeds
import Testing

@testable import Reporting

struct TimeTicksTests {
    private static func labels(_ start: Timestamp, _ end: Timestamp, _ most: Int = 6) -> [String] {
        TimeTicks(from: start, to: end, atMost: most).ticks.map(\.label)
    }

    @Test func `hours are times of day, and midnight is its date`() {
        #expect(
            Self.labels("2025-10-10T18:30:00Z", "2025-10-11T01:10:00Z", 8)
                == ["19:00", "20:00", "21:00", "22:00", "23:00", "11 Oct", "01:00"])
        #expect(Self.labels("2025-12-31T00:00:00Z", "2026-01-02T00:00:00Z", 5).first == "31 Dec")
    }

    @Test func `days are dates, and long spans months`() {
        #expect(
            Self.labels("2025-10-10T18:30:00Z", "2025-10-14T20:00:00Z")
                == ["11 Oct", "12 Oct", "13 Oct", "14 Oct"])
        #expect(
            Self.labels("2023-01-01T00:00:00Z", "2025-12-31T00:00:00Z", 5).allSatisfy {
                $0.count == 7
            })
    }

    @Test(arguments: UInt64(0)..<200)
    func `ticks are inside the span, and few`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let start = Timestamp(milliseconds: Int64.random(in: 0...2_000_000_000_000, using: &random))
        let scales: [Int64] = [1, 60_000, 86_400_000, 31_536_000_000]
        let scale = scales.randomElement(using: &random) ?? 1
        let span = Int64.random(in: 0...20, using: &random) * scale
        let most = Int.random(in: 1...9, using: &random)
        let end = start.advanced(byMilliseconds: span)
        let ticks = TimeTicks(from: start, to: end, atMost: most).ticks
        #expect(ticks.count <= most)
        #expect(ticks.allSatisfy { start <= $0.time && $0.time <= end })
    }
}
