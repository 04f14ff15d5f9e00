import Testing

@testable import Market

struct CapitalizationTests {
    @Test(arguments: [
        ("1234567890123.45678901", "1234567890123.45678901"), ("1.9e12", "1900000000000"),
        ("0.123456785", "0.12345678"), ("-0.5", "-0.5"), ("0", "0"),
    ])
    func `is exact beyond 64 bits`(text: String, shown: String) throws {
        #expect(try Capitalization(decimal: text).description == shown)
    }

    @Test(arguments: ["", "1,000", "inf", "NaN", "1e99"])
    func `refuses what is no number`(text: String) {
        #expect(throws: DecimalTextError.self) { try Capitalization(decimal: text) }
    }

    @Test func `compares by worth`() throws {
        #expect(try Capitalization(decimal: "9e11") < Capitalization(decimal: "1e12"))
    }
}
