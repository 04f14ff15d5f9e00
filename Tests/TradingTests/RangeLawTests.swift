import Market
import Seeds
import Testing

@testable import Trading

/// What holds at the ends of the number range, whatever an exchange tells and a person sets.
struct RangeLawTests {
    private static let candles = 80

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `no figure stops a trader, and its books balance`(batch: UInt64) throws {
        for seed in (batch * 50)..<(batch * 50 + 50) { try Self.hold(seed) }
    }

    @Test func `the series hold what they are made for`() throws {
        var (skips, sales, largest) = (0, 0, 0)
        for seed in 0..<400 as Range<UInt64> {
            let (state, events) = try Self.hold(seed)
            for case .skipped(.outOfRange(let side), _) in events {
                if side == .buy { skips += 1 } else { sales += 1 }
            }
            if state.record.drawdown.peak.units == .max { largest += 1 }
        }
        #expect(skips > 100 && sales > 100 && largest > 20)
    }

    @discardableResult
    private static func hold(_ seed: UInt64) throws -> (TraderState, [Event]) {
        var random = SplitMix64(seed: seed ^ 0xed9e)
        let parameters = parameters(using: &random)
        let step = Step(timeframe: .fiveMinutes, parameters: parameters)
        var state = TraderState(parameters)
        var all: [Event] = []
        var openTime = Timestamp(milliseconds: 0)
        var near = Price(units: edge(using: &random))
        for _ in 0..<candles {
            // Some series wander where one trade follows the other, others leap from end to end.
            if Int.random(in: 0..<4, using: &random) == 0 {
                near = Price(units: edge(using: &random))
            }
            let candle = candle(openTime, near: near, using: &random)
            openTime = candle.closeTime(.fiveMinutes)
            var events: [Event] = []
            try step.advance(&state, over: candle, events: &events)
            all += events
            try balance(state, parameters, seed)
        }
        return (state, all)
    }

    private static func balance(
        _ state: TraderState, _ parameters: Parameters, _ seed: UInt64
    ) throws {
        let (account, tally) = (state.account, state.record.tally)
        let outlay = try account.position?.outlay() ?? .zero
        let owned = Int128(account.balance.units) + Int128(outlay.units)
        let initial = Int128(parameters.initialBalance.units)
        let total = tally.grossProfit.units + tally.grossLoss.units
        try #require(owned == initial + total, "seed \(seed): the books balance")
        try #require(Int128(tally.totalPnL.units) == total, "seed \(seed): the total fits")
        try #require(account.balance >= .zero, "seed \(seed): no debt")
        let summary = try Summary(state, parameters)
        try #require(
            Int128(summary.equity.units)
                == initial + total + Int128(summary.unrealizedPnL.units),
            "seed \(seed): equity is the initial balance, the total and what is unrealized")
    }

    /// A positive number of units of any size, often at an end of the range.
    private static func edge(using random: inout SplitMix64) -> Int64 {
        let bits = Int64.random(in: 0...62, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return .max - Int64.random(in: 0...3, using: &random)
        case 1: return Int64.random(in: 1...3, using: &random)
        default: return (1 << bits) + Int64.random(in: 0..<(1 << bits), using: &random)
        }
    }

    private static func candle(
        _ openTime: Timestamp, near: Price, using random: inout SplitMix64
    ) -> Candle {
        let factors = (0..<4).map { _ in Double.random(in: 0.85...1.15, using: &random) }
        let prices = factors.map { factor in
            let units = near.doubleValue * factor * Double(Price.unitsPerOne)
            return Price(units: max(Int64(1), units < 9.2e18 ? Int64(units) : Int64.max))
        }
        let high = prices.max() ?? near
        return Candle(
            openTime: openTime, open: prices[0], high: high, low: prices.min() ?? near,
            close: prices[1], volume: .zero)
    }

    private static func parameters(using random: inout SplitMix64) -> Parameters {
        while true {
            var parameters = Parameters.random(using: &random)
            (parameters.fast, parameters.slow, parameters.rsiPeriod) = (1, 2, 2)
            (parameters.warmUp, parameters.overbought) = (3, "100")
            parameters.initialBalance = Money(units: edge(using: &random))
            if Bool.random(using: &random) { parameters.minimumNotional = .zero }
            if Bool.random(using: &random) {
                parameters.quantityStep = Quantity(units: edge(using: &random))
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                parameters.takeProfit = Percent(
                    units: Int64.random(in: 1...10_000_0000_0000, using: &random))
                parameters.stopLoss = Percent(
                    units: Int64.random(in: 1...99_9999_9999, using: &random))
                parameters.fee = Percent(units: Int64.random(in: 0...99_9999_9999, using: &random))
                parameters.positionSize = Percent(
                    units: Int64.random(in: 1...50_0000_0000, using: &random))
                parameters.slippage = Percent(
                    units: Int64.random(in: 0...99_9999_9999, using: &random))
            }
            if (try? parameters.validate()) != nil { return parameters }
        }
    }
}
