/// What one unit of the base currency costs, in the quote currency.
package struct Price: FixedPoint {
    package let units: Int64
    package init(units: Int64) { self.units = units }
}
