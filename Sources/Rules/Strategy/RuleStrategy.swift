package import Market

/// A strategy that was checked and compiled, ready to be evaluated.
package struct RuleStrategy: Equatable, Sendable {
    package let name: String
    /// What it says, in the spelling that equal strategies share.
    package let canonical: CanonicalStrategy
    package let program: Program
    /// The program made ready for evaluation.
    package let plan: EvaluationPlan
    /// Candles until every part of every rule is known.
    package let needs: Int
    /// Candles until all older ones are forgotten; at least ``needs``.
    package let warm: Int
    /// The rules in their order: `enter`, `exit`, `stop`, `target`, `trail`, `size`.
    package let rules: [StrategyRule]
    /// The parts of its rules, each once, each after what it is made of.
    package let terms: [Term]
    /// For each place, the node of each term that stands there.
    let nodes: [[NodeIndex?]]

    /// The strategy that a file, or the program itself, says in text.
    ///
    /// Parameters are values that a trader, a command line or a sweep gives instead of the text's.
    /// Without the timeframe of the trader's candles, what only a timeframe makes impossible is not
    /// found, and needs are counted in candles of a minute.
    ///
    /// - Throws: ``RuleError`` at `strategies.NAME.…`.
    package init(
        _ text: StrategyText, functions: FunctionLibrary = .language,
        parameters: [String: ExactNumber] = [:], timeframe: Timeframe?
    ) throws(RuleError) {
        var compiler = StrategyCompiler(
            text, functions: functions, parameters: parameters, timeframe: timeframe)
        self = try compiler.strategy()
    }

    /// The strategy that a journal holds.
    package init(
        canonical: CanonicalStrategy, name: String = "", timeframe: Timeframe?
    ) throws(RuleError) {
        var compiler = StrategyCompiler(canonical, name: name, timeframe: timeframe)
        self = try compiler.strategy()
    }

    /// The strategy of a text, what is odd about it without being a mistake, and where its parts stand.
    package static func checked(
        _ text: StrategyText, functions: FunctionLibrary = .language,
        parameters: [String: ExactNumber] = [:], timeframe: Timeframe?
    ) throws(RuleError) -> (
        strategy: RuleStrategy, warnings: [RuleWarning], origins: RuleOrigins
    ) {
        var compiler = StrategyCompiler(
            text, functions: functions, parameters: parameters, timeframe: timeframe)
        let strategy = try compiler.strategy()
        return (strategy, compiler.warnings(of: strategy), compiler.origins)
    }

    /// All that is wrong with a text: of each rule what says nothing about the others.
    package static func errors(
        in text: StrategyText, functions: FunctionLibrary = .language, timeframe: Timeframe?
    ) -> [RuleError] {
        var compiler = StrategyCompiler(
            text, functions: functions, parameters: [:], timeframe: timeframe)
        do throws(RuleError) {
            _ = try compiler.strategy()
            return []
        } catch {
            return compiler.errors.isEmpty ? [error] : compiler.errors
        }
    }

    /// Whether a text that nothing is wrong with uses a function that something is wrong with.
    package static func usesBrokenFunction(
        _ text: StrategyText, of functions: FunctionLibrary
    ) -> Bool {
        guard functions.isBroken else { return false }
        var compiler = StrategyCompiler(
            text, functions: functions, parameters: [:], timeframe: nil)
        _ = try? compiler.strategy()
        return compiler.expander.usesBrokenFunction
    }

    init(
        name: String, canonical: CanonicalStrategy, program: Program, needs: Int, warm: Int,
        rules: [StrategyRule], terms: [Term], nodes: [[NodeIndex?]]
    ) {
        self.name = name
        self.canonical = canonical
        self.program = program
        plan = EvaluationPlan(program)
        self.needs = needs
        self.warm = warm
        self.rules = rules
        self.terms = terms
        self.nodes = nodes
    }
}

/// A rule of a strategy: what it is for, and what it is made of.
package struct StrategyRule: Hashable, Sendable {
    /// What a rule is for.
    package enum Purpose: String, CaseIterable, Hashable, Sendable {
        case enter, exit, stop, target, trail, size
    }

    /// What it is for.
    package let purpose: Purpose
    package let tag: String?
    /// `nil` where it is a percentage, exactly: `"2%"`.
    package let part: RulePart?
    package let percent: Percent?
}

/// A part of a rule where it stands: the same text is another part at another place.
package struct RulePart: Hashable, Sendable {
    /// Its index in ``RuleStrategy/terms``.
    package let term: TermIndex
    /// Its index in ``Program/places``.
    package let place: Int
    package let kind: Kind
    /// Whose register holds its value; `nil` where it depends on the `self` of a `recur`.
    package let node: NodeIndex?
}

extension RuleStrategy {
    /// The canonical text of a part.
    package func text(of part: RulePart) -> String {
        TermSpelling.text(of: part.term, in: terms)
    }

    /// Whether a part is a number or a truth that never changes.
    package func isConstant(_ part: RulePart) -> Bool {
        switch terms[part.term].form {
        case .number, .truth, .unknown: true
        default: false
        }
    }

    /// Whether a condition of constants alone holds; `nil` of what depends on more, and of unknown.
    package func truth(of part: RulePart) -> Bool? {
        guard let value = ConstantCondition(terms).value(of: part.term), !value.isNaN else {
            return nil
        }
        return value == 1
    }

    /// What a part is made of, from left to right; of `a and b and c`, and of `or`, all of them.
    package func parts(of part: RulePart) -> [RulePart] {
        let form = terms[part.term].form
        switch form {
        case .longer(let inner, let timeframe):
            let place = program.places.firstIndex { $0.timeframe == timeframe } ?? 0
            return [self.part(inner, at: place)]
        case .infix(let infix, var left, let right) where infix == .and || infix == .or:
            var parts = [right]
            while case .infix(infix, let first, let second) = terms[left].form {
                parts.append(second)
                left = first
            }
            parts.append(left)
            return parts.reversed().map { self.part($0, at: part.place) }
        default: return form.operands.map { self.part($0, at: part.place) }
        }
    }

    /// The numbers that the rules compare, and prices and sizes that they set: each once, in the
    /// order in which they stand, constants left out.
    package var compared: [RulePart] {
        var found: [RulePart] = []
        var seen: Set<RulePart> = []
        var waiting = rules.compactMap(\.part).reversed() as [RulePart]
        while let part = waiting.popLast() {
            guard seen.insert(part).inserted else { continue }
            if part.kind == .condition {
                waiting += parts(of: part).reversed()
            } else if !isConstant(part) {
                found.append(part)
            }
        }
        return found
    }

    /// What of ``compared`` a chart can draw: not what depends on the position.
    ///
    /// Those that are prices belong over the candles, all others in panes of their own.
    package var series: [RulePart] {
        compared.filter { !terms[$0.term].isPosition && $0.node != nil }
    }

    func part(_ term: TermIndex, at place: Int) -> RulePart {
        RulePart(
            term: term, place: place, kind: terms[term].kind, node: nodes[place][term])
    }
}

extension RuleStrategy {
    /// Whether a part is an `and` of others.
    package func isConjunction(_ part: RulePart) -> Bool {
        if case .infix(.and, _, _) = terms[part.term].form { true } else { false }
    }
}
