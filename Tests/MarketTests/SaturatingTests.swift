import Testing

@testable import Market

struct SaturatingTests {
    @Test(
        arguments: [
            (0, 0), (-0.0, 0), (1.9, 1), (-1.9, -1), (0x1p53, 1 << 53), (0x1p53 * 2, 1 << 53),
            (1e308, 1 << 53), (-1e308, -(1 << 53)), (.infinity, 1 << 53),
            (-.infinity, -(1 << 53)), (.nan, 0), (.leastNonzeroMagnitude, 0),
        ] as [(Double, Int64)])
    func `takes the whole part of any number`(number: Double, whole: Int64) {
        #expect(Int64(saturating: number) == whole)
        #expect(Int(saturating: number) == Int(whole))
    }

    @Test(
        arguments: [
            ("0", 0), ("-5", -5), ("+7", 7), ("9223372036854775807", .max),
            ("9223372036854775808", .max), ("+99999999999999999999", .max),
            ("-9223372036854775809", .min), ("0000000000000000000000012", 12), ("", nil),
            ("-", nil), ("--99999999999999999999", nil), ("1.5", nil), ("1e9", nil), (" 1", nil),
            ("9999999999999999999x", nil), ("٣", nil),
        ] as [(String, Int64?)])
    func `digits beyond 64 bits are the edge, and anything else is no number`(
        text: String, number: Int64?
    ) {
        #expect(Int64(saturating: text) == number)
        #expect(Int64(saturating: text[...]) == number)
    }
}
