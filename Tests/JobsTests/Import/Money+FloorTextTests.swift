import Market
import Seeds
import Testing

@testable import Jobs

struct MoneyFloorTextTests {
    @Test(arguments: [
        ("9876.543210987654", "9876.54321098"), ("9876.543210995", "9876.54321099"),
        ("0.999999999999", "0.99999999"), ("-0.000000001", "-0.00000001"),
        ("-123.45678901234567", "-123.45678902"), ("-1", "-1"), ("-0", "0"), ("0", "0"),
        ("1e-9", "0"), ("9.9999999999e2", "999.99999999"), ("1E3", "1000"), ("000.1", "0.1"),
        ("99999999999999999999e-18", "99.99999999"), ("-1e-20", "-0.00000001"),
    ])
    func `a balance is rounded down`(text: String, expected: String) throws {
        #expect(try Money(floor: text).description == expected)
    }

    @Test(arguments: ["", "x", "1e", "NaN", "1e400", "92233720369"])
    func `what is no amount is refused`(text: String) {
        #expect(throws: DecimalTextError.self) { try Money(floor: text) }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `the amount is at or below the text, by less than a unit`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let units = Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &random)
            let more = Int64.random(in: 0..<10_000, using: &random)
            // units · 10⁻⁸ and more · 10⁻¹², as one count of 10⁻¹².
            let text = "\(Int128(units) * 10_000 + Int128(more))e-12"
            #expect(try Money(floor: text).units == units, "seed \(seed): \(text)")
        }
    }
}
