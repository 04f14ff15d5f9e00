import Market
import Seeds
import Trading

@testable import Reporting

/// A trader that lived through random candles, and the charts of what it did.
struct ChartedWalk {
    let market: Market
    let parameters: Parameters
    let candles: [Candle]
    /// Each trade, and the position that it was.
    private(set) var trades: [(trade: Trade, position: Position)] = []
    /// The equity after each candle past the warm-up.
    private(set) var marks: [(time: Timestamp, equity: Money, price: Price)] = []
    private(set) var position: Position?

    init(seed: UInt64, count: Int = 500) throws {
        var random = SplitMix64(seed: seed)
        let timeframe = Timeframe.allCases.randomElement(using: &random) ?? .fiveMinutes
        market = Market(exchange: .sim, symbol: try Symbol("BTC/USDT"), timeframe: timeframe)
        var parameters = Parameters()
        parameters.fast = Int.random(in: 1...10, using: &random)
        parameters.slow = parameters.fast + Int.random(in: 1...20, using: &random)
        parameters.warmUp = 40
        parameters.overbought = "100"
        parameters.quantityStep = "0.00000001"
        parameters.minimumNotional = "0"
        parameters.stopLoss = ["0.5", "2", "40"].randomElement(using: &random) ?? "2"
        parameters.takeProfit = ["1", "6", "90"].randomElement(using: &random) ?? "6"
        (parameters.maxDailyLoss, parameters.maxConsecutiveLosses) = (nil, nil)
        (parameters.minWinRate, parameters.maxDrawdown) = (nil, nil)
        self.parameters = parameters
        var walk = RandomWalk(seed: seed, timeframe: timeframe)
        candles = walk.candles(count)
        try live()
    }

    private mutating func live() throws {
        let step = Step(timeframe: market.timeframe, parameters: parameters)
        var state = TraderState(parameters)
        for candle in candles {
            var events: [Event] = []
            try step.advance(&state, over: candle, events: &events)
            for event in events {
                if case .opened(let opened) = event { position = opened }
                if case .closed(let trade) = event, let held = position {
                    trades.append((trade, held))
                    position = nil
                }
            }
            guard state.candles > parameters.warmUp else { continue }
            let equity = state.record.drawdown.equity
            marks.append((candle.closeTime(market.timeframe), equity, candle.close))
        }
    }

    func chart(_ trade: Trade? = nil, _ position: Position? = nil) -> TradeChart {
        TradeChart(
            trader: "careful", market: market, candles: candles,
            strategy: parameters.strategy,
            position: position, trade: trade)
    }
}
