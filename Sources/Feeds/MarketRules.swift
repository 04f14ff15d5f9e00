package import Market

/// What an exchange asks of every order on a market.
package struct MarketRules: Equatable, Sendable {
    /// Quantities are whole multiples of it.
    package let quantityStep: Quantity
    /// The least an order may be worth, in the quote currency.
    package let minimumNotional: Money

    package init(quantityStep: Quantity, minimumNotional: Money) {
        self.quantityStep = quantityStep
        self.minimumNotional = minimumNotional
    }
}
