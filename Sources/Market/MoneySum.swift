/// What many amounts of money add up to: each fits in ``Money``, all of them need not.
package struct MoneySum: WideDecimal {
    package let units: Int128
    package init(units: Int128) { self.units = units }

    /// Adds an amount; 2⁶⁴ of the largest fit.
    package static func += (sum: inout MoneySum, amount: Money) {
        sum = MoneySum(units: sum.units &+ Int128(amount.units))
    }

    /// This sum and another.
    package func adding(_ other: MoneySum) -> MoneySum {
        MoneySum(units: units &+ other.units)
    }

    /// The nearest binary floating point number; for statistics, never for money.
    package var doubleValue: Double { Double(units) / Double(Money.unitsPerOne) }
}
