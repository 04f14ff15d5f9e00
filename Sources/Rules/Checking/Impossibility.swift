internal import Text

/// Finds conditions that nothing can make true, as `rsi(close, 14) > 120` or `close > highest(high, 20)`.
///
/// It knows between what bounds values lie, which are never above which, and what a conjunction says of
/// them; what it does not know it takes for possible.
struct Impossibility {
    let terms: [Term]
    private(set) var ranges: [ValueRange] = []
    /// Why each condition can never be true, and never false.
    private var never: [(truth: Finding?, falsehood: Finding?)] = []
    /// How many levels of two terms are compared for which is the larger, and how many pairs of all
    /// that are compared: of terms made of terms there may be any number of ways.
    private static let depth = 12
    private var pairs = 100_000

    /// What cannot be in a condition, and why.
    struct Finding: Equatable {
        let term: TermIndex
        let hint: String
    }

    /// Parts have smaller numbers than what they are parts of: one pass in their order does.
    init(_ terms: [Term]) {
        self.terms = terms
        let inner = Set(terms.flatMap { Self.links(in: $0.form, terms) })
        for (index, term) in terms.enumerated() {
            ranges.append(
                ValueRange(of: term, ranges) { self.finding(in: $0, as: $1) != nil })
            let isWhole = !inner.contains(index)
            never.append(
                (
                    finding(at: index, as: true, isWhole: isWhole),
                    finding(at: index, as: false, isWhole: isWhole)
                ))
        }
    }

    /// Why a condition can never be what is wanted; `nil` where it may be, for all that is known.
    func finding(in root: TermIndex, as wanted: Bool = true) -> Finding? {
        wanted ? never[root].truth : never[root].falsehood
    }

    /// The operands of an `and` that are an `and`, and of an `or` that are an `or`: what is said of
    /// both together is told of the whole.
    private static func links(in form: Term.Form, _ terms: [Term]) -> [TermIndex] {
        guard case .infix(let infix, let left, let right) = form, infix == .and || infix == .or
        else { return [] }
        return [left, right].filter {
            if case .infix(infix, _, _) = terms[$0].form { true } else { false }
        }
    }

    private mutating func finding(
        at index: TermIndex, as wanted: Bool, isWhole: Bool
    ) -> Finding? {
        switch terms[index].form {
        case .truth(let truth):
            truth == wanted ? nil : Finding(term: index, hint: "it is \(truth) for ever")
        case .unknown: Finding(term: index, hint: "unknown is never \(wanted)")
        case .not(let inner): finding(in: inner, as: !wanted)
        case .infix(let infix, let left, let right) where infix == .and || infix == .or:
            // Both parts of an `and` are wanted true, either of an `or`; of false it is the reverse.
            if wanted == (infix == .and) {
                finding(in: left, as: wanted) ?? finding(in: right, as: wanted)
                    ?? (isWhole ? contradiction(in: index, as: wanted) : nil)
            } else {
                finding(in: right, as: wanted) == nil ? nil : finding(in: left, as: wanted)
            }
        case .infix(.comparison(let comparison), let left, let right):
            finding(index, wanted ? comparison : comparison.opposite, left, right)
        case .infix(.crosses(let above), let left, let right) where wanted:
            finding(index, above ? .greater : .less, left, right)
                ?? finding(
                    index, smaller: above ? left : right, larger: above ? right : left,
                    isStrict: false)
        case .shifted(let inner, _), .longer(let inner, _): finding(in: inner, as: wanted)
        case .call(.known, let arguments) where wanted:
            if case .term(let inner)? = arguments.first, ranges[inner].isNever {
                Finding(term: index, hint: "\(text(inner)) is never known")
            } else {
                nil
            }
        default: nil
        }
    }

    // MARK: Comparisons

    private mutating func finding(
        _ index: TermIndex, _ comparison: Comparison, _ left: TermIndex, _ right: TermIndex
    ) -> Finding? {
        if let never = [left, right].first(where: { ranges[$0].isNever }) {
            return Finding(term: index, hint: "\(text(never)) is never known")
        }
        switch comparison {
        case .less, .lessOrEqual:
            return finding(index, smaller: left, larger: right, isStrict: comparison == .less)
        case .greater, .greaterOrEqual:
            return finding(index, smaller: right, larger: left, isStrict: comparison == .greater)
        case .equal:
            return finding(index, smaller: left, larger: right, isStrict: false)
                ?? finding(index, smaller: right, larger: left, isStrict: false)
                ?? [(left, right), (right, left)].first {
                    ranges[$0].isWhole && number($1) != nil && !ranges[$1].isWhole
                }.map { Finding(term: index, hint: "\(text($0.0)) is a whole number") }
        case .notEqual:
            return left == right
                ? Finding(term: index, hint: "both sides are the same") : nil
        }
    }

