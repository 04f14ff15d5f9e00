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

    @Test func `arithmetic at the edge of 64 bits ends at the edge of time`() {
        let first = Timestamp(milliseconds: .min)
        let last = Timestamp(milliseconds: .max)
        #expect(first < "1970-01-01" && "9999-12-31" < last)
        #expect(Timestamp(seconds: .max) == last && Timestamp(seconds: .min) == first)
        #expect(Timestamp(startOfDay: .max) == last && Timestamp(startOfDay: .min) == first)
        #expect(last.advanced(byMilliseconds: .max) == last)
        #expect(first.advanced(byMilliseconds: .min) == first)
        #expect(last.advanced(byMilliseconds: -1) < last)
        #expect(first.advanced(by: .min, spansOf: .min) == last)
        #expect(last.advanced(by: .max, spansOf: -2) == first)
        #expect(Timestamp("2025-10-10").advanced(by: -2, spansOf: 43_200_000) == "2025-10-09")
        #expect(last.since(first) == 1 << 54 && first.since(last) == -(1 << 54))
        #expect(Timestamp(seconds: 1_760_130_900) == "2025-10-10T21:15:00Z")
    }

    /// What any 64 bits say, from a header, a file or a clock, is reckoned with without a trap.
    @Test(arguments: 0..<200) func `no moment traps`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var bits: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]
        for _ in 0..<20 {
            bits.append(Int64.random(in: .min ... .max, using: &random) >> (seed % 60))
        }
        for bit in bits {
            let moment = Timestamp(milliseconds: bit)
            for other in bits {
                let sum = moment.advanced(byMilliseconds: other)
                #expect((sum < moment) == (other < 0 && sum != moment))
                let distance = moment.since(Timestamp(seconds: other))
                #expect(abs(distance) <= 1 << 54)
                #expect(Timestamp(startOfDay: moment.day).since(moment) <= 0)
            }
            for timeframe in Timeframe.allCases {
                let open = timeframe.floor(moment)
                #expect((0..<timeframe.milliseconds).contains(moment.since(open)) || open == moment)
            }
            #expect(!"\(moment)".isEmpty)
        }
    }

    @Test func `spans the years 1970 to 9999`() {
        #expect(Timestamp.representable.lowerBound.description == "1970-01-01T00:00:00.000Z")
        #expect(Timestamp.representable.upperBound.description == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp.credible == "2009-01-01"..<"2100-01-01")
    }
}

extension Timestamp {
    fileprivate init(_ text: String) { self.init(stringLiteral: text) }
}
