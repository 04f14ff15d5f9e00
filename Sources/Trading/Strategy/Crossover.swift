internal import Indicators
package import Market

/// The strategy `ma-crossover`: buys where the fast moving average comes above the slow one and the
/// relative strength index (RSI) is under a limit, sells where it comes below again.
package struct Crossover: Equatable, Sendable {
    /// Period of the fast moving average, in candles.
    package var fast = 7
    /// Period of the slow moving average, in candles.
    package var slow = 25
    /// Period of the relative strength index, in candles.
    package var rsiPeriod = 14
    /// At or above this relative strength nothing is bought.
    package var overbought = Percent(units: 70_0000_0000)
    /// How far below the entry a position is given up.
    package var stopLoss = Percent(units: 2_0000_0000)
    /// How far above the entry a position's gain is taken.
    package var takeProfit = Percent(units: 6_0000_0000)

    /// What these are called in `algom.json`.
    package static let parameterNames = [
        "fast", "slow", "rsiPeriod", "overbought", "stopLossPercent", "takeProfitPercent",
    ]

    /// The defaults.
    package init() {}
}

extension Crossover {
    private static let longestPeriod = 1_000
    private static let whole = Percent(units: 100_0000_0000)

    /// Refuses periods, and a limit, that say nothing.
    func validateRules(warmUp: Int) throws(ParameterError) {
        let periods = 1...Self.longestPeriod
        for (period, name) in [(fast, "fast"), (slow, "slow")] {
            try require(periods.contains(period), name, "1 to \(Self.longestPeriod) candles")
        }
        try require(fast < slow, "fast", "less than 'slow' (\(slow))")
        try require(periods.contains(rsiPeriod), "rsiPeriod", "1 to \(Self.longestPeriod) candles")
        try require(
            overbought > .zero && overbought <= Self.whole, "overbought", "above 0 and at most 100")
        try require(
            warmUp > max(slow, rsiPeriod), "warmUp",
            "more than 'slow' (\(slow)) and 'rsiPeriod' (\(rsiPeriod))")
    }

    /// Refuses a stop or a target that no price can reach.
    func validateExits() throws(ParameterError) {
        try require(
            stopLoss > .zero && stopLoss < Self.whole, "stopLossPercent", "above 0 and below 100")
        try require(
            takeProfit > .zero && takeProfit.units <= 100 * Self.whole.units, "takeProfitPercent",
            "above 0 and at most 10000")
    }
}

extension Crossover {
    /// How many candles before one its averages need, to be warm at it.
    var lead: Int { slow }

    /// Both averages after each of some closes, the fast one first; `nil` until they are warm.
    func averages(after closes: some Sequence<Price>) -> [[Double?]] {
        var fast = SimpleMovingAverage(period: fast)
        var slow = SimpleMovingAverage(period: slow)
        return closes.map { close in
            [fast.next(close)?.doubleValue, slow.next(close)?.doubleValue]
        }
    }
}
