internal import Market
internal import Text

/// Makes a strategy of its texts.
struct StrategyCompiler {
    private let name: String
    private let timeframe: Timeframe?
    private let isCanonical: Bool
    private let sources: [Source]
    private var require: String?
    private var parameters: [String: ExactNumber] = [:]
    private var expander: Expander
    private var found: [RuleWarning] = []

    /// A rule's text, what it is for, and where it stands.
    struct Source {
        let purpose: StrategyRule.Purpose
        let tag: String?
        let text: String
        let place: String
    }

    /// A rule as it was read: a term, or a percentage.
    private struct Reading {
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

    init(_ canonical: CanonicalStrategy, name: String, timeframe: Timeframe?) {
        self.name = name
        self.timeframe = timeframe
        isCanonical = true
        expander = Expander(functions: .none, parameters: [:])
        sources = Self.sources(
            enter: canonical.enter, exit: canonical.exit, stop: canonical.stop,
            target: canonical.target, trail: canonical.trail, size: canonical.size,
            "strategy")
    }

    private static func sources(
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

    // MARK: Names and parameters

    private static func values(
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

    private static func checkTags(
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

    // MARK: Rules

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

    private mutating func read(_ source: Source) throws(RuleError) -> Reading {
        expander.warnings = []
        defer {
            found += expander.warnings.map {
                RuleWarning(place: source.place, text: source.text, $0)
            }
        }
        do {
            if let percent = try percent(source) {
                return Reading(source: source, percent: percent)
            }
            let syntax = try Parser.syntax(of: source.text, isCanonical: isCanonical)
            let context = RuleContext(rawValue: source.purpose.rawValue) ?? .enter
            let term = try expander.term(of: syntax, in: context)
            try check(term, source)
            return Reading(source: source, term: term)
        } catch { throw RuleError(place: source.place, text: source.text, error) }
    }

    private func check(_ term: TermIndex, _ source: Source) throws(Flaw) {
        let span = 0..<source.text.utf8.count
        let kind = expander.table[term].kind
        switch source.purpose {
        case .enter, .exit:
            guard kind.isCondition else {
                throw Flaw(
                    span: span,
                    message: "a condition is wanted here, and this is \(kind)",
                    hint: "compare it with something")
            }
        case .stop, .target, .trail:
            guard expander.table.number(term) == nil else {
                let text = source.text.filter { !$0.isWhitespace }
                throw Flaw(
                    span: span, message: "a price is wanted here, and this is a constant",
                    hint: source.purpose == .trail
                        ? "a distance is written out: peak * 0.97, peak - 3 * atr(20)"
                        : "did you mean \"\(excerpt(of: text))%\"?")
            }
            guard kind == .price || kind == .constant || kind == .any else {
                throw Flaw(
                    span: span, message: "a price is wanted here, and this is \(kind)",
                    hint: kind == .plain
                        ? "a plain number becomes a price times one: entry_price * 0.98" : nil)
            }
        case .size:
            guard kind == .plain || kind == .constant || kind == .any else {
                throw Flaw(
                    span: span,
                    message: "a size is a plain number, in percent of the balance, and this is \(kind)")
            }
            if let value = expander.table.number(term), value <= 0 {
                throw Flaw(span: span, message: "a size is above 0")
            }
        }
    }

    /// The percentage that a text is; `nil` where it is an expression.
    private func percent(_ source: Source) throws(Flaw) -> Percent? {
        let text = source.text
        let trimmed = text.trimmingWhitespace
        guard trimmed.hasSuffix("%") else { return nil }
        let span = 0..<text.utf8.count
        switch source.purpose {
        case .enter, .exit: return nil
        case .trail:
            throw Flaw(
                span: span, message: "a trail is a price, not a percentage",
                hint: "a distance below the peak is written out: peak * 0.97")
        case .stop, .target, .size: break
        }
        let body = String(trimmed.dropLast()).trimmingWhitespace
        guard let number = ExactNumber(body).flatMap({ plainNumber(body, $0) })
            ?? parameters[body]
        else {
            let isName = body.utf8.first?.isLetter == true && !body.utf8.contains { !$0.isLetter && !$0.isDigit }
            throw Flaw(
                span: span,
                message: isName
                    ? "there is no parameter '\(excerpt(of: body))'"
                    : "a percentage is a number or a parameter's name, and %",
                hint: isName && !parameters.isEmpty
                    ? hint(forUnknown: body, among: parameters.keys.sorted())
                    : "an expression in its place gives a price: entry_price * 0.98")
        }
        guard let percent = number.percent else {
            throw Flaw(span: span, message: "\(number) % has more than 8 decimals, or is too large")
        }
        let isBelow = percent < Percent(units: 100 * Percent.unitsPerOne)
        switch source.purpose {
        case .stop where percent <= .zero || !isBelow:
            throw Flaw(span: span, message: "a stop is above 0 % and below 100 %, not \(number) %")
        case .target where percent <= .zero:
            throw Flaw(span: span, message: "a target is above 0 %, not \(number) %")
        case .size where percent <= .zero || percent.units > 100 * Percent.unitsPerOne:
            throw Flaw(span: span, message: "a size is above 0 % and at most 100 %, not \(number) %")
        default: return percent
        }
    }

    /// A number as the language spells it, which has no exponent and no plus.
    private func plainNumber(_ text: String, _ number: ExactNumber) -> ExactNumber? {
        let isPlain = text.utf8.allSatisfy { $0.isDigit || [UInt8(ascii: "."), UInt8(ascii: "-")].contains($0) }
        return isPlain && text.utf8.first != UInt8(ascii: ".") && text.utf8.last != UInt8(ascii: ".")
            ? number : nil
    }

    // MARK: require

    private mutating func checkRequire() throws(RuleError) {
        guard let require else { return }
        let place = "strategies.\(excerpt(of: name)).require"
        let isMet = try RuleError.placing(at: place, require) { () throws(Flaw) -> Bool in
            let syntax = try Parser.syntax(of: require)
            let term = try expander.term(of: syntax, in: .require)
            guard expander.table[term].kind.isCondition else {
                throw Flaw(
                    span: syntax.span,
                    message: "a condition over parameters is wanted here, and this is "
                        + "\(expander.table[term].kind)")
            }
            let constants = ConstantCondition(expander.table.terms)
            guard let value = constants.value(of: term) else {
                throw Flaw(
                    span: syntax.span, message: "require is about parameters alone",
                    hint: "what candles say belongs in enter")
            }
            return value == 1
        }
        guard !isMet else { return }
        let mentioned = (try? Parser.syntax(of: require))?.names.map(\.name) ?? []
        let shown = parameters.filter { mentioned.contains($0.key) }.sorted { $0.key < $1.key }
            .map { "\($0.key) is \($0.value)" }
        throw RuleError(
            place: place, text: require,
            Flaw(
                span: 0..<require.utf8.count, message: "the parameters do not meet this",
                hint: shown.isEmpty ? nil : shown.joined(separator: ", ")),
            isUnmet: true)
    }

    // MARK: What comes out

    private func canonical(
        _ readings: [Reading], _ terms: [Term]
    ) throws(RuleError) -> CanonicalStrategy {
        let length = readings.reduce(0) { sum, reading in
            sum + (reading.term.map { terms[$0].length } ?? 0)
        }
        guard length <= Limits.canonicalBytes else {
            throw RuleError(
                place: "strategies.\(excerpt(of: name))", text: "",
                Flaw(
                    span: 0..<0,
                    message: "with functions put in the rules are \(length) bytes long, and "
                        + "\(Limits.canonicalBytes) are the most"))
        }
        func texts(_ purpose: StrategyRule.Purpose) -> [TaggedText] {
            readings.filter { $0.source.purpose == purpose }.map { reading in
                let text =
                    reading.percent.map { "\($0)%" }
                    ?? reading.term.map { TermSpelling.text(of: $0, in: terms) } ?? ""
                return TaggedText(tag: reading.source.tag, text)
            }
        }
        return CanonicalStrategy(
            enter: texts(.enter), exit: texts(.exit), stop: texts(.stop).first?.text,
            target: texts(.target).first?.text, trail: texts(.trail).map(\.text),
            size: texts(.size).first?.text)
    }

    private func assembled(
        _ readings: [Reading], _ canonical: CanonicalStrategy, _ terms: [Term],
        _ roots: [TermIndex], _ lowering: Lowering
    ) -> RuleStrategy {
        func node(_ reading: Reading) -> NodeIndex? {
            reading.term.flatMap { lowering.nodes[0][$0] }
        }
        func rules(_ purpose: StrategyRule.Purpose) -> [Rule] {
            readings.filter { $0.source.purpose == purpose }.compactMap { reading in
                node(reading).map { Rule(tag: reading.source.tag, node: $0) }
            }
        }
        func level(_ purpose: StrategyRule.Purpose) -> Level {
            guard let reading = readings.first(where: { $0.source.purpose == purpose }) else {
                return .none
            }
            return reading.percent.map { .percent($0) } ?? node(reading).map { .node($0) } ?? .none
        }
        let levels: [StrategyRule.Purpose] = [.stop, .target, .trail, .size]
        let prices = readings.filter { levels.contains($0.source.purpose) }.compactMap(node)
        let program = Program(
            places: lowering.places, nodes: lowering.nodes(readAsDoubles: prices),
            scales: lowering.scales, enter: rules(.enter), exit: rules(.exit), stop: level(.stop),
            target: level(.target), trail: rules(.trail).map(\.node), size: level(.size))
        let measures = readings.compactMap(node).map { lowering.measures[Int($0)] }
        let made = readings.map { reading in
            StrategyRule(
                purpose: reading.source.purpose, tag: reading.source.tag,
                part: reading.term.map {
                    RulePart(
                        term: $0, place: 0, kind: terms[$0].kind, node: lowering.nodes[0][$0])
                }, percent: reading.percent)
        }
        return RuleStrategy(
            name: name, canonical: canonical, program: program,
            needs: measures.map(\.needs).max() ?? 1, warm: measures.map(\.warm).max() ?? 1,
            rules: made, terms: terms, nodes: lowering.nodes)
    }

    /// A limit that was passed, told at the first rule that holds the part which passes it.
    private func error(
        _ misfit: Lowering.Misfit, _ readings: [Reading], _ terms: [Term]
    ) -> RuleError {
        let place = isCanonical ? "strategy" : "strategies.\(excerpt(of: name))"
        guard let term = misfit.term else {
            return RuleError(
                place: place, text: "",
                Flaw(span: 0..<0, message: misfit.message, hint: misfit.hint))
        }
        let holder = readings.first { reading in
            guard let root = reading.term else { return false }
            var reached: Set = [root]
            for index in stride(from: root, through: 0, by: -1) where reached.contains(index) {
                reached.formUnion(terms[index].form.operands)
            }
            return reached.contains(term)
        }
        return RuleError(
            place: holder?.source.place ?? place, text: TermSpelling.text(of: term, in: terms),
            Flaw(span: 0..<0, message: misfit.message, hint: misfit.hint))
    }

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
                            + (isWhole ? "" : ", for the part '\(excerpt(of: culprit, atMost: 80))'"),
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

extension String {
    /// Without white space at its ends.
    fileprivate var trimmingWhitespace: String {
        let space: (Character) -> Bool = { $0.isWhitespace }
        guard let last = lastIndex(where: { !space($0) }) else { return "" }
        return String(self[...last].drop(while: space))
    }
}
