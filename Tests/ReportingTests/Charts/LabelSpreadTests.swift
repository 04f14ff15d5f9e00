import Seeds
import Testing

@testable import Reporting

struct LabelSpreadTests {
    @Test func `labels that do not meet stay where they are`() {
        #expect(LabelSpread.centres(wanted: [50, 10], height: 20, within: 0...100) == [50, 10])
    }

    @Test func `labels that meet part evenly, and stay inside`() {
        #expect(LabelSpread.centres(wanted: [50, 50], height: 20, within: 0...100) == [40, 60])
        #expect(
            LabelSpread.centres(wanted: [0, 0, 0], height: 20, within: 0...100) == [10, 30, 50])
        #expect(LabelSpread.centres(wanted: [99, 99], height: 20, within: 0...100) == [70, 90])
    }

    @Test(arguments: UInt64(0)..<200)
    func `no two cover each other, and order is kept`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let count = Int.random(in: 0...16, using: &random)
        let wanted = (0..<count).map { _ in Double.random(in: 0...480, using: &random).rounded() }
        let centres = LabelSpread.centres(wanted: wanted, height: 30, within: 0...480)
        #expect(centres.allSatisfy { (15...465).contains($0) })
        let sorted = centres.indices.sorted { centres[$0] < centres[$1] }
        for (one, next) in zip(sorted, sorted.dropFirst()) {
            #expect(centres[next] - centres[one] >= 29.999)
            #expect(wanted[one] <= wanted[next])
        }
    }
}
