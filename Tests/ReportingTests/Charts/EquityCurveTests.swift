import Market
import Seeds
import Testing

@testable import Reporting

struct EquityCurveTests {
    @Test func `equity is in percent of the initial balance, holding starts with it`() {
        var curve = EquityCurve(name: "a", coin: "BTC", initialBalance: "10000")
        #expect(curve.isEmpty)
        curve.add("2025-10-10T00:00:00Z", "9000", price: "100")
        curve.add("2025-10-10T01:00:00Z", "9450", price: "50")
        #expect(curve.equity.samples(atMost: 9).map(\.value) == [90, 94.5])
        #expect(curve.hold.samples(atMost: 9).map(\.value) == [90, 45])
        #expect(Figures.signedPercent(curve.change) == "+5.00 %")
        #expect(curve.holdChange.map { Figures.signedPercent($0) } == "-50.00 %")
    }

    @Test func `without prices nothing is held`() {
        var curve = EquityCurve(name: "a", coin: "BTC", initialBalance: "10000")
        curve.add("2025-10-10T00:00:00Z", "10000")
        #expect(curve.holdChange == nil && curve.hold.first == nil && curve.change == 0)
    }
}
