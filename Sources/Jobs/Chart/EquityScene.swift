internal import Market
internal import Record
internal import Reporting
internal import Trading

/// A trader's equity over a window, picked out as the journal passes by.
///
/// The curve begins with the mark that stood when the window began: the last one before it, or the
/// initial balance at the open of the first candle after the warm-up.
struct EquityScene {
    private let settings: TraderSettings
    private let start: Timestamp?
    private(set) var curve: EquityCurve
    /// The last mark before the window.
    private var before: (equity: Money, price: Price)?

    /// Nothing yet of the window that begins at `start`, or with the record.
    init(_ settings: TraderSettings, from start: Timestamp?, place: Int = 0) {
        self.settings = settings
        self.start = start
        curve = EquityCurve(
            name: settings.name, coin: settings.market.symbol.base,
            initialBalance: settings.parameters.initialBalance)
        curve.place = place
    }

    /// Takes a candle, and the trader's state after it.
    mutating func consume(_ candle: Candle, _ state: TraderState) {
        guard state.candles > settings.parameters.warmUp else { return }
        let equity = state.record.drawdown.equity
        let time = candle.closeTime(settings.market.timeframe)
        if let start, time <= start {
            before = (equity, candle.close)
            return
        }
        if curve.isEmpty {
            if let before, let start {
                curve.add(start, before.equity, price: before.price)
            } else {
                curve.begin(with: candle)
            }
        }
        curve.add(time, equity, price: candle.close)
    }
}
