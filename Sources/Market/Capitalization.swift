/// What all of a currency is worth.
///
/// Bitcoin alone is worth more than the 92 billion that ``Money`` can hold.
package struct Capitalization: WideDecimal {
    package let units: Int128
    package init(units: Int128) { self.units = units }
}
