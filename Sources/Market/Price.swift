/// What one unit of the base currency costs, in the quote currency.
package struct Price: FixedPoint {
    package let units: Int64
    package init(units: Int64) { self.units = units }

    /// The exact price a text spells, rounded half-even where it has more than 8 digits.
    ///
    /// - Throws: ``DecimalTextError`` if the text is no decimal number, out of range, or not 0 and
    ///   would be rounded to it.
    package init(decimal text: String) throws(DecimalTextError) {
        guard let units = Int64(exactly: try DecimalText.units(of: text.utf8)) else {
            throw .outOfRange(DecimalText.excerpt(of: text))
        }
        guard units != 0 || !DecimalText.isMoreThanZero(text.utf8) else {
            throw .tooSmall(DecimalText.excerpt(of: text))
        }
        self.init(units: units)
    }
}
