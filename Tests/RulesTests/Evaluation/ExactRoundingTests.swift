import Market
import Testing

@testable import Rules

struct ExactRoundingTests {
    @Test(arguments: [
        (0.1 + 0.2, "0.3"), (100.03, "100.03"), (1e-9, "0"), (0x1p-1074, "0"), (-0.0, "0"),
        // Ties, exactly: nine digits that end in 5.
        (0x1p-9, "0.00195312"), (3 * 0x1p-9, "0.00585938"), (-0x1p-9, "-0.00195312"),
        (5e-9, "0.00000001"), (4.9e-9, "0"), (92_233_720_368, "92233720368"),
        (0x1p33, "8589934592"),
    ])
    func `a price is the nearest decimal to the exact value`(value: Double, text: String) {
        #expect(Price(nearest: value)?.description == text)
    }

    @Test(arguments: [.nan, .infinity, -.infinity, 92_233_720_369, 1e300, -1e12])
    func `out of range there is no price`(value: Double) {
        #expect(Price(nearest: value) == nil)
    }

    @Test(arguments: [
        (30, "30"), (0.1, "0.1"), (0.3, "0.29999999"), (1e-9, "0"), (-1e-9, "-0.00000001"),
        (12.345678999, "12.34567899"), (1e300, "92233720368.54775807"),
    ])
    func `a percentage is rounded down`(value: Double, text: String) {
        #expect(Percent(flooring: value)?.description == text)
    }

    @Test func `what is no number is no percentage`() {
        #expect(Percent(flooring: .nan) == nil)
    }
}
