/// How two exact values stand to each other, exactly.
///
/// Compared are numerators, each times the whole factor that brings its divisor to the common one.
enum ExactOrder {
    /// Below 0 where `left · scale < right · other`, above 0 where it is more, 0 where they are equal.
    ///
    /// Factors are above 0.
    @inline(__always)
    static func of(_ left: Int128, times scale: Int128, _ right: Int128, times other: Int128) -> Int
    {
        if let first = Int64(exactly: left), let second = Int64(exactly: right),
            let factor = Int64(exactly: scale), let otherFactor = Int64(exactly: other)
        {
            // In range: a product of two numbers of 64 bits has 127.
            let (one, two) = (Int128(first) * Int128(factor), Int128(second) * Int128(otherFactor))
            return one < two ? -1 : one > two ? 1 : 0
        }
        return wide(left, times: scale, right, times: other)
    }

    @inline(never)
    private static func wide(
        _ left: Int128, times scale: Int128, _ right: Int128, times other: Int128
    ) -> Int {
        let signs = (Int(left.signum()), Int(right.signum()))
        if signs.0 != signs.1 || signs.0 == 0 { return signs.0 - signs.1 }
        let one = left.magnitude.multipliedFullWidth(by: scale.magnitude)
        let two = right.magnitude.multipliedFullWidth(by: other.magnitude)
        if one.high == two.high, one.low == two.low { return 0 }
        let isLess = one.high != two.high ? one.high < two.high : one.low < two.low
        return isLess ? -signs.0 : signs.0
    }
}
