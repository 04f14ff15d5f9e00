/// The direction in which an exact result is brought to the 8th digit.
///
/// There is no default: whoever divides names the direction, because every rounding of money goes
/// against the trader and only the call site knows who that is.
package enum Rounding: Sendable {
    /// Toward positive infinity: what is paid.
    case up
    /// Toward negative infinity: what is received.
    case down
    /// To the nearest, ties to the even digit: what is only looked at.
    case halfEven
}

extension Rounding {
    /// The quotient of two integers, rounded in this direction.
    ///
    /// - Precondition: `divisor` is positive, and the quotient fits (it always does but for
    ///   `Int128.min / 1`, which no caller can produce).
    func quotient(_ dividend: Int128, by divisor: Int128) -> Int128 {
        // One division of 128 bits, which is slow: the remainder follows from its quotient.
        let quotient = dividend / divisor
        let remainder = dividend &- quotient &* divisor
        guard remainder != 0 else { return quotient }
        switch self {
        case .up: return dividend > 0 ? quotient + 1 : quotient
        case .down: return dividend < 0 ? quotient - 1 : quotient
        case .halfEven:
            let rest = remainder.magnitude
            let half = divisor.magnitude - rest
            let awayFromZero = rest > half || (rest == half && quotient % 2 != 0)
            return awayFromZero ? quotient + dividend.signum() : quotient
        }
    }
}
