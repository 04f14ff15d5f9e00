internal import Market
internal import Rules
package import Trading

/// What people are told of a strategy: each kind of strategy says it in the words of its own rules.
protocol StrategyWords {
    /// What the strategy is called where people are told; `nil` of the one that everybody has who
    /// names none.
    var strategyName: String? { get }
    /// All rules in a line.
    var rules: String { get }
    /// What leads to an order to buy, as something that has happened.
    var entryRule: String { get }
    /// What leads to an order to sell, as something that has happened.
    var exitRule: String { get }
    /// What ends a position, apart from stop and target, as something to come; `nil` where nothing
    /// does.
    var exitCondition: String? { get }
    /// How a position that its rules sold came to its end, by the rule of this name where it has one.
    func exitReason(tag: Tag?) -> String
    /// What a person is told who has not met the strategy yet: what it waits for and what ends a
    /// position, a sentence or two each.
    var introduction: [String] { get }
    /// What the warm-up is for: `do its averages mean anything`.
    var purposeOfWarmUp: String { get }
    /// What a picture shows besides candles: `two moving averages`.
    var lineWords: String { get }
    /// What such lines are called, many of them: `averages`.
    var linesWord: String { get }

    /// What its rules read after the last candle, under names; what is not warm is left out.
    var readings: [Figure] { get }
    /// The same in rows of a table.
    var readingRows: [[Figure]] { get }
    /// What posts tell of them; `nil` where they tell nothing.
    var readingsInPost: String? { get }
    /// The same for a line about a tick.
    var readingsInLine: [String] { get }
    /// What a trader that holds nothing waits for: `waits for …`.
    var waitsToBuy: String { get }
    /// What its rules saw on the last candle, a sentence or two each.
    ///
    /// `closeBefore` is the close of the candle that lies one before all those it remembers.
    func observations(closeBefore: Price?) -> [String]
    /// What kept it from buying on the last candle.
    var obstacles: [String] { get }
    /// What made it buy or sell, by the rule of this name where it has one.
    func cause(of side: Side, tag: Tag?) -> String
    /// Why it did not sell on the last candle.
    var reasonToHold: String { get }
    /// The rules as trees of their parts, with what each was; empty where they are told in sentences.
    var tree: [RuleTreeLine] { get }
}

extension Parameters {
    /// The strategy's words where there is no candle to tell of.
    var words: any StrategyWords {
        switch strategy {
        case .crossover(let rules): CrossoverWords(rules: rules)
        case .text(let text): RuleWords(of: text)
        }
    }
}

extension TraderView {
    /// The strategy's words.
    var words: any StrategyWords {
        switch parameters.strategy {
        case .crossover(let rules):
            CrossoverWords(rules: rules, signals: state.strategy.signals, close: state.lastClose)
        case .text(let text):
            RuleWords(
                of: text, signals: state.strategy.rules, holding: position,
                close: state.lastClose)
        }
    }
}

extension Strategy {
    /// The names of what charts draw of it, in the order of ``series(over:)``.
    package var lineNames: [String] {
        switch self {
        case .crossover(let rules): [rules.fastName, rules.slowName]
        case .text(let text):
            FamiliarSpelling.labels(of: text.series.flatMap(\.parts), in: text)
        }
    }
}

extension Parameters {
    /// What a trader that has nothing to report yet is going to do, a thought each.
    var explanations: [String] {
        [
            "Paper trading follows real prices with money that is not there. Nothing is bought, "
                + "so nothing can be lost, and every rule can be watched at work.",
            "No figures yet: the strategy first watches \(warmUp) closed candles. Only "
                + "then \(words.purposeOfWarmUp).",
        ] + words.introduction + [
            "Each fill costs \(fee)% in fees, and market orders slip "
                + "\(slippage)% against the trader. Paper without costs is a fairy tale.",
            "Losing trades will be reported here like winning ones. A record that shows only wins "
                + "is an advertisement.",
        ]
    }
}

extension Trade {
    /// Why it ended, as people say it of a position by some strategy.
    func reasonWords(by strategy: any StrategyWords) -> String {
        switch reason {
        case .signal: strategy.exitReason(tag: exitTag)
        case .stopLoss: "the stop was reached"
        case .trailingStop: "the raised stop was reached"
        case .takeProfit: "the target was reached"
        }
    }
}

extension Trade {
    /// The reason as the record has it, and the rule that sold where it has a name: `SIGNAL late`.
    var taggedReason: String {
        ([reason.rawValue] + [exitTag].compactMap { $0?.description }).joined(separator: " ")
    }

    /// The names of the rules that it was bought and sold by; `nil` where neither has one.
    var tagWords: String? {
        let words = [entryTag.map { "bought by \($0)" }, exitTag.map { "sold by \($0)" }]
            .compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
