internal import Market
internal import Text

extension StrategyCompiler {
    static func values(
        of text: StrategyText, given: [String: ExactNumber], _ place: String
    ) throws(RuleError) -> [String: ExactNumber] {
        var values: [String: ExactNumber] = [:]
        for parameter in text.parameters {
            let name = parameter.name
            try RuleError.placing(at: "\(place).parameters", name) { () throws(Flaw) in
                try Names.check(name, as: "parameter", in: name)
                guard !Names.traderKeys.contains(name) else {
                    throw Flaw(
                        span: 0..<name.utf8.count,
                        message: "'\(name)' is a key of every trader, and so no parameter")
                }
                guard values[name] == nil else {
                    throw Flaw(
                        span: 0..<name.utf8.count, message: "there are two parameters '\(name)'")
                }
            }
            values[name] = parameter.value
        }
        for name in given.keys.sorted() {
            guard values[name] != nil else {
                let known = text.parameters.map(\.name)
                throw RuleError(
                    place: place, text: name,
                    Flaw(
                        span: 0..<name.utf8.count,
                        message: "the strategy has no parameter '\(excerpt(of: name))'",
                        hint: known.isEmpty
                            ? "it has none" : hint(forUnknown: name, among: known)))
            }
            values[name] = given[name]
        }
        return values
    }

    static func checkTags(
        _ rules: [TaggedText], _ place: String
    ) throws(RuleError) {
        var seen: Set<String> = []
        for rule in rules {
            guard let tag = rule.tag else { continue }
            try RuleError.placing(at: place, tag) { () throws(Flaw) in
                try Names.checkSpelling(tag, as: "tag", at: 0..<tag.utf8.count)
                guard seen.insert(tag).inserted else {
                    throw Flaw(
                        span: 0..<tag.utf8.count, message: "there are two rules '\(tag)'")
                }
            }
        }
    }
}
