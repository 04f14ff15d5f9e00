/// The traded amount of a candle, exact to 8 digits in 128 bits.
///
/// Coins worth 10⁻⁸ of a dollar trade by the quadrillion, more than 64 bits hold.
package struct Volume: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The volume times 10⁸.
    package let units: Int128

    package init(units: Int128) { self.units = units }

    /// The exact volume a text spells, rounded half-even where it has more than 8 digits.
    ///
    /// - Throws: ``DecimalTextError`` if the text is no decimal number or out of range.
    package init(decimal text: String) throws(DecimalTextError) {
        units = try DecimalText.units(of: text.utf8)
    }

    package static var zero: Volume { Volume(units: 0) }

    package static func < (left: Volume, right: Volume) -> Bool { left.units < right.units }

    /// The plain decimal text, without exponent or trailing zeros.
    package var description: String { DecimalText.text(units: units) }
}
