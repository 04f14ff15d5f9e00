internal import Rules

/// A function that is written in the language, found again in what it was expanded to.
///
/// Each is expanded once with arguments that no rule has; whatever has the same shape, with other
/// arguments in their places, is a call of it.
struct FamiliarName {
    private let name: String
    private let arguments: [Argument]
    private let root: TermIndex
    private let expansion: RuleStrategy

    /// What stands for an argument in an expansion.
    private enum Argument {
        /// A series or a condition, as a term.
        case term(TermIndex)
        case number(Double)
    }

    /// What an argument was found to be.
    private enum Found: Equatable {
        case term(TermIndex)
        case number(Double)
    }

    /// All of them, the largest first: before a part of a function the whole.
    static let all: [FamiliarName] = names()

    // MARK: What there is

    /// Numbers that stand for arguments: the language's text has neither them nor the next, nor
    /// twice of any.
    private static let numbers: [Double] = [47, 43, 41, 37]
    private static let series = ["x": "noise(900000001)", "y": "noise(900000002)"]
    private static let condition = ["c": "noise(900000003) < noise(900000004)"]

    /// Functions that say less than what they are made of.
    private static let plainer: Set = ["change", "donchian_upper", "donchian_lower", "ha_close"]

    /// A function and the call of it that is expanded.
    private struct Sample {
        let name: String
        let arguments: [String]

        init?(_ function: FunctionDocumentation) {
            guard function.definition != nil, !FamiliarName.plainer.contains(function.name) else {
                return nil
            }
            name = function.name
            let parts = function.signature.split(whereSeparator: { "(), ".contains($0) })
            var numbers = FamiliarName.numbers.makeIterator()
            var arguments: [String] = []
            for part in parts.dropFirst() {
                let argument = String(part)
                if let text = FamiliarName.series[argument] ?? FamiliarName.condition[argument] {
                    arguments.append(text)
                } else if let number = numbers.next() {
                    arguments.append(FamiliarSpelling.number(number))
                }
            }
            guard arguments.count == parts.count - 1 else { return nil }
            self.arguments = arguments
        }

        var call: String { FamiliarSpelling.call(name, arguments) }
    }

    private static func names() -> [FamiliarName] {
        let samples = FunctionDocumentation.all.compactMap { Sample($0) }
        let names = samples.compactMap { sample in
            // One of its own each: together they would be more than a strategy may hold.
            expanded(sample).map { FamiliarName(sample, $0) }
        }.compactMap(\.self)
        // What fixes the most comes first.
        return names.map { (name: $0, size: $0.size) }.sorted {
            ($0.size, $1.name.arguments.count) > ($1.size, $0.name.arguments.count)
        }.map(\.name)
    }

    /// How much of a term has to be as it is here, arguments left out.
    private var size: Int { size(root) }

    private func size(_ term: TermIndex) -> Int {
        let isArgument = arguments.contains { argument in
            if case .term(term) = argument { true } else { false }
        }
        guard !isArgument else { return 0 }
        return expansion.terms[term].form.operands.reduce(1) { $0 + size($1) }
    }

    private static func expanded(_ sample: Sample) -> RuleStrategy? {
        for text in ["known(\(sample.call))", sample.call] {
            let text = StrategyText(name: "sample", enter: [TaggedText(text)])
            if let strategy = try? RuleStrategy(text, timeframe: nil) { return strategy }
        }
        return nil
    }

    private init?(_ sample: Sample, _ expansion: RuleStrategy) {
        guard let part = expansion.rules.first?.part else { return nil }
        name = sample.name
        self.expansion = expansion
        if case .call(.known, let inner) = expansion.terms[part.term].form,
            case .term(let term)? = inner.first
        {
            root = term
        } else {
            root = part.term
        }
        var arguments: [Argument] = []
        for text in sample.arguments {
            if let number = Double(text) {
                arguments.append(.number(number))
            } else if let term = FamiliarName.term(of: text, in: expansion) {
                arguments.append(.term(term))
            } else {
                return nil
            }
        }
        self.arguments = arguments
    }

    /// The term that stands for a series or a condition.
    private static func term(of text: String, in strategy: RuleStrategy) -> TermIndex? {
        let noises = text.matches(of: #/\d{9}/#).compactMap { Double($0.output) }.compactMap {
            seed in
            strategy.terms.firstIndex { $0.form == .call(.noise, [.constant(seed)]) }
        }
        guard noises.count == 2 else { return noises.first }
        return strategy.terms.firstIndex {
            $0.form == .infix(.comparison(.less), noises[0], noises[1])
        }
    }

    // MARK: Finding it

    /// The call that a term of a strategy is; `nil` where it is none.
    func call(
        for term: TermIndex, of strategy: RuleStrategy, text: (TermIndex) -> String
    ) -> String? {
        var found = [Found?](repeating: nil, count: arguments.count)
        guard matches(root, term, strategy, &found) else { return nil }
        var texts: [String] = []
        for argument in found {
            switch argument {
            case .term(let term): texts.append(text(term))
            case .number(let value): texts.append(FamiliarSpelling.number(value))
            case nil: return nil
            }
        }
        return FamiliarSpelling.call(name, texts)
    }

    /// Whether a term has the shape of one of the expansion; notes what stands for arguments.
    private func matches(
        _ own: TermIndex, _ term: TermIndex, _ strategy: RuleStrategy, _ found: inout [Found?]
    ) -> Bool {
        for (place, argument) in arguments.enumerated() {
            if case .term(own) = argument { return note(.term(term), place, &found) }
        }
        switch (expansion.terms[own].form, strategy.terms[term].form) {
        case (.number(let own), .number(let value)):
            return matches(own, value, &found)
        case (.shifted(let own, let count), .shifted(let inner, let value)):
            return matches(own, inner, strategy, &found)
                && matches(Double(count), Double(value), &found)
        case (.infix(let own, let left, let right), .infix(let infix, let first, let second)):
            return own == infix && matches(left, first, strategy, &found)
                && matches(right, second, strategy, &found)
        case (.negated(let own), .negated(let inner)), (.not(let own), .not(let inner)):
            return matches(own, inner, strategy, &found)
        case (.call(let own, let mine), .call(let primitive, let theirs)):
            guard own == primitive, mine.count == theirs.count else { return false }
            for pair in zip(mine, theirs) {
                switch pair {
                case (.term(let own), .term(let inner)):
                    guard matches(own, inner, strategy, &found) else { return false }
                case (.constant(let own), .constant(let value)):
                    guard matches(own, value, &found) else { return false }
                default: return false
                }
            }
            return true
        case (let own, let form):
            return own.operands.isEmpty && own == form
        }
    }

    /// A number of the expansion: an argument, the one after it, twice of it, or itself.
    private func matches(_ own: Double, _ value: Double, _ found: inout [Found?]) -> Bool {
        for (place, argument) in arguments.enumerated() {
            guard case .number(let number) = argument else { continue }
            if own == number { return note(.number(value), place, &found) }
            if own == number + 1 { return note(.number(value - 1), place, &found) }
            if own == 2 * number { return note(.number(value / 2), place, &found) }
        }
        return own == value
    }

    private func note(_ argument: Found, _ place: Int, _ found: inout [Found?]) -> Bool {
        if let known = found[place] { return known == argument }
        found[place] = argument
        return true
    }
}
