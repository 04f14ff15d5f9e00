internal import Rules
internal import Text
internal import Trading

/// The parts of a strategy as people write them: `atr(14)`, and not all that it is made of, and no
/// parentheses that the order of operators makes needless.
///
/// It reads back to the same rules. Beside it stands the canonical spelling, which records keep.
struct FamiliarSpelling {
    /// What is longer is cut; nobody reads it.
    private static let longest = 1_000
    /// How much longer than what it is made of a name may be.
    private static let slack = 4

    /// The text of each term of the strategy.
    private var texts: [String] = []
    private var ranks: [Rank] = []
    /// The terms that a function's name was found for.
    private var named: Set<TermIndex> = []

    init(_ strategy: RuleStrategy) {
        texts.reserveCapacity(strategy.terms.count)
        for index in strategy.terms.indices { append(index, of: strategy) }
    }

    /// The text of a part; of one inside a rule over longer candles with their timeframe, which tells
    /// it from the same text over the trader's own.
    func text(of part: RulePart, in program: Program) -> String {
        guard texts.indices.contains(part.term) else { return "" }
        guard program.places.indices.contains(part.place),
            let timeframe = program.places[part.place].timeframe
        else { return texts[part.term] }
        return "\(inside(part.term, .value))@\(timeframe.rawValue)"
    }

    /// Whether a part is told by the name of a function that is written in the language.
    func isNamed(_ part: RulePart) -> Bool { named.contains(part.term) }

    /// How close a text holds together, the loosest first, as the grammar has it.
    private enum Rank: Int, Comparable {
        case or, and, not, comparison, sum, product, sign, value

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }

        init(_ infix: Infix) {
            switch infix {
            case .or: self = .or
            case .and: self = .and
            case .comparison, .crosses: self = .comparison
            case .arithmetic(.plus), .arithmetic(.minus): self = .sum
            case .arithmetic: self = .product
            }
        }

        /// The next closer one.
        var closer: Rank { Rank(rawValue: rawValue + 1) ?? .value }
    }

    private mutating func append(_ index: TermIndex, of strategy: RuleStrategy) {
        let (text, rank) = spelled(strategy.terms[index].form)
        if let call = call(index, of: strategy), call.utf8.count <= text.utf8.count + Self.slack {
            named.insert(index)
            texts.append(call)
            ranks.append(.value)
            return
        }
        texts.append(
            text.utf8.count <= Self.longest ? text : String(text.prefix(Self.longest)) + "…")
        ranks.append(rank)
    }

    /// The first call that a term is; whole functions come before their parts.
    private func call(_ index: TermIndex, of strategy: RuleStrategy) -> String? {
        for name in FamiliarName.all {
            if let call = name.call(for: index, of: strategy, text: { texts[$0] }) { return call }
        }
        return nil
    }

    /// Operands have smaller numbers, so their texts are there.
    private func spelled(_ form: Term.Form) -> (text: String, rank: Rank) {
        switch form {
        case .number(let value): (Self.number(value), value < 0 ? .sign : .value)
        case .truth(let truth): (truth ? "true" : "false", .value)
        case .unknown: ("unknown", .value)
        case .position(let word): (word.rawValue, .value)
        case .self: ("self", .value)
        case .infix(let infix, let left, let right): self.infix(infix, left, right)
        case .negated(let inner): ("-\(inside(inner, .sign))", .sign)
        case .not(let inner): ("not \(inside(inner, .value))", .not)
        case .shifted(let inner, let count): ("\(inside(inner, .value))[\(count)]", .value)
        case .longer(let inner, let frame): ("\(inside(inner, .value))@\(frame.rawValue)", .value)
        case .call(let primitive, let arguments):
            (
                Self.call(
                    primitive.rawValue,
                    arguments.map { argument in
                        switch argument {
                        case .term(let term): texts[term]
                        case .constant(let value): Self.number(value)
                        }
                    }), .value
            )
        }
    }

    /// Of equals the left ones belong together; comparisons do not chain at all.
    private func infix(
        _ infix: Infix, _ left: TermIndex, _ right: TermIndex
    ) -> (text: String, rank: Rank) {
        let rank = Rank(infix)
        let first = inside(left, rank == .comparison ? .sum : rank)
        return ("\(first) \(infix.spelling) \(inside(right, rank.closer))", rank)
    }

    /// The text where at least so close a rank is wanted.
    private func inside(_ index: TermIndex, _ rank: Rank) -> String {
        ranks[index] < rank ? "(\(texts[index]))" : texts[index]
    }

    /// `name(a, b)`, or the name alone.
    static func call(_ name: String, _ arguments: [String]) -> String {
        arguments.isEmpty ? name : "\(name)(\(arguments.joined(separator: ", ")))"
    }

    /// The shortest decimal, as the language spells it where it is no very large or small one.
    static func number(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}

extension FamiliarSpelling {
    /// The most characters of a line's name.
    private static let longestLabel = 40

    /// What lines of a chart are called.
    static func labels(of parts: [RulePart], in text: TextStrategy) -> [String] {
        guard !parts.isEmpty else { return [] }
        let spelling = FamiliarSpelling(text.rules)
        return parts.map {
            ShownText.line(spelling.text(of: $0, in: text.program), atMost: longestLabel)
        }
    }
}
