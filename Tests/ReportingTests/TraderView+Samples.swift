import Indicators
import Market
import Trading

@testable import Reporting

/// A trader to be told about: flat, its averages at 113,600 and 113,500, RSI 55, no trade yet.
struct Sample {
    static let asOf = Timestamp(milliseconds: 1_760_130_900_000)

    var name = "binance"
    var exchange = Exchange.binance
    var parameters = Parameters()
    var state: TraderState

    init() {
        state = TraderState(parameters)
        state.candles = 812
        state.lastOpenTime = Self.asOf.advanced(byMilliseconds: -300_000)
        state.lastClose = Price(units: 113_587_9900_0000)
        set(fast: 113_600, slow: 113_500)
    }

    mutating func set(fast: Int64, slow: Int64) {
        state.strategy.signals = Signals(
            fast: SimpleMovingAverage(
                period: 7, window: repeatElement(Price(units: fast * 100_000_000), count: 7)),
            slow: SimpleMovingAverage(
                period: 25, window: repeatElement(Price(units: slow * 100_000_000), count: 25)),
            rsi: RelativeStrengthIndex(
                gain: WilderAverage(period: 14, count: 14, accumulated: 11),
                loss: WilderAverage(period: 14, count: 14, accumulated: 9), last: nil),
            previous: nil)
    }

    /// Long at 113,000 with its protective prices; the books balance.
    mutating func open() throws {
        let position = Position(
            entryPrice: Price(units: 113_000_0000_0000), quantity: Quantity(units: 265_4000),
            cost: Money(units: 2_999_0200_0000), entryFee: Money(units: 2_9990_2000),
            stop: Price(units: 110_740_0000_0000), target: Price(units: 119_780_0000_0000),
            openTime: Self.asOf.advanced(byMilliseconds: -900_000), entryReason: .signal)
        state.account.balance = try state.account.balance - position.outlay()
        state.account.position = position
        try mark()
    }

    /// Won once and lost twice; down by 49.75.
    mutating func trade() throws {
        state.record.tally.wins = 1
        state.record.tally.losses = 2
        state.record.tally.grossProfit = MoneySum(units: 80_2500_0000)
        state.record.tally.grossLoss = MoneySum(units: -130_0000_0000)
        state.account.balance = Money(units: 9_950_2500_0000)
        try mark()
    }

    mutating func pause() {
        state.risk.pausedUntil = Timestamp(milliseconds: 1_760_140_800_000)
        state.risk.pauseReasons = [.losingStreak, .dailyLoss]
    }

    private mutating func mark() throws {
        guard let close = state.lastClose else { return }
        state.record.drawdown.equity = state.account.equity(at: close)
        state.record.drawdown.maximumPercent = 1.25
    }

    func view() throws -> TraderView {
        TraderView(
            name: name,
            market: Market(
                exchange: exchange, symbol: try Symbol("BTC/USDT"), timeframe: .fiveMinutes),
            parameters: parameters, state: state, summary: try Summary(state, parameters))
    }
}
