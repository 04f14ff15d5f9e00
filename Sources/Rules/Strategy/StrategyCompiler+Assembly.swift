internal import Market
internal import Text

extension StrategyCompiler {
    func canonical(
        _ readings: [Reading], _ terms: [Term]
    ) throws(RuleError) -> CanonicalStrategy {
        let length = readings.reduce(0) { sum, reading in
            sum + (reading.term.map { terms[$0].length } ?? 0)
        }
        guard length <= Limits.canonicalBytes else {
            let lengths = readings.map { reading in reading.term.map { terms[$0].length } ?? 0 }
            // In range: a length above 0 is that of a reading.
            let longest = readings[lengths.indices.max { lengths[$0] < lengths[$1] } ?? 0].source
            throw RuleError(
                place: longest.place, text: longest.text,
                Flaw(
                    span: 0..<longest.text.utf8.count,
                    message: "with functions put in the rules are \(length) bytes long, and "
                        + "\(Limits.canonicalBytes) are the most",
                    hint: "this is the longest of them"))
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

    func assembled(
        _ readings: [Reading], _ canonical: CanonicalStrategy, _ terms: [Term],
        _ roots: [TermIndex], _ lowering: Lowering
    ) -> RuleStrategy {
        func node(_ reading: Reading) -> NodeIndex? {
            reading.term.flatMap { lowering.nodes[0][$0] }
        }
        func rules(_ purpose: StrategyRule.Purpose) -> [Rule] {
            readings.filter { $0.source.purpose == purpose }.compactMap { reading in
                node(reading).map { Rule(tag: reading.source.tag.flatMap(Tag.init), node: $0) }
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

    /// A limit that was passed, told at the part of a rule that passes it.
    func error(_ misfit: Lowering.Misfit) -> RuleError {
        let place = isCanonical ? "strategy" : "strategies.\(excerpt(of: name))"
        let origins = origins
        guard let origin = misfit.term.flatMap(origins.origin), let term = misfit.term else {
            return RuleError(
                place: place, text: "",
                Flaw(span: 0..<0, message: misfit.message, hint: misfit.hint))
        }
        let part = excerpt(of: TermSpelling.text(of: term, in: origins.terms), atMost: 60)
        let hints = [misfit.hint, origin.isItself ? nil : "it is made of '\(part)'"]
            .compactMap(\.self)
        return RuleError(
            place: origin.place, text: origin.text,
            Flaw(
                span: origin.span, message: misfit.message,
                hint: hints.isEmpty ? nil : hints.joined(separator: "; ")))
    }
}
