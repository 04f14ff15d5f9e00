package import Market

/// What the rounding to 10⁻⁸ does to a trader's distances on a coin that is worth little.
///
/// A price of 0.0000012 is 120 units of 10⁻⁸, and a stop of 2 % lies 2.4 of them below: where it
/// really stands then, half a unit decides. Slippage is rounded against the trader, by up to a unit.
package struct Coarseness: Equatable, Sendable {
    /// The parameter's name as people write it.
    package let name: String
    /// What it says.
    package let percent: Percent
    /// What it may come to, in percent of the price.
    package let worst: Double

    /// What stop and target keep within, and slippage of a new trader: a tenth of themselves.
    private static let tenth = 10
    /// What slippage may come to before it is worth a warning: half of itself more.
    private static let half = 2

    /// A stop or target that rounding may move by more than a tenth of itself.
    package static func exit(_ parameters: Parameters, at price: Price) -> Coarseness? {
        let distances = [
            ("stopLossPercent", parameters.strategy.stopPercent),
            ("takeProfitPercent", parameters.strategy.targetPercent),
        ]
        return distances.lazy.compactMap { name, percent in
            // Half a unit, rounded half-even.
            percent.flatMap { Coarseness(name, $0, at: price, error: 0.5, part: tenth) }
        }.first
    }

    /// The first of stop, target and slippage that rounding may move by more than a tenth of itself:
    /// no trader begins with one.
    package static func beginning(_ parameters: Parameters, at price: Price) -> Coarseness? {
        exit(parameters, at: price) ?? slippage(parameters, at: price, part: tenth)
    }

    /// What a trader that goes on is warned of: such a stop or target, or slippage that may be more
    /// than half again what its percent says.
    package static func running(_ parameters: Parameters, at price: Price) -> Coarseness? {
        exit(parameters, at: price) ?? slippage(parameters, at: price, part: half)
    }

    private static func slippage(
        _ parameters: Parameters, at price: Price, part: Int
    ) -> Coarseness? {
        Coarseness("slippagePercent", parameters.slippage, at: price, error: 1, part: part)
    }

    /// `nil` where the error is no more than one part in so many of the distance, or there is none.
    private init?(_ name: String, _ percent: Percent, at price: Price, error: Double, part: Int) {
        let distance = Double(price.units) * percent.doubleValue / 100
        guard percent > .zero, price > .zero, error * Double(part) > distance else { return nil }
        self.name = name
        self.percent = percent
        worst = 100 * (distance + error) / Double(price.units)
    }
}
