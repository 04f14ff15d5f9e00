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
}
