import Seeds
import Testing

@testable import Market

struct DeadlineTests {
    private let hour: Int64 = 3_600_000
    private let now: Timestamp = "2026-11-24T12:00:00.000Z"

    private func standing(
        until: Timestamp, writtenAt: Timestamp?, at now: Timestamp? = nil
    ) -> Deadline.Standing {
        Deadline(until: until, writtenAt: writtenAt).standing(
            at: now ?? self.now, longestMilliseconds: hour)
    }

    @Test func `holds until its moment, and is over then`() {
        for written in [nil, now] {
            #expect(standing(until: "2026-11-24T13:00:00.000Z", writtenAt: written) == .holds)
            #expect(standing(until: "2026-11-24T12:00:00.001Z", writtenAt: written) == .holds)
            #expect(standing(until: now, writtenAt: written) == .over)
            #expect(standing(until: "1970-01-01", writtenAt: written) == .over)
        }
    }

    @Test func `is void where it was written in the future`() {
        let until: Timestamp = "2026-11-24T12:30:00.000Z"
        #expect(standing(until: until, writtenAt: "2026-11-24T12:05:00.000Z") == .holds)
        #expect(
            standing(until: until, writtenAt: "2026-11-24T12:05:00.001Z")
                == .void("it was written at 2026-11-24T12:05:00.001Z, which is yet to come"))
    }

    @Test func `is void where it lies further ahead than it can be meant`() {
        let words = "it ends 2026-11-24T13:05:00.001Z, which is further ahead than it can be meant"
        for written in [nil, now] {
            #expect(standing(until: "2026-11-24T13:05:00.000Z", writtenAt: written) == .holds)
            #expect(
                standing(until: "2026-11-24T13:05:00.001Z", writtenAt: written) == .void(words))
        }
        let longMeant = standing(
            until: "2026-11-24T12:10:00.000Z", writtenAt: "2026-11-24T10:00:00.000Z")
        #expect(longMeant != .holds)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `never holds longer than it is meant, whatever is in the file`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let edges: [Int64] = [.min, -1, 0, 1, .max, now.milliseconds]
        func moment() -> Timestamp {
            Timestamp(
                milliseconds: Bool.random(using: &random)
                    ? edges.randomElement(using: &random) ?? 0
                    : .random(in: .min ... .max, using: &random))
        }
        let written = Bool.random(using: &random) ? moment() : nil
        let deadline = Deadline(until: moment(), writtenAt: written)
        let longest = Int64.random(in: 0 ... .max, using: &random)
        let now = moment()
        guard deadline.standing(at: now, longestMilliseconds: longest) == .holds else { return }
        let ahead = Int128(deadline.until.milliseconds) - Int128(now.milliseconds)
        #expect(ahead <= Int128(longest) + Int128(Deadline.toleranceMilliseconds))
        #expect(ahead > 0)
    }

    @Test(
        arguments: [
            (-1, nil), (0, nil), (300_000, nil), (300_001, 300_001), (.max, 1 << 53),
        ] as [(Int64, Int64?)])
    func `what has been is ahead of a clock from five minutes on`(
        milliseconds: Int64, ahead: Int64?
    ) {
        let now = Timestamp(milliseconds: 0)
        #expect(now.advanced(byMilliseconds: milliseconds).millisecondsAhead(of: now) == ahead)
    }
}
