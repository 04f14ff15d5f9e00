internal import Indicators
internal import Market
internal import Trading

// What the memory of a strategy has to agree with: the candles that it has seen.

extension StrategyMemory {
    /// What is impossible about it after the candles of a state; `nil` where nothing is.
    func flaw(after candles: Int, _ frame: RecordFrame) -> String? {
        switch frame.parameters.strategy {
        case .crossover(let rules):
            signals.map { $0.flaw(after: candles, of: rules, last: frame.close) }
                ?? "it has no state.signals"
        case .text: rules == nil ? "it has no state.rules" : nil
        }
    }

    /// Whether it remembers these as the last closes, as far as it remembers any.
    func agrees(with closes: some BidirectionalCollection<Price>) -> Bool {
        guard let window = signals?.slow.window else { return true }
        let count = min(window.count, closes.count)
        return window.suffix(count).elementsEqual(closes.suffix(count))
    }
}

extension Signals {
    /// What is impossible about them after so many candles; `nil` where nothing is.
    func flaw(after candles: Int, of rules: Crossover, last close: Price) -> String? {
        let changes = min(candles - 1, rules.rsiPeriod)
        let window = slow.window
        return firstFlaw(
            fast.period == rules.fast && slow.period == rules.slow
                && rsi.gain.period == rules.rsiPeriod
                && rsi.loss.period == rules.rsiPeriod
                ? nil : "the periods of state.signals are not those of the parameters",
            fast.window.count == min(candles, fast.period)
                && window.count == min(candles, slow.period)
                && window.suffix(fast.period).elementsEqual(fast.window)
                && window.last == close && window.allSatisfy { $0 > .zero }
                ? nil : "the windows of state.signals do not hold the last closes",
            rsi.last == close && rsi.gain.count == changes && rsi.loss.count == changes
                && Self.isReached(rsi, by: window)
                ? nil : "state.signals.rsi has not seen the closes",
            (previous != nil) == (candles > rules.slow)
                ? nil : "state.signals.previous is there before the averages, or not with them")
    }

    /// Whether both averages are at least what the closes that are kept make of nothing.
    private static func isReached(_ rsi: RelativeStrengthIndex, by window: [Price]) -> Bool {
        var (gain, loss) = (0.0, 0.0)
        let isSeeding = rsi.gain.count < rsi.period
        for (before, close) in zip(window, window.dropFirst()) {
            let change = Double(close.units) - Double(before.units)
            let parts = Double(rsi.period)
            gain = isSeeding ? gain + max(change, 0) : (gain * (parts - 1) + max(change, 0)) / parts
            loss =
                isSeeding ? loss + max(-change, 0) : (loss * (parts - 1) + max(-change, 0)) / parts
        }
        let least = 1 - 1e-9
        return rsi.gain.accumulated >= gain * least && rsi.loss.accumulated >= loss * least
    }
}
