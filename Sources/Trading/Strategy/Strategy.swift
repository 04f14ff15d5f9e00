package import Market
package import Rules

/// What a trader buys and sells by: its rules, and what sets its size, stop and target.
///
/// The step asks a strategy and its ``StrategyMemory`` and knows no indicator; nor does anybody else
/// outside the strategy's own files.
package enum Strategy: Equatable, Sendable {
    /// `ma-crossover`, in a form of its own that is faster than its text and equal to it.
    case crossover(Crossover)
    /// Rules in text.
    case text(TextStrategy)

    /// The name of the built-in strategy that a trader has who names none.
    package static let defaultName = "ma-crossover"

    /// What people call it.
    package var name: String {
        switch self {
        case .crossover: Self.defaultName
        case .text(let text): text.name
        }
    }

    /// Whether any of its rules has a name, which trades tell as a tag.
    package var hasNamedRules: Bool {
        guard let program = text?.program else { return false }
        return (program.enter + program.exit).contains { $0.tag != nil }
    }

    /// The rules of `ma-crossover`; `nil` where the strategy is another one.
    package var crossover: Crossover? {
        get { if case .crossover(let rules) = self { rules } else { nil } }
        set { if let newValue { self = .crossover(newValue) } }
    }

    /// The rules in text; `nil` where the strategy is `ma-crossover`.
    package var text: TextStrategy? {
        if case .text(let rules) = self { rules } else { nil }
    }
}

extension Strategy {
    /// Refuses rules that no candle could be judged by, or that so short a warm-up does not warm.
    func validateRules(warmUp: Int) throws(ParameterError) {
        switch self {
        case .crossover(let rules): try rules.validateRules(warmUp: warmUp)
        case .text(let rules):
            try require(
                warmUp >= rules.needs, "warmUp",
                "at least \(rules.needs), which the rules of '\(rules.name)' need")
        }
    }

    /// The longest warm-up that there may be.
    var longestWarmUp: Int {
        switch self {
        case .crossover: 10_000
        case .text: 100_000
        }
    }

    /// Refuses a stop or a target that no price can reach.
    func validateExits() throws(ParameterError) {
        switch self {
        case .crossover(let rules): try rules.validateExits()
        // They were judged when the rules were compiled.
        case .text: break
        }
    }

    /// The part of the balance that every position is bought for; `nil` where each is asked for anew.
    package func fixedSize(_ parameters: Parameters) -> Percent? {
        guard let text else { return parameters.positionSize }
        switch text.program.size {
        case .none: return parameters.positionSize
        case .percent(let percent): return percent
        case .node: return nil
        }
    }

    /// Where a file says that part: in a strategy's rules, or among a trader's keys.
    package var nameOfFixedSize: String {
        guard let text, text.program.size.percent != nil else { return "positionSizePercent" }
        return "strategies.\(text.name).size"
    }

    /// The names that a trade can get by the rules that buy, or by those that sell; `nil` among them
    /// where one has none.
    package func tags(of side: Side) -> [Tag?] {
        guard let text else { return [nil] }
        return (side == .buy ? text.program.enter : text.program.exit).map(\.tag)
    }

    /// How far the stop lies below every entry; `nil` where it is not such a distance.
    package var stopPercent: Percent? {
        switch self {
        case .crossover(let rules): rules.stopLoss
        case .text(let rules): rules.program.stop.percent
        }
    }

    /// How far the target lies above every entry; `nil` where it is not such a distance.
    package var targetPercent: Percent? {
        switch self {
        case .crossover(let rules): rules.takeProfit
        case .text(let rules): rules.program.target.percent
        }
    }
}

extension Parameters {
    /// The largest part of the balance that a position can be bought for.
    package var maximumPositionSize: Percent { strategy.fixedSize(self) ?? largestSize }
}

extension Level {
    var percent: Percent? { if case .percent(let percent) = self { percent } else { nil } }
}

extension Strategy {
    /// The numbers of candles that its rules look back over, as far as it has such numbers.
    package var periods: [Int] {
        switch self {
        case .crossover(let rules): [rules.fast, rules.slow, rules.rsiPeriod]
        case .text: []
        }
    }
}
