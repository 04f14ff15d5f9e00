package import Market

/// What an exchange asks of every order on a market.
package struct MarketRules: Equatable, Sendable {
    /// Quantities are whole multiples of it.
    package let quantityStep: Quantity
    /// The least an order may be worth, in the quote currency.
    package let minimumNotional: Money
    /// What prices are multiples of, where that is finer than the 8 decimals they are kept with.
    package let fineTick: String?

    package init(quantityStep: Quantity, minimumNotional: Money, fineTick: String? = nil) {
        self.quantityStep = quantityStep
        self.minimumNotional = minimumNotional
        self.fineTick = fineTick
    }
}
