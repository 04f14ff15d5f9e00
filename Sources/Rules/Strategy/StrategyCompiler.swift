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
    /// What is wrong, as far as one thing says nothing about another.
    var errors: [RuleError] = []
    /// What was read, its terms, and what numbers they had before they were counted anew.
    private var made: (readings: [Reading], terms: [Term], numbers: [TermIndex: TermIndex]) =
        ([], [], [:])

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
        /// Where in the text the terms stand.
        var spans: [TermIndex: Range<Int>] = [:]
    }

    init(
        _ text: StrategyText, functions: FunctionLibrary, parameters: [String: ExactNumber],
        timeframe: Timeframe?
    ) {
        name = text.name
        self.timeframe = timeframe
        isCanonical = false
        require = text.require
        let place = "strategies.\(excerpt(of: text.name))"
        sources = Self.sources(
            enter: text.enter, exit: text.exit, stop: text.stop, target: text.target,
            trail: text.trail, size: text.size, place)
        expander = Expander(functions: functions, parameters: [:])
        check(at: place, text.name) { () throws(Flaw) in
            try Names.checkStrategyName(text.name)
        }
        takeParameters(of: text, given: parameters, place)
        expander = Expander(functions: functions, parameters: self.parameters.mapValues(\.double))
        checkTags(text.enter, "\(place).enter")
        checkTags(text.exit, "\(place).exit")
    }

    init(
        _ canonical: CanonicalStrategy, name: String, timeframe: Timeframe?
    ) {
        self.name = name
        self.timeframe = timeframe
        isCanonical = true
        expander = Expander(functions: .none, parameters: [:])
        sources = Self.sources(
            enter: canonical.enter, exit: canonical.exit, stop: canonical.stop,
            target: canonical.target, trail: canonical.trail, size: canonical.size,
            "strategy")
        if !name.isEmpty {
            check(at: "strategy.name", name) { () throws(Flaw) in
                try Names.checkStrategyName(name)
            }
        }
        checkTags(canonical.enter, "strategy.enter")
        checkTags(canonical.exit, "strategy.exit")
    }

    /// Looks at a text; what is wrong with it is kept.
    mutating func check(at place: String, _ text: String, _ body: () throws(Flaw) -> Void) {
        do throws(RuleError) {
            try RuleError.placing(at: place, text, body)
        } catch {
            errors.append(error)
        }
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
    ///
    /// - Throws: the first of ``errors``; one that other parameters mend, where there is nothing else.
    mutating func strategy() throws(RuleError) -> RuleStrategy {
        let unmet = checkRequire()
        if !sources.contains(where: { $0.purpose == .enter }) {
            errors.append(
                RuleError(
                    place: "strategies.\(excerpt(of: name)).enter", text: "",
                    Flaw(
                        span: 0..<0, message: "there is no 'enter', which says when to buy",
                        hint: "enter: \"close > sma(close, 20)\"")))
        }
        var readings = sources.compactMap { read($0) }
        if let error = errors.first ?? unmet { throw error }
        let (terms, roots, numbers) = expander.table.compacted(readings.compactMap(\.term))
        var rest = roots[...]
        for index in readings.indices where readings[index].term != nil {
            readings[index].term = rest.popFirst()
        }
        made = (readings, terms, numbers)
        let canonical = try canonical(readings, terms)
        let lowering: Lowering
        do {
            lowering = try Lowering(terms: terms, roots: roots, timeframe: timeframe)
        } catch {
            throw self.error(error)
        }
        return assembled(readings, canonical, terms, roots, lowering)
    }

    /// Where the parts of the strategy stand, once it is made.
    var origins: RuleOrigins {
        RuleOrigins(
            rules: made.readings.compactMap { reading in
                guard let root = reading.term else { return nil }
                let spans = reading.spans.compactMap { term, span in
                    made.numbers[term].map { ($0, span) }
                }
                return RuleOrigins.Rule(
                    place: reading.source.place, text: reading.source.text, root: root,
                    spans: Dictionary(spans) { first, _ in first })
            }, terms: made.terms)
    }
}
