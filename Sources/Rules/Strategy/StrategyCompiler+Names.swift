internal import Text

extension StrategyCompiler {
    mutating func takeParameters(
        of text: StrategyText, given: [String: ExactNumber], _ place: String
    ) {
        var values: [String: ExactNumber] = [:]
        for parameter in text.parameters {
            let name = parameter.name
            let span = 0..<name.utf8.count
            check(at: "\(place).parameters", name) { () throws(Flaw) in
                try Names.check(name, as: "parameter", in: name)
                guard !Names.traderKeys.contains(name) else {
                    throw Flaw(
                        span: span,
                        message: "'\(name)' is a key of every trader, and so no parameter",
                        hint: "give the parameter another name: my_\(name)")
                }
                guard values[name] == nil else {
                    throw Flaw(span: span, message: "there are two parameters '\(name)'")
                }
            }
            // Rules that use it are no more wrong for its name.
            values[name] = parameter.value
        }
        for name in given.keys.sorted() {
            check(at: place, name) { () throws(Flaw) in
                guard values[name] == nil else { return }
                let known = text.parameters.map(\.name)
                throw Flaw(
                    span: 0..<name.utf8.count,
                    message: "the strategy has no parameter '\(excerpt(of: name))'",
                    hint: known.isEmpty ? "it has none" : hint(forUnknown: name, among: known))
            }
            values[name] = given[name]
        }
        parameters = values
    }

    mutating func checkTags(_ rules: [TaggedText], _ place: String) {
        var seen: Set<String> = []
        for tag in rules.compactMap(\.tag) {
            let isNew = seen.insert(tag).inserted
            check(at: place, tag) { () throws(Flaw) in
                let span = 0..<tag.utf8.count
                try Names.checkSpelling(tag, as: "tag", at: span)
                guard isNew else {
                    throw Flaw(span: span, message: "there are two rules '\(tag)'")
                }
            }
        }
    }
}
