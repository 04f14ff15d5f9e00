import Market
import Seeds
import Testing

@testable import Feeds

@Suite struct RequestPaceTests {
    @Test func `lets no more travel at once than allowed`() {
        var pace = RequestPace(maximumUnderWay: 2, maximumInWindow: 10, windowMilliseconds: 1_000)
        #expect(pace.admission(at: 0) == .now)
        pace.begin(at: 0)
        pace.begin(at: 0)
        #expect(pace.admission(at: 0) == .afterAnAnswer)
        pace.end()
        #expect(pace.admission(at: 0) == .now)
    }

    @Test func `names the moment at which the oldest leaves the window`() {
        var pace = RequestPace(maximumUnderWay: 9, maximumInWindow: 2, windowMilliseconds: 1_000)
        pace.begin(at: 10)
        pace.begin(at: 300)
        #expect(pace.admission(at: 500) == .at(1_010))
        #expect(pace.admission(at: 1_010) == .now)
        pace.begin(at: 1_010)
        #expect(pace.admission(at: 1_010) == .at(1_300))
    }

    @Test(arguments: 1...20)
    func `no window ever holds more than allowed`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let most = Int.random(in: 1...7, using: &random)
        var pace = RequestPace(maximumUnderWay: 5, maximumInWindow: most, windowMilliseconds: 100)
        var begun: [Int64] = []
        var now: Int64 = 0
        for _ in 0..<500 {
            now += Int64.random(in: 0...30, using: &random)
            if pace.underWay > 0, Bool.random(using: &random) { pace.end() }
            if pace.admission(at: now) == .now {
                pace.begin(at: now)
                begun.append(now)
            }
            #expect(pace.underWay <= 5)
        }
        for (index, moment) in begun.enumerated() {
            #expect(begun[index...].prefix { $0 < moment + 100 }.count <= most)
        }
        #expect(begun.count > most)
    }

    @Test func `weight is spent at four fifths of its limit`() {
        #expect(!UsedWeight(used: 4_799, limit: 6_000).isSpent)
        #expect(UsedWeight(used: 4_800, limit: 6_000).isSpent)
    }
}
