package import Market

// From a Double back to decimals: the exact value of its bits, rounded once.

extension Price {
    /// The price nearest to the exact value of a Double, ties to the even digit; `nil` where that
    /// is no number or out of range.
    package init?(nearest value: Double) {
        guard let units = DecimalUnits.halfEven(value) else { return nil }
        self.init(units: units)
    }
}

extension Percent {
    /// The exact value of a Double, rounded down to 8 digits; `nil` where it is no number.
    ///
    /// What is out of range is the end of the range that it lies beyond: a size of that much is
    /// made smaller anyway.
    package init?(flooring value: Double) {
        guard let units = DecimalUnits.down(value) else { return nil }
        self.init(units: units)
    }
}

/// Counts of 10⁻⁸ in the exact value of a Double.
enum DecimalUnits {
    /// The nearest count, ties to the even one; `nil` where 64 bits do not hold it.
    static func halfEven(_ value: Double) -> Int64? {
        guard let (whole, rest) = scaled(value) else { return nil }
        let goesUp = rest == .most || (rest == .half && whole % 2 != 0)
        // In range: 127 bits hold 80 of a product shifted by no more than 40.
        let units = goesUp ? whole + 1 : whole
        return Int64(exactly: value < 0 ? -units : units)
    }

    /// The count that is not above it, or the end of the range; `nil` where it is no number.
    static func down(_ value: Double) -> Int64? {
        guard !value.isNaN else { return nil }
        guard let (whole, rest) = scaled(value) else { return value < 0 ? .min : .max }
        // In range: as above.
        return Int64(clamping: value < 0 ? (rest == .none ? -whole : -whole - 1) : whole)
    }

    private enum Rest { case none, little, half, most }

    /// The magnitude of a value times 10⁸: its whole part and what is left; `nil` for infinities,
    /// NaN, and what 120 bits do not hold.
    private static func scaled(_ value: Double) -> (whole: Int128, rest: Rest)? {
        guard value.isFinite, value.magnitude < 0x1p70 else { return nil }
        guard value != 0 else { return (0, .none) }
        // In range: 53 bits times 27 bits.
        let product = Int128(value.significandUnits) * Int128(Price.unitsPerOne)
        let shift = value.significandExponent
        guard shift < 0 else { return (product << shift, .none) }
        // A product of 80 bits shifted by more than 81 is less than a half.
        guard shift > -82 else { return (0, .little) }
        let whole = product >> -shift
        let left = product - whole << -shift
        let half: Int128 = 1 << (-shift - 1)
        return (whole, left == 0 ? .none : left < half ? .little : left == half ? .half : .most)
    }
}

extension Double {
    /// The whole number of 53 bits that its significand is.
    fileprivate var significandUnits: UInt64 {
        significandBitPattern | (isNormal ? 1 << 52 : 0)
    }

    /// The power of two that its whole significand is taken times.
    fileprivate var significandExponent: Int {
        Int(exponentBitPattern == 0 ? 1 : exponentBitPattern) - 1_075
    }
}
