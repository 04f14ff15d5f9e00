/// What all of a currency is worth, exact to 8 digits in 128 bits.
///
/// Bitcoin alone is worth more than the 92 billion that ``Money`` can hold.
package struct Capitalization: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The worth times 10⁸.
    package let units: Int128

    package init(units: Int128) { self.units = units }

    /// The exact worth a text spells, rounded half-even where it has more than 8 digits.
    ///
    /// - Throws: ``DecimalTextError`` if the text is no decimal number or out of range.
    package init(decimal text: String) throws(DecimalTextError) {
        units = try DecimalText.units(of: text.utf8)
    }

    package static func < (left: Capitalization, right: Capitalization) -> Bool {
        left.units < right.units
    }

    /// The plain decimal text, without exponent or trailing zeros.
    package var description: String { DecimalText.text(units: units) }
}
