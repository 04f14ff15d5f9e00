import Market
import Seeds
import Testing

@testable import Trading

struct CoarsenessTests {
    private static func parameters(
        stop: Percent = "2", target: Percent = "6", slippage: Percent = "0"
    ) -> Parameters {
        var parameters = Parameters()
        (parameters.stopLoss, parameters.takeProfit) = (stop, target)
        parameters.slippage = slippage
        return parameters
    }

    // By hand: half a unit of 10⁻⁸ is a tenth of 5 units, and 2 % of 0.0000025 are 5 units.
    @Test func `a stop or target keeps within a tenth of itself`() {
        #expect(Coarseness.exit(Self.parameters(), at: "0.0000025") == nil)
        let stop = Coarseness.exit(Self.parameters(), at: "0.00000249")
        #expect(stop?.name == "stopLossPercent" && stop?.percent == "2")
        let target = Self.parameters(stop: "50", target: "1")
        #expect(Coarseness.exit(target, at: "0.000005") == nil)
        #expect(Coarseness.exit(target, at: "0.00000499")?.name == "takeProfitPercent")
        // 2 % of 25 units are half a unit, and half a unit more is 4 % of them.
        #expect(Coarseness.exit(Self.parameters(), at: "0.00000025")?.worst == 4)
    }

    // By hand: a unit is a tenth of 10 units, and 0.03 % of 0.00033334 are 10.0002 units.
    @Test func `slippage keeps within a tenth of itself where a trader begins`() {
        let parameters = Self.parameters(slippage: "0.03")
        #expect(Coarseness.beginning(parameters, at: "0.00033334") == nil)
        let coarse = Coarseness.beginning(parameters, at: "0.00033333")
        #expect(coarse?.name == "slippagePercent" && coarse?.percent == "0.03")
        #expect(Coarseness.beginning(Self.parameters(), at: "0.0000025") == nil)
        #expect(Coarseness.beginning(parameters, at: "0.00000001")?.name == "stopLossPercent")
    }

    // By hand: a unit is half of 2 units, and 0.03 % of 0.00006667 are 2.0001 units.
    @Test func `a trader that goes on is warned from half again on`() {
        let parameters = Self.parameters(slippage: "0.03")
        #expect(Coarseness.running(parameters, at: "0.00006667") == nil)
        #expect(Coarseness.running(parameters, at: "0.00006666")?.name == "slippagePercent")
        #expect(Coarseness.running(parameters, at: "0.00000001")?.name == "stopLossPercent")
    }

    /// What is let through is right: the fills of a trader that may begin are within a tenth.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func `whoever may begin is stopped, paid and slipped as the parameters say`(
        seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<20 {
            func percent(_ most: Int64) -> Percent {
                Percent(units: Int64.random(in: 1...most, using: &random))
            }
            let parameters = Self.parameters(
                stop: percent(50_0000_0000), target: percent(100_0000_0000),
                slippage: percent(5_0000_0000))
            let price = Price(units: Int64.random(in: 1...1_000_000, using: &random))
            guard Coarseness.beginning(parameters, at: price) == nil else { continue }
            let fills = FillModel(parameters: parameters)
            for (filled, percent) in [
                (try fills.buyPrice(at: price), parameters.slippage),
                (try fills.sellPrice(at: price, for: .stopLoss), parameters.slippage),
                (
                    try price.lowered(by: parameters.stopLoss, rounded: .halfEven),
                    parameters.stopLoss
                ),
                (
                    try price.raised(by: parameters.takeProfit, rounded: .halfEven),
                    parameters.takeProfit
                ),
            ] {
                let distance = Double(abs(filled.units - price.units))
                let meant = Double(price.units) * percent.doubleValue / 100
                #expect(abs(distance - meant) <= 0.1 * meant + 1e-6, "seed \(seed), at \(price)")
            }
        }
    }
}
