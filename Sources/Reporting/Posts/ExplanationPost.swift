internal import Market
package import Trading

extension PostWriter {
    /// What paper trading is and what the strategy waits for, while there is nothing to report.
    package func explanationPost(_ parameters: Parameters, turn: Int) -> Post {
        let texts = Self.explanations(parameters)
        return Post(
            kind: .explanation,
            body: body("📘 \(brand.name) PAPER TRADING", texts[Self.index(turn, of: texts.count)]),
            tail: tail(hashtags: brand.hashtags))
    }

    /// The place of a turn in a list that begins again when it is through.
    static func index(_ turn: Int, of count: Int) -> Int { ((turn % count) + count) % count }

    private static func explanations(_ parameters: Parameters) -> [String] {
        let (fast, slow) = (parameters.fastName, parameters.slowName)
        return [
            "Paper trading follows real prices with money that is not there. Nothing is bought, "
                + "so nothing can be lost, and every rule can be watched at work.",
            "No figures yet: the strategy first watches \(parameters.warmUp) closed candles. Only "
                + "then do its averages mean anything.",
            "What it waits for: \(fast) crossing above \(slow) at a candle's close while "
                + "RSI\(parameters.rsiPeriod) is under \(parameters.overbought). It then buys at the next open.",
            "What ends a position: a stop \(parameters.stopLoss)% below the entry, a target "
                + "\(parameters.takeProfit)% above it, or \(fast) crossing back below \(slow).",
            "Each fill costs \(parameters.fee)% in fees, and market orders slip "
                + "\(parameters.slippage)% against the trader. Paper without costs is a fairy tale.",
            "Losing trades will be reported here like winning ones. A record that shows only wins "
                + "is an advertisement.",
        ]
    }
}
