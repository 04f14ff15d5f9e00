/// An exact decimal number with 8 fractional digits in 128 bits: what 64 bits do not hold.
package protocol WideDecimal: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The value times 10⁸.
    var units: Int128 { get }
    /// The value of `units` times 10⁻⁸.
    init(units: Int128)
}

extension WideDecimal {
    package static var zero: Self { Self(units: 0) }

    /// The exact value a text spells, rounded half-even where it has more than 8 digits.
    ///
    /// - Throws: ``DecimalTextError`` if the text is no decimal number or out of range.
    package init(decimal text: String) throws(DecimalTextError) {
        self.init(units: try DecimalText.units(of: text.utf8))
    }

    package static func < (left: Self, right: Self) -> Bool { left.units < right.units }

    /// The plain decimal text, without exponent or trailing zeros.
    package var description: String { DecimalText.text(units: units) }
}
