import Market
import Seeds

@testable import Trading

extension Parameters {
    /// Valid parameters with short periods and tight exits, so that a short series sees it all.
    static func random(using random: inout SplitMix64) -> Parameters {
        var parameters = Parameters()
        parameters.fast = Int.random(in: 1...3, using: &random)
        parameters.slow = parameters.fast + Int.random(in: 1...4, using: &random)
        parameters.rsiPeriod = Int.random(in: 2...5, using: &random)
        parameters.warmUp =
            max(parameters.slow, parameters.rsiPeriod) + Int.random(in: 1...4, using: &random)
        func percent(_ range: ClosedRange<Int64>) -> Percent {
            Percent(units: Int64.random(in: range, using: &random))
        }
        parameters.overbought = percent(65_0000_0000...100_0000_0000)
        parameters.positionSize = percent(5_0000_0000...98_0000_0000)
        parameters.stopLoss = percent(2000_0000...5_0000_0000)
        parameters.takeProfit = percent(2000_0000...8_0000_0000)
        parameters.fee = percent(0...1_0000_0000)
        parameters.slippage = percent(0...5000_0000)
        parameters.initialBalance = Money(
            units: Int64.random(in: 10_0000_0000...100_000_0000_0000, using: &random))
        parameters.quantityStep =
            ["0.00000001", "0.00001", "0.001", "0.37"].randomElement(using: &random) ?? "1"
        parameters.minimumNotional = ["0", "5", "20"].randomElement(using: &random) ?? "0"
        parameters.maxDailyLoss =
            Bool.random(using: &random) ? percent(2000_0000...5_0000_0000) : nil
        parameters.maxDrawdown =
            Bool.random(using: &random) ? percent(5000_0000...9_0000_0000) : nil
        parameters.minWinRate =
            Bool.random(using: &random) ? percent(1_0000_0000...90_0000_0000) : nil
        parameters.maxConsecutiveLosses =
            Bool.random(using: &random) ? Int.random(in: 1...4, using: &random) : nil
        parameters.winRateTrades = Int.random(in: 1...6, using: &random)
        return parameters
    }
}
