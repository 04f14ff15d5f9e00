/// The exponential function, equal to the last bit on every machine.
///
/// A C library's `exp` may differ in its last bit from one machine to the next, and with it, now and
/// then, a price. This one uses nothing but correctly rounded operations: with x = k·ln 2 + r and
/// |r| ≤ ln 2 / 2, the result is 2ᵏ times the Taylor sum of r to the 13th power. The rest of that
/// sum is below 5·10⁻¹⁸ and rounding adds a few 10⁻¹⁶: the relative error is below 10⁻¹⁵.
///
/// - Precondition: `|x| ≤ 700`, the range in which neither the result nor its inverse overflows.
func simExponential(_ x: Double) -> Double {
    // In range: the path keeps to a band of e⁵.
    precondition(x.magnitude <= 700, "the exponent is out of range")
    let power = (x * 1.4426950408889634).rounded(.toNearestOrEven)
    // ln 2 in two parts, the first with 21 trailing zero bits, so that its product is exact.
    let rest = x - power * 0x1.62e42feep-1 - power * 0x1.a39ef35793c76p-33
    // The Taylor sum by Horner's rule: the coefficient of r to the n-th is 1 / n!.
    var sum = 1.0 / 6_227_020_800
    sum = sum * rest + 1.0 / 479_001_600
    sum = sum * rest + 1.0 / 39_916_800
    sum = sum * rest + 1.0 / 3_628_800
    sum = sum * rest + 1.0 / 362_880
    sum = sum * rest + 1.0 / 40_320
    sum = sum * rest + 1.0 / 5_040
    sum = sum * rest + 1.0 / 720
    sum = sum * rest + 1.0 / 120
    sum = sum * rest + 1.0 / 24
    sum = sum * rest + 1.0 / 6
    sum = sum * rest + 1.0 / 2
    sum = sum * rest + 1
    sum = sum * rest + 1
    return sum * Double(bitPattern: UInt64(1_023 + Int(power)) << 52)
}
