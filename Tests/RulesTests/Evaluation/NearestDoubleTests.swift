import Seeds
import Testing

@testable import Rules

struct NearestDoubleTests {
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `no Double is nearer than the one it says`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let numerator = Int128.random(
            in: 1..<1 << Int128.random(in: 2..<110, using: &random), using: &random)
        let divisor = Int128.random(
            in: 1..<1 << Int128.random(in: 1..<50, using: &random), using: &random)
        let value = NearestDouble.wholeQuotient(numerator, over: divisor)
        // value = whole · 2^power; a neighbour's middle lies half of 2^power away.
        let whole = Int128(value.significandBitPattern | 1 << 52)
        let power = Int(value.exponentBitPattern) - 1_075
        let (left, right) = (power < 1 ? 1 - power : 0, power > 1 ? power - 1 : 0)
        let exact = numerator << left
        let (below, above) = (
            (2 * whole - 1) * divisor << right, (2 * whole + 1) * divisor << right
        )
        #expect(below <= exact && exact <= above, "\(numerator)/\(divisor) is not \(value)")
        if below == exact || above == exact { #expect(whole.isMultiple(of: 2)) }
        #expect(NearestDouble.wholeQuotient(-numerator, over: divisor) == -value)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `the short way says the same as the long one`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let numerator = Int128(Int64.random(in: -1 << 55...1 << 55, using: &random))
        let divisor = Int64.random(in: 1...1 << 53, using: &random)
        #expect(
            NearestDouble.quotient(numerator, over: Int128(divisor), near: Double(divisor))
                == NearestDouble.wholeQuotient(numerator, over: Int128(divisor)))
    }

    @Test func `a tie goes to the even one`() {
        #expect(NearestDouble.wholeQuotient(1 << 53 + 1, over: 1) == 0x1p53)
        #expect(NearestDouble.wholeQuotient(1 << 53 + 3, over: 1) == 0x1p53 + 4)
        #expect(NearestDouble.wholeQuotient(1 << 55 + 4, over: 2) == 0x1p54)
        #expect(NearestDouble.wholeQuotient(1 << 55 + 12, over: 2) == 0x1p54 + 8)
    }

    @Test func `extremes are divided too`() {
        #expect(NearestDouble.wholeQuotient(.max, over: 1) == 0x1p127)
        #expect(NearestDouble.wholeQuotient(.max, over: .max) == 1)
        #expect(NearestDouble.wholeQuotient(1, over: .max) == 0x1p-127)
        #expect(NearestDouble.wholeQuotient(0, over: .max) == 0)
        #expect(NearestDouble.wholeQuotient(Unknown.whole, over: 3).isNaN)
        #expect(NearestDouble.quotient(high: 1, low: 0, over: 1) == 0x1p128)
        #expect(NearestDouble.quotient(high: 1, low: 1, over: 0).isNaN)
        #expect(NearestDouble.quotient(high: .max, low: 0, over: 1).isNaN)
    }
}

struct ExactOrderTests {
    @Test(arguments: 0..<100 as Range<UInt64>)
    func `values compare exactly, however wide`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let left = Int128(Int64.random(in: -40...40, using: &random))
        let right = Int128(Int64.random(in: -40...40, using: &random))
        let scale = Int128.random(in: 1...40, using: &random)
        let other = Int128.random(in: 1...40, using: &random)
        let expected = (left * scale - right * other).signum()
        #expect(ExactOrder.of(left, times: scale, right, times: other) == Int(expected))
        let wide = Int128(1) << 118
        let wider = ExactOrder.of(
            left * wide, times: scale * wide, right * wide, times: other * wide)
        #expect(wider.signum() == Int(expected))
    }

    @Test func `a last digit tells`() {
        let large = Int128.max
        #expect(ExactOrder.of(large, times: 3, large - 1, times: 3) > 0)
        #expect(ExactOrder.of(-large, times: large, 1 - large, times: large) < 0)
        #expect(ExactOrder.of(large, times: large, large, times: large) == 0)
    }
}
