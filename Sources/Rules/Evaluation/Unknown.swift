/// What is not known, in registers of either sort.
///
/// Numbers are Doubles whose unknown is NaN; conditions are 1, 0 and NaN; exact values are whole
/// numbers of which no candle makes the lowest, so that it is free to be their unknown.
enum Unknown {
    static var whole: Int128 { .min }

    /// Whether a whole number is unknown.
    ///
    /// Nearly always half of it says that it is not.
    @inline(__always)
    static func isUnknown(_ whole: Int128) -> Bool {
        Int64(truncatingIfNeeded: whole &>> 64) == .min && whole == .min
    }

    /// A result that is finite, or unknown: always the same NaN, so that equal memories have equal
    /// bits.
    @inline(__always)
    static func unlessFinite(_ value: Double) -> Double { value.isFinite ? value : .nan }
}

/// Logic of three values after Kleene: 1 holds, 0 does not, NaN is unknown.
enum Kleene {
    @inline(__always)
    static func and(_ left: Double, _ right: Double) -> Double {
        if left == 0 || right == 0 { return 0 }
        return left == 1 && right == 1 ? 1 : .nan
    }

    @inline(__always)
    static func or(_ left: Double, _ right: Double) -> Double {
        if left == 1 || right == 1 { return 1 }
        return left == 0 && right == 0 ? 0 : .nan
    }

    @inline(__always)
    static func not(_ value: Double) -> Double { value.isNaN ? .nan : value == 0 ? 1 : 0 }

    /// Whether something known holds.
    @inline(__always)
    static func known(_ holds: Bool) -> Double { holds ? 1 : 0 }
}
