import Market
import Seeds
import Testing

@testable import Trading

struct ParametersTests {
    @Test func `the defaults are those of the specification, and valid`() throws {
        let parameters = Parameters()
        try parameters.validate()
        #expect((parameters.fast, parameters.slow, parameters.rsiPeriod) == (7, 25, 14))
        #expect((parameters.warmUp, parameters.winRateTrades) == (500, 10))
        #expect(parameters.overbought == "70")
        #expect(parameters.initialBalance == "10000")
        #expect(parameters.positionSize == "30")
        #expect(parameters.stopLoss == "2")
        #expect(parameters.takeProfit == "6")
        #expect(parameters.fee == "0.1")
        #expect(parameters.slippage == "0.03")
        #expect(parameters.quantityStep == "0.00001")
        #expect(parameters.minimumNotional == "5")
        #expect(parameters.maxDailyLoss == "5")
        #expect(parameters.maxConsecutiveLosses == 3)
        #expect(parameters.minWinRate == "40")
        #expect(parameters.maxDrawdown == "10")
    }

    /// A change to the defaults, and the parameter that is refused for it.
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        let change: @Sendable (inout Parameters) -> Void

        init(
            _ name: String, _ text: String, _ change: @escaping @Sendable (inout Parameters) -> Void
        ) {
            self.name = name
            self.text = text
            self.change = change
        }

        var testDescription: String { text }
    }

    @Test(arguments: [
        Case("fast", "fast 0") { $0.fast = 0 },
        Case("fast", "fast negative") { $0.fast = -7 },
        Case("fast", "fast 1001") { $0.fast = 1_001 },
        Case("slow", "slow 0") { $0.slow = 0 },
        Case("slow", "slow 1001") { $0.slow = 1_001 },
        Case("fast", "fast equal to slow") { $0.fast = 25 },
        Case("fast", "fast above slow") { $0.fast = 26 },
        Case("rsiPeriod", "rsiPeriod 0") { $0.rsiPeriod = 0 },
        Case("rsiPeriod", "rsiPeriod 1001") { $0.rsiPeriod = 1_001 },
        Case("overbought", "overbought 0") { $0.overbought = "0" },
        Case("overbought", "overbought over 100") { $0.overbought = "100.00000001" },
        Case("warmUp", "warmUp equal to slow") { $0.warmUp = 25 },
        Case("warmUp", "warmUp equal to rsiPeriod") { ($0.rsiPeriod, $0.warmUp) = (30, 30) },
        Case("warmUp", "warmUp negative") { $0.warmUp = -1 },
        Case("warmUp", "warmUp 10001") { $0.warmUp = 10_001 },
        Case("initialBalance", "initialBalance 0") { $0.initialBalance = "0" },
        Case("initialBalance", "initialBalance negative") { $0.initialBalance = "-1" },
        Case("feePercent", "fee negative") { $0.fee = "-0.00000001" },
        Case("feePercent", "fee 100") { $0.fee = "100" },
        Case("slippagePercent", "slippage negative") { $0.slippage = "-0.1" },
        Case("slippagePercent", "slippage 100") { $0.slippage = "100" },
        Case("quantityStep", "quantityStep 0") { $0.quantityStep = "0" },
        Case("quantityStep", "quantityStep negative") { $0.quantityStep = "-0.1" },
        Case("minimumNotional", "minimumNotional negative") { $0.minimumNotional = "-1" },
        Case("positionSizePercent", "positionSize 0") { $0.positionSize = "0" },
        Case("positionSizePercent", "positionSize over 100") { $0.positionSize = "100.1" },
        Case("positionSizePercent", "positionSize without room for the fee") {
            $0.positionSize = "100"
        },
        Case("positionSizePercent", "positionSize a hair too large for the fee") {
            // 100 / 1.001 = 99.900099900099…
            $0.positionSize = "99.90009991"
        },
        Case("stopLossPercent", "stopLoss 0") { $0.stopLoss = "0" },
        Case("stopLossPercent", "stopLoss 100") { $0.stopLoss = "100" },
        Case("takeProfitPercent", "takeProfit 0") { $0.takeProfit = "0" },
        Case("takeProfitPercent", "takeProfit over 10000") { $0.takeProfit = "10000.1" },
        Case("maxDailyLossPercent", "maxDailyLoss 0") { $0.maxDailyLoss = "0" },
        Case("maxDailyLossPercent", "maxDailyLoss over 100") { $0.maxDailyLoss = "101" },
        Case("maxDrawdownPercent", "maxDrawdown 0") { $0.maxDrawdown = "0" },
        Case("maxDrawdownPercent", "maxDrawdown over 100") { $0.maxDrawdown = "101" },
        Case("minWinRatePercent", "minWinRate 0") { $0.minWinRate = "0" },
        Case("minWinRatePercent", "minWinRate over 100") { $0.minWinRate = "101" },
        Case("maxConsecutiveLosses", "maxConsecutiveLosses 0") { $0.maxConsecutiveLosses = 0 },
        Case("maxConsecutiveLosses", "maxConsecutiveLosses 1001") {
            $0.maxConsecutiveLosses = 1_001
        },
        Case("winRateTrades", "winRateTrades 0") { $0.winRateTrades = 0 },
        Case("winRateTrades", "winRateTrades 1001") { $0.winRateTrades = 1_001 },
    ])
    func `refuses what no honest account could be run with, by name`(row: Case) throws {
        var parameters = Parameters()
        row.change(&parameters)
        let error = #expect(throws: ParameterError.self) { try parameters.validate() }
        #expect(error?.name == row.name)
        #expect(error?.description.hasPrefix("'\(row.name)' must be ") == true)
    }

    @Test(arguments: [
        Case("", "periods at their least") {
            ($0.fast, $0.slow, $0.rsiPeriod, $0.warmUp) = (1, 2, 1, 3)
        },
        Case("", "warmUp just above both") { ($0.rsiPeriod, $0.warmUp) = (30, 31) },
        Case("", "periods at their most") {
            ($0.fast, $0.slow, $0.rsiPeriod, $0.warmUp) = (999, 1_000, 1_000, 10_000)
        },
        Case("", "everything in the position, without a fee") {
            ($0.positionSize, $0.fee) = ("100", "0")
        },
        Case("", "the largest size that pays the fee") { $0.positionSize = "99.9000999" },
        Case("", "free trading") { ($0.fee, $0.slippage, $0.minimumNotional) = ("0", "0", "0") },
        Case("", "limits of a hundred percent") {
            ($0.maxDailyLoss, $0.maxDrawdown, $0.minWinRate) = ("100", "100", "100")
            $0.overbought = "100"
        },
        Case("", "no risk control at all") {
            ($0.maxDailyLoss, $0.maxDrawdown, $0.minWinRate) = (nil, nil, nil)
            $0.maxConsecutiveLosses = nil
        },
        Case("", "a far target") { $0.takeProfit = "10000" },
    ])
    func `takes what is unusual but possible`(row: Case) throws {
        var parameters = Parameters()
        row.change(&parameters)
        try parameters.validate()
    }
}
