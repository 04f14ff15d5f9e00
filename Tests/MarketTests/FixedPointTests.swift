import Foundation
import Seeds
import Testing

@testable import Market

struct FixedPointTests {
    @Test(arguments: [
        ("92233720368.54775807", Int64.max), ("92233720368.547758074999", .max),
        ("-92233720368.54775808", .min), ("-92233720368.547758085", .min),
        ("9223372036854775807e-8", .max),
    ])
    func `reads up to the ends of its range`(text: String, units: Int64) throws {
        #expect(try Money(decimal: text).units == units)
    }

    @Test(arguments: [
        "92233720368.54775808", "92233720368.547758075", "-92233720368.54775809",
        "-92233720368.5477580851", "1e11", "1e9999", "-1e31", "100000000000",
    ])
    func `refuses what lies beyond`(text: String) {
        #expect(throws: DecimalTextError.outOfRange(text)) { try Price(decimal: text) }
    }

    @Test(arguments: [
        (Int64.max, Int64(1)), (.min, -1), (.max, .max), (.min, .min), (.min / 2 - 1, .min / 2),
    ])
    func `an overflowing sum is an error`(left: Int64, right: Int64) {
        #expect(throws: Overflow()) { try Money(units: left) + Money(units: right) }
    }

    @Test(arguments: [
        (Int64.max, Int64(-1)), (.min, 1), (0, .min), (.max, .min), (.min, .max),
    ])
    func `an overflowing difference is an error`(left: Int64, right: Int64) {
        #expect(throws: Overflow()) { try Money(units: left) - Money(units: right) }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `adds and subtracts as Foundation's Decimal does`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let shift = Int.random(in: 0...40, using: &random)
            let left = Money(units: Int64.random(in: .min ... .max, using: &random) >> shift)
            let right = Money(units: Int64.random(in: .min ... .max, using: &random) >> shift)
            let sum = Decimal(left.units) + Decimal(right.units)
            let difference = Decimal(left.units) - Decimal(right.units)
            #expect(try Self.result { try left + right } == Self.held(sum), "seed \(seed)")
            #expect(try Self.result { try left - right } == Self.held(difference), "seed \(seed)")
        }
    }

    @Test func `128 bits come back in 64 or are an error`() throws {
        #expect(try Price(units: Int128(Int64.min)).units == .min)
        #expect(throws: Overflow()) { try Price(units: Int128(Int64.max) + 1) }
        #expect(Overflow().description.contains("±92,233,720,368.54775807"))
    }

    @Test func `compares, prints and shows as a Double`() {
        let price: Price = "113587.99"
        #expect(price.description == "113587.99")
        #expect(price.doubleValue == 113_587.99)
        #expect(price < "113587.99000001")
        #expect(Price.zero.description == "0")
    }

    private static func result(_ body: () throws -> Money) throws -> Int64? {
        do { return try body().units } catch is Overflow { return nil }
    }

    /// What 64 bits hold of a whole number, or `nil`.
    private static func held(_ exact: Decimal) -> Int64? {
        guard exact >= Decimal(Int64.min), exact <= Decimal(Int64.max) else { return nil }
        return Int64("\(exact)")
    }
}
