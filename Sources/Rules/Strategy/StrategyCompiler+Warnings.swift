internal import Market
internal import Text

extension StrategyCompiler {
    /// What is odd about the strategy that was made.
    func warnings(of strategy: RuleStrategy) -> [RuleWarning] {
        var warnings = found
        let impossibility = Impossibility(strategy.terms)
        let origins = origins
        for (rule, source) in zip(strategy.rules, sources) {
            guard rule.purpose == .enter || rule.purpose == .exit, let part = rule.part,
                rule.purpose == .enter || strategy.terms[part.term].form != .truth(false),
                let finding = impossibility.finding(in: part.term)
            else { continue }
            let origin = origins.origin(of: finding.term)
            let span =
                origin?.isItself == true && origin?.place == source.place ? origin?.span : nil
            warnings.append(
                RuleWarning(
                    place: source.place, text: source.text,
                    Flaw(
                        span: span ?? 0..<source.text.utf8.count,
                        message: "nothing can make this true"
                            + (finding.term == part.term || span == nil
                                ? "" : ", and so its rule never holds"),
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
