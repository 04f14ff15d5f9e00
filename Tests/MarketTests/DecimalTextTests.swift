import Foundation
import Seeds
import Testing

@testable import Market

struct DecimalTextTests {
    @Test(arguments: [
        ("0", 0), ("-0", 0), ("+0.0", 0), ("1", 100_000_000), ("+1", 100_000_000),
        ("-1.5", -150_000_000), (".5", 50_000_000), ("5.", 500_000_000), ("-.25", -25_000_000),
        ("113587.99", 11_358_799_000_000), ("113587.99000000", 11_358_799_000_000),
        ("00012.30", 1_230_000_000), ("0.00000001", 1), ("-0.00000001", -1),
        ("1e3", 100_000_000_000), ("1E+3", 100_000_000_000), ("1.5e-3", 150_000), ("1e-8", 1),
        ("12345678e-8", 12_345_678), ("0.0000001234e4", 123_400), ("0e9999", 0),
        ("0e99999999999999999999", 0), ("1e-9999", 0), ("1e-99999999999999999999", 0),
        ("1e-0", 100_000_000), ("1e00000000001", 1_000_000_000),
    ])
    func `reads plain and scientific decimals`(text: String, units: Int128) throws {
        #expect(try DecimalText.units(of: text.utf8) == units)
    }

    @Test(arguments: [
        ("0.000000005", 0), ("0.000000015", 2), ("0.000000025", 2), ("0.000000035", 4),
        ("-0.000000005", 0), ("-0.000000015", -2), ("-0.000000025", -2),
        ("0.0000000049999", 0), ("0.0000000050001", 1), ("-0.0000000050001", -1),
        ("1.234567885", 123_456_788), ("1.234567895", 123_456_790), ("0.999999995", 100_000_000),
        ("5e-9", 0), ("15e-9", 2), ("6e-9", 1), ("0.9e-8", 1), ("4e-9", 0), ("9e-10", 0),
    ])
    func `rounds digits past the eighth half-even`(text: String, units: Int128) throws {
        #expect(try DecimalText.units(of: text.utf8) == units)
    }

    /// A tie is only a tie if nothing follows, however far away.
    @Test(
        arguments: [
            ("0.000000005" + String(repeating: "0", count: 40), 0),
            ("0.000000005" + String(repeating: "0", count: 40) + "1", 1),
            ("-0.000000005" + String(repeating: "0", count: 40) + "1", -1),
            ("0.000000025" + String(repeating: "0", count: 60) + "1", 3),
            ("12345678.123456785" + String(repeating: "0", count: 30), 1_234_567_812_345_678),
            ("12345678.123456785" + String(repeating: "0", count: 30) + "1", 1_234_567_812_345_679),
            (
                "0.00000000" + String(repeating: "4", count: 1) + String(repeating: "9", count: 60),
                0
            ),
            ("1234567890123456789012345678901234567890e-38", 1_234_567_890),
            ("9999999999999999999999999999999999999999e-45", 0),
            ("9999999999999999999999999999999999999999e-48", 1),
        ] as [(String, Int128)])
    func `forgets no digit beyond those it can hold`(text: String, units: Int128) throws {
        let expected: Int128 = text.hasSuffix("e-45") ? 1_000 : units
        #expect(try DecimalText.units(of: text.utf8) == expected)
    }

