package import Market

/// What the strategy, the fills and the risk controls of a trader go by.
///
/// Percentages are percents: `stopLoss` 2 is two percent. A `nil` risk control is switched off.
package struct Parameters: Equatable, Sendable {
    /// What it buys and sells by.
    package var strategy = Strategy.crossover(Crossover())
    /// How many candles only feed the strategy before the first decision.
    package var warmUp = 500
    /// What the account starts with, in the quote currency.
    package var initialBalance = Money(units: 10_000_0000_0000)
    /// The part of the balance that a position is bought for.
    package var positionSize = Percent(units: 30_0000_0000)
    /// What the exchange takes of every fill.
    package var fee = Percent(units: 1000_0000)
    /// How far a market order fills from the price it saw, against the trader.
    package var slippage = Percent(units: 300_0000)
    /// The smallest quantity the market trades, and every quantity's divisor.
    package var quantityStep = Quantity(units: 1_000)
    /// The smallest order the market takes, in the quote currency.
    package var minimumNotional = Money(units: 5_0000_0000)
    /// Entries pause for the day once it has lost this part of the equity it began with.
    package var maxDailyLoss: Percent? = Percent(units: 5_0000_0000)
    /// Entries pause for the day after this many losses in a row.
    package var maxConsecutiveLosses: Int? = 3
    /// Entries pause for 24 hours where fewer than this part of the trades were wins.
    package var minWinRate: Percent? = Percent(units: 40_0000_0000)
    /// The number of trades from which on the win rate counts.
    package var winRateTrades = 10
    /// Entries pause for 24 hours once equity has fallen this far below its peak.
    package var maxDrawdown: Percent? = Percent(units: 10_0000_0000)

    /// The defaults.
    package init() {}

    /// The largest part of the balance that still pays its own fee: `100 / (1 + fee)` percent, down.
    package var largestSize: Percent {
        // In range: at most 100 %, for a fee is not negative.
        let whole = Int128(100 * Percent.unitsPerOne)
        return Percent(clamping: whole * whole / (whole + Int128(fee.units)))
    }
}
