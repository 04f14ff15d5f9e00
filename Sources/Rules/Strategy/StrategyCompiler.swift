internal import Market
internal import Text

/// Makes a strategy of its texts.
struct StrategyCompiler {
    let name: String
    let timeframe: Timeframe?
    let isCanonical: Bool
    let sources: [Source]
    var require: String?
    var parameters: [String: ExactNumber] = [:]
    var expander: Expander
    var found: [RuleWarning] = []

    /// A rule's text, what it is for, and where it stands.
    struct Source {
        let purpose: StrategyRule.Purpose
        let tag: String?
        let text: String
        let place: String
    }

    /// A rule as it was read: a term, or a percentage.
    struct Reading {
        let source: Source
        var term: TermIndex?
        var percent: Percent?
    }

    init(
        _ text: StrategyText, functions: FunctionLibrary, parameters: [String: ExactNumber],
        timeframe: Timeframe?
    ) throws(RuleError) {
        name = text.name
        self.timeframe = timeframe
        isCanonical = false
        require = text.require
        let place = "strategies.\(excerpt(of: text.name))"
        try RuleError.placing(at: place, text.name) { () throws(Flaw) in
            try Names.checkStrategyName(text.name)
        }
        let values = try Self.values(of: text, given: parameters, place)
        self.parameters = values
        expander = Expander(functions: functions, parameters: values.mapValues(\.double))
        try Self.checkTags(text.enter, "\(place).enter")
        try Self.checkTags(text.exit, "\(place).exit")
        sources = Self.sources(
            enter: text.enter, exit: text.exit, stop: text.stop, target: text.target,
            trail: text.trail, size: text.size, place)
    }

    init(
        _ canonical: CanonicalStrategy, name: String, timeframe: Timeframe?
    ) throws(RuleError) {
        self.name = name
        self.timeframe = timeframe
        isCanonical = true
        expander = Expander(functions: .none, parameters: [:])
        if !name.isEmpty {
            try RuleError.placing(at: "strategy.name", name) { () throws(Flaw) in
                try Names.checkStrategyName(name)
            }
        }
        try Self.checkTags(canonical.enter, "strategy.enter")
        try Self.checkTags(canonical.exit, "strategy.exit")
        sources = Self.sources(
            enter: canonical.enter, exit: canonical.exit, stop: canonical.stop,
            target: canonical.target, trail: canonical.trail, size: canonical.size,
            "strategy")
    }

    static func sources(
        enter: [TaggedText], exit: [TaggedText], stop: String?, target: String?, trail: [String],
        size: String?, _ place: String
    ) -> [Source] {
        func tagged(_ purpose: StrategyRule.Purpose, _ rules: [TaggedText]) -> [Source] {
            rules.map { rule in
                Source(
                    purpose: purpose, tag: rule.tag, text: rule.text,
                    place: "\(place).\(purpose.rawValue)\(rule.tag.map { ".\($0)" } ?? "")")
            }
        }
        func single(_ purpose: StrategyRule.Purpose, _ texts: [String]) -> [Source] {
            texts.enumerated().map { index, text in
                let mark = texts.count > 1 ? "[\(index)]" : ""
                return Source(
                    purpose: purpose, tag: nil, text: text,
                    place: "\(place).\(purpose.rawValue)\(mark)")
            }
        }
        return tagged(.enter, enter) + tagged(.exit, exit.isEmpty ? [TaggedText("false")] : exit)
            + single(.stop, stop.map { [$0] } ?? []) + single(.target, target.map { [$0] } ?? [])
            + single(.trail, trail) + single(.size, size.map { [$0] } ?? [])
    }

    /// The compiled strategy.
    mutating func strategy() throws(RuleError) -> RuleStrategy {
        try checkRequire()
        guard sources.contains(where: { $0.purpose == .enter }) else {
            throw RuleError(
                place: "strategies.\(excerpt(of: name)).enter", text: "",
                Flaw(span: 0..<0, message: "a strategy says when to enter"))
        }
        var readings: [Reading] = []
        for source in sources { readings.append(try read(source)) }
        let (terms, roots) = expander.table.compacted(readings.compactMap(\.term))
        var rest = roots[...]
        for index in readings.indices where readings[index].term != nil {
            readings[index].term = rest.popFirst()
        }
        let canonical = try canonical(readings, terms)
        let lowering: Lowering
        do {
            lowering = try Lowering(terms: terms, roots: roots, timeframe: timeframe)
        } catch {
            throw self.error(error, readings, terms)
        }
        return assembled(readings, canonical, terms, roots, lowering)
    }
}
