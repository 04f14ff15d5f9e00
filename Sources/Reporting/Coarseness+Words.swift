package import Market
package import Trading

extension Coarseness {
    /// Why a trader is not begun at a price, and what to do.
    package func refusal(at price: Price) -> String {
        "this coin is too cheap for 8 decimals: at \(Figures.price(price)) \(effect); give it a "
            + "larger \(name), or choose another market"
    }

    /// What a trader that goes on has to know.
    package func warning(at price: Price) -> String {
        "this coin is cheap for 8 decimals: at \(Figures.price(price)) \(effect)"
    }

    private var effect: String {
        "\(name) \(percent) may come to \(Figures.decimal(worst, digits: 2)) %"
    }
}
