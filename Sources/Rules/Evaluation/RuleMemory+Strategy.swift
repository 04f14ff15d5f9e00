package import Market

// What the step calls: a memory and the strategy that it belongs to.

extension RuleMemory {
    /// A memory of a strategy that has seen nothing.
    package init(for strategy: RuleStrategy) { self.init(for: strategy.plan) }

    /// The memory that wrote these ``words``; `nil` where no memory of the strategy can have written
    /// them.
    package init?(words: [UInt64], for strategy: RuleStrategy) {
        self.init(words: words, for: strategy.plan)
    }

    /// Takes one closed candle of the trader's timeframe.
    package mutating func consume(_ candle: Candle, of strategy: borrowing RuleStrategy) {
        consume(candle, of: strategy.plan)
    }

    /// Which of its `enter` rules holds first, by its number; its tag may be `nil` all the same.
    package mutating func enter(
        of strategy: borrowing RuleStrategy, _ position: PositionWords
    ) -> Int? {
        first(thatHoldsOf: strategy.program.enter, position, strategy.plan)
    }

    /// Which of its `exit` rules holds first, by its number.
    package mutating func exit(
        of strategy: borrowing RuleStrategy, _ position: PositionWords
    ) -> Int? {
        first(thatHoldsOf: strategy.program.exit, position, strategy.plan)
    }

    /// What a stop or a target is: `nil` inside ``Answer/price(_:)`` where it is unknown.
    package mutating func answer(
        _ level: Level, of strategy: borrowing RuleStrategy, _ position: PositionWords
    ) -> Answer {
        switch level {
        case .none: .none
        case .percent(let percent): .percent(percent)
        case .node(let node): .price(price(of: node, position, strategy.plan))
        }
    }

    /// What a stop or a target is at a moment.
    package enum Answer: Equatable, Sendable {
        case none
        case percent(Percent)
        /// `nil` where the price is unknown or out of range.
        case price(Price?)
    }

    /// The highest price of its `trail` that is known.
    package mutating func trail(
        of strategy: borrowing RuleStrategy, _ position: PositionWords
    ) -> Price? {
        highestPrice(of: strategy.program.trail, position, strategy.plan)
    }

    /// Its size, rounded down to 8 digits, where it is an expression that is known and above 0.
    package mutating func size(
        of strategy: borrowing RuleStrategy, _ position: PositionWords
    ) -> Percent? {
        switch strategy.program.size {
        case .none: nil
        case .percent(let percent): percent
        case .node(let node): percent(of: node, position, strategy.plan)
        }
    }

    /// The value of a node of the strategy; conditions are 1 or 0; `nil` where it is unknown.
    package mutating func value(
        of node: NodeIndex, _ position: PositionWords, of strategy: borrowing RuleStrategy
    ) -> Double? {
        value(of: node, position, strategy.plan)
    }
}
