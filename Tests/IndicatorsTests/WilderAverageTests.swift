import Testing

@testable import Indicators

struct WilderAverageTests {
    @Test func `begins at the mean of the first values, then forgets one part in the period`() {
        var average = WilderAverage(period: 4)
        #expect(average.next(1) == nil)
        #expect(average.next(2) == nil)
        #expect(average.next(3) == nil)
        #expect(average.next(6) == 3)  // (1 + 2 + 3 + 6) / 4
        #expect(average.next(7) == 4)  // (3 · 3 + 7) / 4
        #expect(average.next(0) == 3)  // (4 · 3 + 0) / 4
    }

    @Test func `of period one is the last value`() {
        var average = WilderAverage(period: 1)
        #expect(average.next(5) == 5)
        #expect(average.next(-2) == -2)
    }

    @Test(arguments: 0...8)
    func `goes on from its parts`(taken: Int) {
        var original = WilderAverage(period: 4)
        for value in 0..<taken { original.next(Double(value) * 1.1) }
        var restored = WilderAverage(
            period: 4, count: original.count, accumulated: original.accumulated)
        #expect(restored == original)
        for value in [0.3, 7, 0, 1e9] { #expect(restored.next(value) == original.next(value)) }
    }
}
