internal import Market
internal import Text

extension StrategyCompiler {
    /// What is odd about the strategy that was made.
    func warnings(of strategy: RuleStrategy) -> [RuleWarning] {
        var warnings = found
        let impossibility = Impossibility(strategy.terms)
        for (rule, source) in zip(strategy.rules, sources) {
            guard rule.purpose == .enter || rule.purpose == .exit, let part = rule.part,
                rule.purpose == .enter || strategy.terms[part.term].form != .truth(false),
                let finding = impossibility.finding(in: part.term)
            else { continue }
            let culprit = TermSpelling.text(of: finding.term, in: strategy.terms)
            let isWhole = finding.term == part.term
            warnings.append(
                RuleWarning(
                    place: source.place, text: source.text,
                    Flaw(
                        span: 0..<source.text.utf8.count,
                        message: "nothing can make this true"
                            + (isWhole
                                ? "" : ", for the part '\(excerpt(of: culprit, atMost: 80))'"),
                        hint: finding.hint)))
        }
        let place = "strategies.\(excerpt(of: name)).parameters"
        let named = sources.map(\.text).filter { $0.trimmingWhitespace.hasSuffix("%") }
            .map { String($0.trimmingWhitespace.dropLast()).trimmingWhitespace }
        for name in parameters.keys.sorted()
        where !expander.used.contains(name) && !named.contains(name) {
            warnings.append(
                RuleWarning(
                    place: place, text: name,
                    Flaw(span: 0..<name.utf8.count, message: "no rule uses '\(name)'")))
        }
        return warnings
    }
}
