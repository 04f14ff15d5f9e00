package import Market
package import Rules

// What the parts of rules were after the last candle, for people.

extension RuleSignals {
    /// The value of a part of a rule: a number, or 1 and 0 of a condition; `nil` where it is unknown,
    /// as position words are in a rule that they say nothing in.
    package mutating func value(
        of part: RulePart, in purpose: StrategyRule.Purpose, of strategy: TextStrategy,
        holding position: Position?, at close: Price
    ) -> Double? {
        guard let node = part.node else { return nil }
        let words: PositionWords
        switch (purpose, position) {
        case (.enter, _): words = wordsOfFlat
        case (.exit, let held?), (.target, let held?), (.trail, let held?):
            words = self.words(of: held, at: close)
        case (.stop, let held?), (.size, let held?): words = .filled(at: held.entryPrice)
        case (_, nil): words = .none
        }
        return memory.value(of: node, words, strategy.plan)
    }

    /// The numbers that the rules compare, in their order; `nil` what is unknown.
    package func comparedValues(
        of strategy: TextStrategy, holding position: Position?, at close: Price
    ) -> [(part: RulePart, value: Double?)] {
        var copy = self
        let purpose: StrategyRule.Purpose = position == nil ? .enter : .exit
        return strategy.compared.map { part in
            (
                part,
                copy.value(of: part, in: purpose, of: strategy, holding: position, at: close)
            )
        }
    }
}
