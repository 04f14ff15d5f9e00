package import Market

/// What a trader buys and sells by: its rules, and what sets its stop and target.
///
/// The step asks a strategy and its ``StrategyMemory`` and knows no indicator; nor does anybody else
/// outside the strategy's own files.
package enum Strategy: Equatable, Sendable {
    case crossover(Crossover)

    /// The rules of `ma-crossover`; `nil` where the strategy is another one.
    package var crossover: Crossover? {
        get {
            switch self {
            case .crossover(let rules): rules
            }
        }
        set { if let newValue { self = .crossover(newValue) } }
    }
}

extension Strategy {
    /// Refuses rules that no candle could be judged by.
    func validateRules(warmUp: Int) throws(ParameterError) {
        switch self {
        case .crossover(let rules): try rules.validateRules(warmUp: warmUp)
        }
    }

    /// Refuses a stop or a target that no price can reach.
    func validateExits() throws(ParameterError) {
        switch self {
        case .crossover(let rules): try rules.validateExits()
        }
    }

    /// Where a position that was bought at a price is given up, and where its gain is taken.
    ///
    /// - Throws: ``Overflow`` if one is out of range.
    func exits(of entry: Price) throws(Overflow) -> (stop: Price, target: Price) {
        switch self {
        case .crossover(let rules):
            (
                try entry.lowered(by: rules.stopLoss, rounded: .halfEven),
                try entry.raised(by: rules.takeProfit, rounded: .halfEven)
            )
        }
    }

    /// How far the stop lies below every entry; `nil` where it is not such a distance.
    package var stopPercent: Percent? {
        switch self {
        case .crossover(let rules): rules.stopLoss
        }
    }

    /// How far the target lies above every entry; `nil` where it is not such a distance.
    package var targetPercent: Percent? {
        switch self {
        case .crossover(let rules): rules.takeProfit
        }
    }
}

extension Strategy {
    /// The numbers of candles that its rules look back over.
    package var periods: [Int] {
        switch self {
        case .crossover(let rules): [rules.fast, rules.slow, rules.rsiPeriod]
        }
    }
}

// MARK: For charts

extension Strategy {
    /// How many candles before one its price lines need, to be known at it.
    package var lead: Int {
        switch self {
        case .crossover(let rules): rules.lead
        }
    }

    /// The prices that its rules are made of, as they stood after each of some candles; `nil` where
    /// one is not known yet.
    package func lines(over candles: some Sequence<Candle>) -> [[Double?]] {
        switch self {
        case .crossover(let rules): rules.averages(after: candles.lazy.map(\.close))
        }
    }
}

/// What a strategy remembers from candle to candle, and what it says of the last one.
package struct StrategyMemory: Equatable, Sendable {
    /// The indicators of `ma-crossover`.
    package var signals: Signals

    /// A memory that has seen nothing.
    package init(of strategy: Strategy) {
        switch strategy {
        case .crossover(let rules): signals = Signals(rules)
        }
    }

    package init(_ signals: Signals) { self.signals = signals }

    /// Takes a candle.
    @inline(__always)
    mutating func advance(over candle: Candle) { signals.next(candle.close) }

    /// Whether the last candle's close is one to sell at, where a position is held, or to buy at.
    @inline(__always)
    func decision(of strategy: Strategy, isHolding: Bool, mayBuy: Bool) -> Side? {
        switch strategy {
        case .crossover(let rules):
            if isHolding { return signals.crossedDown ? .sell : nil }
            return mayBuy && signals.crossedUp && signals.isUnder(rules.overbought) ? .buy : nil
        }
    }
}
