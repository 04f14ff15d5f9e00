import Seeds
import Testing

@testable import Market

struct VolumeTests {
    @Test(arguments: [
        ("0", "0"), ("12.50", "12.5"), ("1234567890123456.12345678", "1234567890123456.12345678"),
        ("92233720368.54775808", "92233720368.54775808"),
        ("1e30", "1" + String(repeating: "0", count: 30)),
        ("-3", "-3"), ("0.000000015", "0.00000002"),
    ])
    func `holds more than 64 bits, exactly`(text: String, printed: String) throws {
        let volume = try Volume(decimal: text)
        #expect(volume.description == printed)
        #expect(try Volume(decimal: volume.description) == volume)
    }

    @Test func `is refused beyond 128 bits`() {
        #expect(throws: DecimalTextError.outOfRange("2e30")) { try Volume(decimal: "2e30") }
    }

    @Test func `orders by size`() throws {
        #expect(try Volume(decimal: "9") < Volume(decimal: "1e20"))
        #expect(Volume.zero == Volume(units: 0))
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `reads back what it prints`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<100 {
            let units =
                Int128.random(in: .min ... .max, using: &random)
                >> Int128(Int.random(in: 5...120, using: &random))
            let volume = Volume(units: units)
            #expect(try Volume(decimal: volume.description) == volume, "\(units), seed \(seed)")
        }
    }
}
