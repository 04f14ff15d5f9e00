internal import Market
internal import Rules

/// A number that a strategy's rules compare, as it was after the last candle.
package struct ComparedValue: Equatable, Sendable {
    /// The part of a rule that it is the value of, in the canonical spelling.
    package let text: String
    /// `nil` where it is unknown.
    package let value: Double?
}

extension TraderState {
    /// The numbers that the rules of a trader's strategy compare, each once, in their order.
    package func comparedValues(of strategy: Strategy) -> [ComparedValue] {
        switch strategy {
        case .crossover(let rules):
            return rules.comparedValues(self.strategy.figures)
        case .text(let text):
            guard let signals = self.strategy.rules, let lastClose else {
                return text.compared.map { ComparedValue(text: text.text(of: $0), value: nil) }
            }
            let values = signals.comparedValues(
                of: text, holding: account.position, at: lastClose)
            return values.map { ComparedValue(text: text.text(of: $0.part), value: $0.value) }
        }
    }
}

extension Crossover {
    /// What its rules in text would compare: the same figures, under the same names.
    fileprivate func comparedValues(_ figures: IndicatorFigures) -> [ComparedValue] {
        [
            ComparedValue(text: "sma(close, \(fast))", value: figures.shortMA),
            ComparedValue(text: "sma(close, \(slow))", value: figures.longMA),
            ComparedValue(text: "rsi(close, \(rsiPeriod))", value: figures.rsi),
        ]
    }
}
