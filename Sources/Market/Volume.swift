/// The traded amount of a candle.
///
/// Coins worth 10⁻⁸ of a dollar trade by the quadrillion.
package struct Volume: WideDecimal {
    package let units: Int128
    package init(units: Int128) { self.units = units }
}
