/// An exact decimal number with 8 fractional digits: a count of 10⁻⁸ in 64 bits.
///
/// The range is ±92,233,720,368.54775807. Arithmetic that leaves it throws ``Overflow``; nothing
/// here traps on a value from outside, and nothing passes through binary floating point.
///
/// Conforming types say *what* the number counts, so that adding a price to a quantity does not
/// compile. The products that mean something are in `Product.swift`.
package protocol FixedPoint: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The value times 10⁸.
    var units: Int64 { get }
    /// The value of `units` times 10⁻⁸.
    init(units: Int64)
}

/// A result outside the range of the decimal that should hold it.
package struct Overflow: Error, Equatable, CustomStringConvertible {
    package init() {}

    package var description: String {
        "a number is outside the range of exact decimals (±92,233,720,368.54775807)"
    }
}

extension FixedPoint {
    package static var zero: Self { Self(units: 0) }

    /// How many ``units`` make one.
    package static var unitsPerOne: Int64 { 100_000_000 }

    /// The exact decimal a text spells, rounded half-even where it has more than 8 digits.
    ///
    /// - Throws: ``DecimalTextError`` if the text is no decimal number or out of range.
    package init(decimal text: String) throws(DecimalTextError) {
        let units = try DecimalText.units(of: text.utf8)
        guard let units = Int64(exactly: units) else {
            throw .outOfRange(DecimalText.excerpt(of: text))
        }
        self.init(units: units)
    }

    /// The value held in 128 bits, back in 64.
    ///
    /// - Throws: ``Overflow`` if it does not fit.
    package init(units: Int128) throws(Overflow) {
        guard let units = Int64(exactly: units) else { throw Overflow() }
        self.init(units: units)
    }

    /// The value held in 128 bits, or the end of the range that it lies beyond.
    package init(clamping units: Int128) { self.init(units: Int64(clamping: units)) }

    /// The nearest binary floating point number; for statistics and pictures, never for money.
    package var doubleValue: Double { Double(units) / Double(Self.unitsPerOne) }

    /// The plain decimal text, without exponent or trailing zeros: `113587.99`, `-0.5`, `0`.
    package var description: String { DecimalText.text(units: Int128(units)) }

    package static func < (left: Self, right: Self) -> Bool { left.units < right.units }

    package static func + (left: Self, right: Self) throws(Overflow) -> Self {
        let (sum, overflow) = left.units.addingReportingOverflow(right.units)
        guard !overflow else { throw Overflow() }
        return Self(units: sum)
    }

    package static func - (left: Self, right: Self) throws(Overflow) -> Self {
        let (difference, overflow) = left.units.subtractingReportingOverflow(right.units)
        guard !overflow else { throw Overflow() }
        return Self(units: difference)
    }
}
