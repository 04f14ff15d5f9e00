/// The Double nearest to a quotient of whole numbers, ties to the even one.
///
/// Exact values are whole numbers over a divisor that is known when compiling; whoever reads one as
/// a Double gets it rounded once. Where both parts are below 2⁵³ one division of the processor is
/// just that, for IEEE 754 rounds it correctly; larger ones are divided in whole numbers, with a
/// last bit that says whether there was a rest.
enum NearestDouble {
    /// Up to here every whole number is a Double.
    private static var exactLimit: Int64 { 1 << 53 }

    /// Numerator over divisor, which is above 0 and stands in `near` where that holds it exactly;
    /// unknown where the numerator is.
    @inline(__always)
    static func quotient(_ numerator: Int128, over divisor: Int128, near: Double) -> Double {
        let low = Int64(truncatingIfNeeded: numerator)
        if Int128(low) == numerator, low <= exactLimit, low >= -exactLimit, near <= 0x1p53 {
            return Double(low) / near
        }
        return wholeQuotient(numerator, over: divisor)
    }

    /// Numerator over divisor, which is above 0; unknown where the numerator is.
    @inline(never)
    static func wholeQuotient(_ numerator: Int128, over divisor: Int128) -> Double {
        if Unknown.isUnknown(numerator) { return .nan }
        let near = quotient(high: 0, low: numerator.magnitude, over: divisor.magnitude)
        return numerator < 0 ? -near : near
    }

    /// `(high · 2¹²⁸ + low) / divisor`; NaN where the divisor is 0 or the numerator has over 190
    /// bits, which none has that was made of candles.
    static func quotient(high: UInt128, low: UInt128, over divisor: UInt128) -> Double {
        guard divisor != 0, high < 1 << 62 else { return .nan }
        guard high != 0 || low != 0 else { return 0 }
        let length =
            high != 0 ? 256 - high.leadingZeroBitCount : 128 - low.leadingZeroBitCount
        // Shifted so, the quotient has 63 or 64 bits: more than a Double holds, so that a rest may
        // stand in its last one.
        let shift = 63 - (length - (128 - divisor.leadingZeroBitCount))
        let whole: UInt128
        let rest: UInt128
        if shift >= 0 {
            let shifted = (high: high << shift | low >> (128 - shift), low: low << shift)
            (whole, rest) = divisor.dividingFullWidth((shifted.high, shifted.low))
        } else {
            (whole, rest) = (divisor << -shift).dividingFullWidth((high, low))
        }
        let bits = UInt64(truncatingIfNeeded: whole) | (rest == 0 ? 0 : 1)
        return Double(sign: .plus, exponent: -shift, significand: Double(bits))
    }
}
