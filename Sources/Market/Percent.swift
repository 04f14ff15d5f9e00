/// A percentage, exact to 8 digits: `Percent("0.1")` is a tenth of a percent, exactly 0.001.
package struct Percent: FixedPoint {
    package let units: Int64
    package init(units: Int64) { self.units = units }

    /// How many ``units`` make the whole: 100 % in steps of 10⁻⁸ percent.
    static let unitsPerWhole: Int128 = 10_000_000_000
}
