internal import Indicators
internal import Market
package import Trading

// What people are told of the strategy itself: which indicators there are, what they are called, how
// their values are spelled, and the rules that go by them.

extension Parameters {
    /// The fast average's name, `MA7`.
    package var fastName: String { "MA\(fast)" }
    /// The slow average's name, `MA25`.
    package var slowName: String { "MA\(slow)" }

    /// What leads to an order to buy: `MA7 crossed above MA25 with RSI under 70`.
    var entryRule: String { "\(fastName) crossed above \(slowName) with RSI under \(overbought)" }

    /// All rules in a line: `MA7/25 cross, RSI14 under 70, stop -2%, target +6%`.
    var rules: String {
        "\(fastName)/\(slow) cross, RSI\(rsiPeriod) under \(overbought), stop -\(stopLoss)%, target "
            + "+\(takeProfit)%"
    }

    /// What a trader that has nothing to report yet is going to do, a thought each.
    var explanations: [String] {
        [
            "Paper trading follows real prices with money that is not there. Nothing is bought, "
                + "so nothing can be lost, and every rule can be watched at work.",
            "No figures yet: the strategy first watches \(warmUp) closed candles. Only "
                + "then do its averages mean anything.",
            "What it waits for: \(fastName) crossing above \(slowName) at a candle's close while "
                + "RSI\(rsiPeriod) is under \(overbought). It then buys at the next open.",
            "What ends a position: a stop \(stopLoss)% below the entry, a target "
                + "\(takeProfit)% above it, or \(fastName) crossing back below \(slowName).",
            "Each fill costs \(fee)% in fees, and market orders slip "
                + "\(slippage)% against the trader. Paper without costs is a fairy tale.",
            "Losing trades will be reported here like winning ones. A record that shows only wins "
                + "is an advertisement.",
        ]
    }
}

extension TraderView {
    /// Both averages and by how much the fast one stands above the slow one, with as many digits as
    /// the last close; `nil` until both are warm.
    var averages: (fast: String, slow: String, difference: String)? {
        guard let close = state.lastClose, let fast = state.signals.fast.value,
            let slow = state.signals.slow.value, let difference = state.signals.difference
        else { return nil }
        return (
            Figures.average(fast.doubleValue, beside: close),
            Figures.average(slow.doubleValue, beside: close),
            Figures.signedAverage(difference, beside: close)
        )
    }

    /// The RSI; `nil` until it is warm.
    var rsi: String? { state.signals.rsi.value.map { Figures.decimal($0, digits: 1) } }
}

extension Reason {
    /// The reason as people say it.
    var words: String {
        switch self {
        case .signal: "the averages crossed back"
        case .stopLoss: "the stop was reached"
        case .takeProfit: "the target was reached"
        }
    }
}
