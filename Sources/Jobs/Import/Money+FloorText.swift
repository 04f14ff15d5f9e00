internal import Market

extension Money {
    /// The greatest amount that is not above what a decimal text spells: an imported balance is
    /// rounded against the trader, however many digits a binary number was printed with.
    ///
    /// - Throws: ``DecimalTextError`` if the text is no decimal number or out of range.
    init(floor text: String) throws(DecimalTextError) {
        let nearest = try Money(decimal: text)
        guard try Self.isAbove(nearest, text) else {
            self = nearest
            return
        }
        guard nearest.units > .min else { throw .outOfRange(text) }
        self.init(units: nearest.units - 1)
    }

    /// Whether an amount is above the number that a text spells.
    private static func isAbove(_ money: Money, _ text: String) throws(DecimalTextError) -> Bool {
        let (mine, theirs) = (Digits(money.description), Digits(text))
        guard mine.isNegative == theirs.isNegative else {
            return theirs.isNegative && !theirs.digits.isEmpty
        }
        let (left, right) = mine.isNegative ? (theirs, mine) : (mine, theirs)
        return left.exceeds(right)
    }
}

/// The digits of a decimal number and the place of its point, compared without any arithmetic.
private struct Digits {
    let isNegative: Bool
    /// Without zeros at either end.
    let digits: [UInt8]
    /// How many digits stand before the point; what is missing counts as zeros.
    let whole: Int

    init(_ text: String) {
        let parts = text.lowercased().split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].drop { $0 == "-" || $0 == "+" }
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let beforePoint = mantissa.prefix { $0 != "." }
        let all = Array(mantissa.utf8.filter { $0 != UInt8(ascii: ".") })
        let zeros = all.prefix { $0 == UInt8(ascii: "0") }.count
        var significant = Array(all[zeros...])
        while significant.last == UInt8(ascii: "0") { significant.removeLast() }
        isNegative = text.hasPrefix("-")
        digits = significant
        whole = beforePoint.count + max(-9_999, min(9_999, exponent)) - zeros
    }

    /// Whether this magnitude is the greater.
    func exceeds(_ other: Digits) -> Bool {
        if digits.isEmpty || other.digits.isEmpty { return !digits.isEmpty }
        if whole != other.whole { return whole > other.whole }
        return other.digits.lexicographicallyPrecedes(digits)
    }
}
