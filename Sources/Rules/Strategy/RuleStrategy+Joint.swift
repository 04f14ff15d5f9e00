extension RuleStrategy {
    /// The same strategies by one plan, which evaluates once what several of them have in common, in
    /// the same order: whoever has consumed a candle by that plan can ask each of them.
    ///
    /// `nil` where no plan says the same as each of their own: they are too large together, or differ in
    /// how much volume their longer candles have room for.
    package static func joined(_ strategies: [RuleStrategy]) -> [RuleStrategy]? {
        let programs = strategies.map(\.program)
        guard let joint = JointProgram(programs) else { return nil }
        let parts = programs.enumerated().map { joint.part($0.offset, of: $0.element) }
        let plan = EvaluationPlan(joint.program(of: parts))
        let limits = strategies.filter { $0.program.places.count > 1 }
            .map(\.plan.longerVolumeLimit)
        guard limits.allSatisfy({ $0 == plan.longerVolumeLimit }) else { return nil }
        return strategies.enumerated().map { number, strategy in
            RuleStrategy(
                strategy, by: plan, parts[number], joint.indices[number].nodes,
                places: joint.indices[number].places)
        }
    }

    private init(
        _ strategy: RuleStrategy, by plan: EvaluationPlan, _ program: Program,
        _ indices: [NodeIndex], places: [UInt8]
    ) {
        func moved(_ node: NodeIndex?) -> NodeIndex? { node.map { indices[Int($0)] } }
        name = strategy.name
        canonical = strategy.canonical
        self.program = program
        self.plan = plan
        needs = strategy.needs
        warm = strategy.warm
        rules = strategy.rules.map { rule in
            StrategyRule(
                purpose: rule.purpose, tag: rule.tag,
                part: rule.part.map { part in
                    RulePart(
                        term: part.term, place: Int(places[part.place]), kind: part.kind,
                        node: moved(part.node))
                }, percent: rule.percent)
        }
        terms = strategy.terms
        var nodes = [[NodeIndex?]](
            repeating: strategy.terms.map { _ in nil }, count: program.places.count)
        for (place, row) in zip(places, strategy.nodes) { nodes[Int(place)] = row.map(moved) }
        self.nodes = nodes
    }
}

extension EvaluationPlan {
    /// A volume of a longer candle of as much is unknown; of a plan without any it says nothing.
    fileprivate var longerVolumeLimit: Int128 { places.first?.volumeLimit ?? 0 }
}
