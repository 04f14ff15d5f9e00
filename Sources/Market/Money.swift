/// An amount of the quote currency: balances, costs, fees, profit and loss.
package struct Money: FixedPoint {
    package let units: Int64
    package init(units: Int64) { self.units = units }
}
