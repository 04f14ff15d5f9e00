import Foundation
import Seeds
import Testing

@testable import Feeds

struct SimExponentialTests {
    @Test(arguments: [5.0, 50, 700], 0..<3 as Range<UInt64>)
    func `is within 10⁻¹⁵ of the C library's`(bound: Double, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let numbers = (0..<2_000).map { _ in Double.random(in: -bound...bound, using: &random) }
        let wrong = numbers.filter { abs(simExponential($0) / exp($0) - 1) >= 1e-15 }
        #expect(wrong.isEmpty, "seed \(seed)")
    }

    @Test(arguments: [
        (0.0, 0x1p0), (1, 0x1.5bf0a8b145769p1), (-1, 0x1.78b56362cef38p-2),
        (0.5, 0x1.a61298e1e069cp0), (-5, 0x1.b993fe00d5376p-8), (700, 0x1.d945df4f8ec8ep1009),
    ])
    func `is within one unit in the last place of known values`(x: Double, value: Double) {
        #expect(abs(simExponential(x) - value) <= value.ulp, "x \(x)")
    }

    @Test func `never falls`() {
        // Close neighbours, also where the power of two changes.
        for start in [-5, -0.34657359027997264, 0.34657359027997264, 1.0397207708399179, 5] {
            let values = (-1_000...1_000).map { simExponential(start + Double($0) * 1e-15) }
            #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }, "about \(start)")
        }
    }
}
