/// A decimal number as scanned: ±significand · 10^exponent, and what the significand cannot hold.
struct ScannedNumber {
    var isNegative = false
    var exponent = 0
    private var significand: UInt128 = 0
    /// The first digit for which the significand had no room.
    private var dropped: UInt8?
    /// Whether a digit behind that one is not zero.
    private var hasMore = false

    /// Takes a digit; what follows 38 of them or more counts for the rounding only.
    mutating func append(digit: UInt8, afterPoint: Bool) {
        if dropped == nil, significand < UInt128.max / 10 {
            significand = significand * 10 + UInt128(digit)
            if afterPoint { exponent -= 1 }
        } else {
            if dropped != nil, digit != 0 { hasMore = true }
            dropped = dropped ?? digit
            if !afterPoint { exponent += 1 }
        }
    }

    /// The number times 10^digits, rounded half-even; `nil` where 128 bits do not hold it.
    func scaled(toFractionDigits digits: Int) -> Int128? {
        guard significand != 0 else { return 0 }
        let shift = exponent + digits
        guard shift <= 0 else {
            // A significand that had no room for a digit is beyond 128 bits with a zero behind it.
            guard shift <= 38, dropped == nil else { return nil }
            let (product, overflow) = significand.multipliedReportingOverflow(by: power(shift))
            return overflow ? nil : signed(product)
        }
        // The largest significand is less than half of 10³⁹.
        guard shift >= -38 else { return 0 }
        let divisor = power(-shift)
        let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: divisor)
        let isOdd = quotient % 2 != 0
        let goesUp =
            shift == 0
            ? isUp(UInt128(dropped ?? 0), half: 5, isOdd || hasMore)
            : isUp(remainder, half: divisor / 2, isOdd || hasMore || (dropped ?? 0) != 0)
        return signed(goesUp ? quotient + 1 : quotient)
    }

    /// Whether a rest rounds up; a tie does where the digit before is odd, or more follows it.
    private func isUp(_ rest: UInt128, half: UInt128, _ tieGoesUp: Bool) -> Bool {
        rest > half || (rest == half && tieGoesUp)
    }

    private func signed(_ magnitude: UInt128) -> Int128? {
        guard isNegative else { return Int128(exactly: magnitude) }
        guard magnitude <= Int128.min.magnitude else { return nil }
        return Int128(truncatingIfNeeded: 0 &- magnitude)
    }

    private func power(_ exponent: Int) -> UInt128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
}
