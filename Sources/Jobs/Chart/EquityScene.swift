internal import Market
internal import Reporting
internal import Trading

/// A trader's equity over a window, picked out as the journal passes by.
///
/// The curve begins with the mark that stood when the window began: the last one before it, or the
/// initial balance at the open of the first candle after the warm-up.
struct EquityScene {
    private let timeframe: Timeframe
    private let warmUp: Int
    private let initialBalance: Money
    private let start: Timestamp?
    private(set) var curve: EquityCurve
    /// The last mark before the window.
    private var before: (equity: Money, price: Price)?

    /// Nothing yet of the window that begins at `start`, or with the record.
    init(_ settings: TraderSettings, from start: Timestamp?) {
        timeframe = settings.market.timeframe
        warmUp = settings.parameters.warmUp
        initialBalance = settings.parameters.initialBalance
        self.start = start
        curve = EquityCurve(
            name: settings.name, coin: settings.market.symbol.base,
            initialBalance: initialBalance)
    }

    /// Takes a candle, and the trader's state after it.
    mutating func take(_ candle: Candle, _ state: TraderState) {
        guard state.candles > warmUp else { return }
        take(candle, equity: state.record.drawdown.equity)
    }

    /// Takes a candle after the warm-up, and the mark at its close.
    mutating func take(_ candle: Candle, equity: Money) {
        let time = candle.closeTime(timeframe)
        if let start, time <= start {
            before = (equity, candle.close)
            return
        }
        if curve.isEmpty {
            let first = before ?? (initialBalance, candle.open)
            let moment = before == nil ? candle.openTime : start ?? candle.openTime
            curve.add(moment, first.equity, price: first.price)
        }
        curve.add(time, equity, price: candle.close)
    }
}
