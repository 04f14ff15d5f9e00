package import Rules

/// A strategy in text, compiled once and shared by all that ask it.
///
/// An object, so that a candle costs one reference and not copies of all that a strategy holds.
package final class TextStrategy: Sendable {
    package let rules: RuleStrategy
    package let plan: EvaluationPlan
    package let program: Program
    /// The numbers that its rules compare, each once, in their order.
    package let compared: [RulePart]
    /// What charts draw of them, in the order in which ``Strategy/series(over:)`` has their values.
    package let series: [ChartSeries]
    /// The values that its trader gives parameters; its rules have them put in.
    package let given: [String: ExactNumber]

    package init(_ rules: RuleStrategy, given: [String: ExactNumber] = [:]) {
        self.rules = rules
        self.given = given
        program = rules.program
        plan = rules.plan
        compared = rules.compared
        series = rules.chartSeries
    }

    /// The same strategies by one plan, which evaluates once what they have in common; `nil` where no
    /// plan says the same as each of their own.
    package static func joined(_ strategies: [TextStrategy]) -> [TextStrategy]? {
        RuleStrategy.joined(strategies.map(\.rules)).map { joined in
            zip(strategies, joined).map { TextStrategy($1, given: $0.given) }
        }
    }

    /// Whether they move the orders of an open position.
    package var movesOrders: Bool {
        if case .node = program.target { return true }
        return !program.trail.isEmpty
    }

    package var name: String { rules.name }

    /// The canonical text of a part; of one inside a rule over longer candles with their timeframe,
    /// which tells it from the same text over the trader's own.
    package func text(of part: RulePart) -> String {
        let text = rules.text(of: part)
        guard program.places.indices.contains(part.place),
            let timeframe = program.places[part.place].timeframe
        else { return text }
        let isOperator =
            switch rules.terms[part.term].form {
            case .infix, .negated, .not: true
            default: false
            }
        return "\(isOperator ? "(\(text))" : text)@\(timeframe.rawValue)"
    }

    package var needs: Int { rules.needs }
    package var warm: Int { rules.warm }
}

extension TextStrategy: Equatable {
    package static func == (left: TextStrategy, right: TextStrategy) -> Bool {
        left === right || left.rules == right.rules
    }
}
