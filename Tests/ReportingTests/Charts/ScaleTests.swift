import Testing

@testable import Reporting

struct ScaleTests {
    @Test func `values map straight, and stay inside`() {
        let scale = Scale(10...20, from: 100, to: 0)
        #expect([10, 15, 20].map(scale.callAsFunction) == [100, 50, 0])
        #expect([-1e9, 1e9].map(scale.callAsFunction) == [100, 0])
    }

    @Test func `a margin is added on both sides`() {
        #expect(Scale(10...20, from: 0, to: 1, margin: 0.1).values == 9...21)
    }

    @Test(arguments: [0, 1e-8, 1, -3, 92_233_720_368.5])
    func `a range without extent is a line in the middle`(value: Double) {
        let scale = Scale(value...value, from: 0, to: 10, margin: 0.05)
        #expect(abs(scale(value) - 5) < 0.001)
        #expect(scale.values.lowerBound < scale.values.upperBound)
    }
}
