/// An amount of the base currency.
package struct Quantity: FixedPoint {
    package let units: Int64
    package init(units: Int64) { self.units = units }
}
