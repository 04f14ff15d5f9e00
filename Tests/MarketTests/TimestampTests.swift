import Foundation
import Seeds
import Testing

@testable import Market

struct TimestampTests {
    @Test(
        arguments: [
            (-1, -1), (0, 0), (86_399_999, 0), (86_400_000, 1), (-86_400_000, -1),
            (-86_400_001, -2),
            (1_760_130_900_000, 20_371),
        ] as [(Int64, Int64)])
    func `counts whole UTC days`(milliseconds: Int64, day: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).day == day)
    }

    @Test func `a day starts at midnight`() {
        #expect(Timestamp(startOfDay: 20_371) == "2025-10-10T00:00:00.000Z")
        let late: Timestamp = "2025-10-10T23:59:59.999Z"
        #expect(Timestamp(startOfDay: late.day + 1) == "2025-10-11")
        #expect(late.advanced(byMilliseconds: 1) == "2025-10-11")
        #expect(Timestamp("2025-10-11").since(late) == 1)
        #expect(late < "2025-10-11")
    }

    @Test func `spans the years 1970 to 9999`() {
        #expect(Timestamp.representable.lowerBound.description == "1970-01-01T00:00:00.000Z")
        #expect(Timestamp.representable.upperBound.description == "9999-12-31T23:59:59.999Z")
    }
}

extension Timestamp {
    fileprivate init(_ text: String) { self.init(stringLiteral: text) }
}
