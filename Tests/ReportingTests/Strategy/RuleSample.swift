import Market
import Rules
import Seeds
import Trading

@testable import Reporting

/// A trader with a strategy in text, lived through random candles.
struct RuleSample {
    let parameters: Parameters
    let market: Market
    let candles: [Candle]
    private(set) var state: TraderState
    /// Each position as it was opened, and the trade it ended with.
    private(set) var holdings: [(position: Position, trade: Trade?)] = []
    /// Stop and target after each candle that a position was held at the close of.
    private(set) var course: [(close: Timestamp, stop: Price?, target: Price?)] = []

    init(
        _ text: StrategyText, seed: UInt64 = 3, count: Int = 600, warmUp: Int = 120,
        timeframe: Timeframe = .fiveMinutes
    ) throws {
        market = Market(exchange: .sim, symbol: try Symbol("BTC/USDT"), timeframe: timeframe)
        var parameters = Parameters()
        parameters.strategy = .text(TextStrategy(try RuleStrategy(text, timeframe: timeframe)))
        parameters.warmUp = warmUp
        (parameters.maxDailyLoss, parameters.maxConsecutiveLosses) = (nil, nil)
        (parameters.minWinRate, parameters.maxDrawdown) = (nil, nil)
        parameters.quantityStep = "0.00000001"
        parameters.minimumNotional = "0"
        self.parameters = parameters
        candles = RandomCandles.array(seed: seed, timeframe: timeframe, count: count)
        state = TraderState(parameters)
        let step = Step(timeframe: timeframe, parameters: parameters)
        for candle in candles {
            var events: [Event] = []
            try step.advance(&state, over: candle, events: &events)
            for event in events {
                if case .opened(let position) = event { holdings.append((position, nil)) }
                if case .closed(let trade) = event { holdings[holdings.count - 1].trade = trade }
            }
            if let position = state.account.position {
                course.append(
                    (candle.closeTime(timeframe), position.stop, position.target))
            }
        }
    }

    func view() throws -> TraderView {
        TraderView(
            name: "texted", market: market, parameters: parameters, state: state,
            summary: try Summary(state, parameters))
    }

    /// A strategy with all that words have to tell of.
    static let channel = StrategyText(
        name: "channel",
        enter: [
            TaggedText(tag: "breakout", "close > highest(high, 20)[1] and volume >= 0"),
            TaggedText(tag: "dip", "rsi(close, 2) < 3"),
        ],
        exit: [
            TaggedText(tag: "channel", "close < lowest(low, 10)[1]"),
            TaggedText(tag: "late", "bars_held >= 30 and profit_percent < 1"),
        ],
        stop: "entry_price - 2 * atr(14)",
        target: "if(bars_held < 5, entry_price * 1.06, entry_price * 1.01)",
        trail: ["peak - 3 * atr(14)"])
}