    /// Why the one that should be smaller is not.
    private mutating func finding(
        _ index: TermIndex, smaller: TermIndex, larger: TermIndex, isStrict: Bool
    ) -> Finding? {
        if ranges[larger].isBelow(ranges[smaller], isStrict: isStrict) {
            guard let named = [smaller, larger].first(where: { number($0) == nil }) else {
                return Finding(term: index, hint: "both sides are constants, no candle counts")
            }
            return Finding(term: index, hint: "\(text(named)) is \(ranges[named])")
        }
        guard isStrict, isAtMost(larger, smaller) else { return nil }
        if smaller == larger { return Finding(term: index, hint: "both sides are the same") }
        return Finding(
            term: index,
            hint: windowHint(smaller) ?? windowHint(larger)
                ?? "\(text(larger)) is never above \(text(smaller))")
    }

    private func windowHint(_ index: TermIndex) -> String? {
        guard case .call(let primitive, _) = terms[index].form,
            [.highest, .lowest, .dayHigh, .dayLow].contains(primitive)
        else { return nil }
        let text = text(index)
        return "this candle is one of those that \(text) looks at: \(text)[1] ends before it"
    }

    /// Whether one is never above the other in the same candle.
    mutating func isAtMost(_ low: TermIndex, _ high: TermIndex) -> Bool {
        isAtMost(low, high, Self.depth)
    }

    private mutating func isAtMost(_ low: TermIndex, _ high: TermIndex, _ depth: Int) -> Bool {
        if low == high { return true }
        guard depth > 0, pairs > 0 else { return false }
        pairs -= 1
        switch (terms[low].form, terms[high].form) {
        case (.shifted(let first, let count), .shifted(let second, let other)) where count == other:
            return isAtMost(first, second, depth - 1)
        case (.longer(let first, let one), .longer(let second, let other)) where one == other:
            return isAtMost(first, second, depth - 1)
        case (.call(let first, let one), .call(let second, let other)):
            if one.isEmpty, other.isEmpty { return Self.isOrdered(first, second) }
            guard first == second, first == .highest || first == .lowest,
                case .term(let inner)? = one.first, case .constant(let count)? = one.last,
                case .term(let outer)? = other.first, case .constant(let most)? = other.last
            else { break }
            let isWithin = first == .highest ? count <= most : count >= most
            if isWithin, isAtMost(inner, outer, depth - 1) { return true }
        // The candle that closes is one of those since the fill.
        case (.call(let price, []), .position(.peak)): return Self.isOrdered(price, .dayHigh)
        case (.position(.trough), .call(let price, [])): return Self.isOrdered(.dayLow, price)
        case (.position(.trough), .position(.peak)): return true
        default: break
        }
        if case .call(let primitive, _) = terms[high].form {
            let operands = terms[high].form.operands
            if primitive == .highest, isAtMost(low, operands[0], depth - 1) { return true }
            if primitive == .max {
                for operand in operands where isAtMost(low, operand, depth - 1) { return true }
            }
        }
        if case .call(let primitive, _) = terms[low].form {
            let operands = terms[low].form.operands
            if primitive == .lowest, isAtMost(operands[0], high, depth - 1) { return true }
            if primitive == .min {
                for operand in operands where isAtMost(operand, high, depth - 1) { return true }
            }
        }
        return false
    }

    /// How a candle's own prices lie.
    private static func isOrdered(_ low: Primitive, _ high: Primitive) -> Bool {
        let inside: [Primitive] = [.open, .close]
        let ranked: [[Primitive]] = [[.dayLow], [.low], inside, [.high], [.dayHigh]]
        guard let first = ranked.firstIndex(where: { $0.contains(low) }),
            let second = ranked.firstIndex(where: { $0.contains(high) })
        else { return false }
        return first < second
    }

    // MARK: Words

    /// The value of a constant; `nil` of what is none.
    func number(_ index: TermIndex) -> Double? {
        if case .number(let value) = terms[index].form { return value }
        return nil
    }

    func text(_ index: TermIndex) -> String {
        terms[index].length <= 400
            ? excerpt(of: TermSpelling.text(of: index, in: terms), atMost: 60) : "one side"
    }
}
