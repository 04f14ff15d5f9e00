import Seeds
import Testing

@testable import Market

struct RoundingTests {
    @Test(arguments: [
        (7, 2, 4, 3, 4), (-7, 2, -3, -4, -4), (5, 2, 3, 2, 2), (-5, 2, -2, -3, -2),
        (6, 2, 3, 3, 3), (-6, 2, -3, -3, -3), (0, 5, 0, 0, 0), (1, 3, 1, 0, 0), (-1, 3, 0, -1, 0),
        (2, 3, 1, 0, 1), (-2, 3, 0, -1, -1), (1, 2, 1, 0, 0), (3, 2, 2, 1, 2), (-1, 2, 0, -1, 0),
        (-3, 2, -1, -2, -2),
    ])
    func `goes where its name says`(
        dividend: Int128, divisor: Int128, up: Int128, down: Int128, halfEven: Int128
    ) {
        #expect(Rounding.up.quotient(dividend, by: divisor) == up)
        #expect(Rounding.down.quotient(dividend, by: divisor) == down)
        #expect(Rounding.halfEven.quotient(dividend, by: divisor) == halfEven)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `keeps its definition for random quotients`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<300 {
            let dividend =
                Int128.random(in: -(1 << 120)...(1 << 120), using: &random)
                >> Int128(Int.random(in: 0...119, using: &random))
            let divisor =
                Int128.random(in: 1...(1 << 62), using: &random)
                >> Int128(Int.random(in: 0...58, using: &random)) | 1
            let up = Rounding.up.quotient(dividend, by: divisor)
            let down = Rounding.down.quotient(dividend, by: divisor)
            let even = Rounding.halfEven.quotient(dividend, by: divisor)
            let comment: Comment = "\(dividend) / \(divisor), seed \(seed)"
            #expect(up * divisor >= dividend && (up - 1) * divisor < dividend, comment)
            #expect(down * divisor <= dividend && (down + 1) * divisor > dividend, comment)
            let twice = (2 * (dividend - even * divisor)).magnitude
            let isTie = twice == divisor.magnitude
            #expect(twice < divisor.magnitude || (isTie && even % 2 == 0), comment)
        }
    }

    @Test func `stands the ends of its range`() {
        #expect(Rounding.up.quotient(.max, by: 1) == .max)
        #expect(Rounding.halfEven.quotient(.max, by: .max) == 1)
        #expect(Rounding.halfEven.quotient(.max - 1, by: .max) == 1)
        #expect(Rounding.down.quotient(.min, by: .max) == -2)
        #expect(Rounding.halfEven.quotient(.min, by: .max) == -1)
    }
}