    @Test(arguments: [
        "", " ", " 1", "1 ", "1\n", "+", "-", ".", "-.", "e5", ".e5", "1e", "1e+", "1e-", "1e5.0",
        "1e5e5", "1e 5", "1.2.3", "1,000", "1_000", "--1", "+-1", "0x10", "inf", "Infinity", "nan",
        "NaN", "1a", "１", "½", "1\u{0}", "null", "$5", "5%",
    ])
    func `refuses what is no decimal number`(text: String) {
        #expect(throws: DecimalTextError.malformed(DecimalText.excerpt(of: text))) {
            try DecimalText.units(of: text.utf8)
        }
    }

    @Test func `takes a hundred characters and not one more`() throws {
        let longest = "1." + String(repeating: "0", count: 98)
        #expect(try DecimalText.units(of: longest.utf8) == 100_000_000)
        #expect(throws: DecimalTextError.self) { try DecimalText.units(of: (longest + "0").utf8) }
    }

    /// The largest numbers of 128 bits have 39 digits, 8 of them behind the point.
    @Test(
        arguments: [
            ("1701411834604692317316873037158.84105727", Int128.max),
            ("-1701411834604692317316873037158.84105728", Int128.min),
            ("1701411834604692317316873037158.841057274", Int128.max),
            ("-1701411834604692317316873037158.8410572850", Int128.min),
            (
                "1234567890123456789012345678901.123456785",
                1_234567890123456789012345678901_12345678
            ),
            (
                "1234567890123456789012345678901.1234567851",
                1_234567890123456789012345678901_12345679
            ),
            ("99999999999999999999999999999.999999995", 100000000000000000000000000000_00000000),
        ] as [(String, Int128)])
    func `reads to the last digit of 128 bits`(text: String, units: Int128) throws {
        #expect(try DecimalText.units(of: text.utf8) == units)
    }

    @Test(arguments: [
        "1701411834604692317316873037158.84105728", "-1701411834604692317316873037158.84105729",
        "1701411834604692317316873037158.841057275", "3402823669209384634633746074317.68211455",
        "3402823669209384634633746074317.68211456",
    ])
    func `refuses what is one too many for 128 bits`(text: String) {
        #expect(throws: DecimalTextError.self) { try DecimalText.units(of: text.utf8) }
    }

    @Test(arguments: ["1e31", "-1e31", "1e9999", "1e99999999999999999999", "17e37"])
    func `refuses a number that 128 bits do not hold`(text: String) {
        #expect(throws: DecimalTextError.outOfRange(text)) {
            try DecimalText.units(of: text.utf8)
        }
    }

    @Test(
        arguments: [
            ("0", 0), ("1", 100_000_000), ("-0.5", -50_000_000), ("113587.99", 11_358_799_000_000),
            ("0.00000001", 1), ("-0.00000001", -1), ("0.0102", 1_020_000),
            ("92233720368.54775807", Int128(Int64.max)),
            ("-92233720368.54775808", Int128(Int64.min)),
        ] as [(String, Int128)])
    func `prints the shortest plain text`(text: String, units: Int128) {
        #expect(DecimalText.text(units: units) == text)
    }

    @Test func `shows little of a text from outside, and only what is printable`() {
        let error = DecimalTextError.malformed(DecimalText.excerpt(of: "1\n\u{1b}[2Jé"))
        #expect(error.description == "'1??[2Jé' is not a decimal number")
        let long = DecimalText.excerpt(of: String(repeating: "9", count: 41))
        #expect(long == String(repeating: "9", count: 40) + "…")
        #expect(
            DecimalTextError.outOfRange("1e99").description
                == "'1e99' is outside the range of exact decimals")
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `agrees with Foundation's Decimal on random texts`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let text = Self.text(&random)
            let units = try DecimalText.units(of: text.utf8)
            let exact = try #require(Decimal(string: text))
            #expect(Self.isNearestEven(units, to: exact), "\(text), seed \(seed)")
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `reads back what it prints`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let bits = Int.random(in: 1...63, using: &random)
            let units = Int64.random(in: .min ... .max, using: &random) >> bits
            let text = DecimalText.text(units: Int128(units))
            #expect(try DecimalText.units(of: text.utf8) == Int128(units), "seed \(seed)")
            #expect(Decimal(string: text) == Decimal(units) / 100_000_000, "seed \(seed)")
        }
    }

    /// Up to 11 digits before the point and 20 after it; every third ends in a tie.
    private static func text(_ random: inout SplitMix64) -> String {
        func digits(_ count: Int) -> String {
            (0..<count).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
        }
        let sign = ["", "-", "+"].randomElement(using: &random) ?? ""
        let whole = digits(Int.random(in: 1...11, using: &random))
        let isTie = Int.random(in: 0..<3, using: &random) == 0
        let fraction = isTie ? digits(8) + "5" : digits(Int.random(in: 1...20, using: &random))
        return "\(sign)\(whole).\(fraction)"
    }

    /// Whether `units` is `exact · 10⁸` rounded half-even: by the definition, in exact arithmetic.
    private static func isNearestEven(_ units: Int128, to exact: Decimal) -> Bool {
        guard let rounded = Decimal(string: "\(units)") else { return false }
        let distance = abs(exact * 100_000_000 - rounded)
        let half = Decimal(5) / 10
        return distance < half || (distance == half && units % 2 == 0)
    }

    @Test(arguments: ["0.000000004", "4e-9", "0.000000005", "+1e-99", "-0.000000001"])
    func `a price that is not 0 is never rounded to it`(text: String) {
        #expect(throws: DecimalTextError.tooSmall(text)) { try Price(decimal: text) }
        #expect(throws: Never.self) { try Quantity(decimal: text) }
    }

    @Test(arguments: [("0", "0"), ("0.000000006", "0.00000001"), ("0e-9", "0"), ("-0.0", "0")])
    func `a price of 0 is one`(text: String, price: Price) throws {
        #expect(try Price(decimal: text) == price)
    }
}
