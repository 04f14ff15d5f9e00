internal import Text

/// Finds conditions that nothing can make true, as `rsi(close, 14) > 120` or `close > highest(high, 20)`.
///
/// It knows between what bounds values lie, and which are never above which; what it does not know it
/// takes for possible.
struct Impossibility {
    private let terms: [Term]
    private var ranges: [ValueRange] = []
    /// How many levels of two terms are compared for which is the larger.
    private static let depth = 12

    init(_ terms: [Term]) {
        self.terms = terms
        for term in terms { ranges.append(ValueRange(of: term, ranges, terms)) }
    }

    /// What cannot be in a condition, and why.
    struct Finding: Equatable {
        let term: TermIndex
        let hint: String
    }

    /// Why a condition can never be true; `nil` where it may be, for all that is known.
    ///
    /// Parts have smaller numbers than what they are parts of: one pass in their order does.
    func finding(in root: TermIndex) -> Finding? {
        var findings: [TermIndex: Finding] = [:]
        for index in reached(from: root) {
            if let found = finding(at: index, findings) { findings[index] = found }
        }
        return findings[root]
    }

    private func reached(from root: TermIndex) -> [TermIndex] {
        var reached: Set = [root]
        for index in stride(from: root, through: 0, by: -1) where reached.contains(index) {
            reached.formUnion(terms[index].form.operands)
        }
        return reached.sorted()
    }

    private func finding(at index: TermIndex, _ known: [TermIndex: Finding]) -> Finding? {
        switch terms[index].form {
        case .truth(false): return Finding(term: index, hint: "it is false for ever")
        case .unknown: return Finding(term: index, hint: "unknown is never true")
        case .not(let inner):
            return terms[inner].form == .truth(true)
                ? Finding(term: index, hint: "it is false for ever") : nil
        case .infix(.and, let left, let right):
            return known[left] ?? known[right] ?? contradiction(in: index)
        case .infix(.or, let left, let right):
            return known[right] == nil ? nil : known[left]
        case .infix(.comparison(let comparison), let left, let right):
            return finding(index, comparison, left, right)
        case .infix(.crosses(let above), let left, let right):
            return finding(index, above ? .greater : .less, left, right)
        case .shifted(let inner, _), .longer(let inner, _): return known[inner]
        case .call(.count, _): return nil
        default: return nil
        }
    }

    // MARK: Comparisons

    private func finding(
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
        case .notEqual:
            return left == right
                ? Finding(term: index, hint: "both sides are the same") : nil
        }
    }

    /// Why the one that should be smaller is not.
    private func finding(
        _ index: TermIndex, smaller: TermIndex, larger: TermIndex, isStrict: Bool
    ) -> Finding? {
        if ranges[larger].isBelow(ranges[smaller], isStrict: isStrict) {
            let named = [smaller, larger].first { !isNumber($0) } ?? smaller
            return Finding(term: index, hint: "\(text(named)) is \(ranges[named])")
        }
        guard isStrict, isAtMost(larger, smaller, Self.depth) else { return nil }
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
    private func isAtMost(_ low: TermIndex, _ high: TermIndex, _ depth: Int) -> Bool {
        if low == high { return true }
        guard depth > 0 else { return false }
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
        default: break
        }
        if case .call(let primitive, let arguments) = terms[high].form {
            let operands = terms[high].form.operands
            if primitive == .highest, isAtMost(low, operands[0], depth - 1) { return true }
            if primitive == .max, operands.contains(where: { isAtMost(low, $0, depth - 1) }),
                arguments.count == operands.count
            {
                return true
            }
        }
        if case .call(let primitive, _) = terms[low].form {
            let operands = terms[low].form.operands
            if primitive == .lowest, isAtMost(operands[0], high, depth - 1) { return true }
            if primitive == .min { return operands.contains { isAtMost($0, high, depth - 1) } }
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

    // MARK: Several conditions at once

    /// Two conditions of a conjunction that exclude each other by what they say of one value.
    private func contradiction(in root: TermIndex) -> Finding? {
        var bounds: [TermIndex: (low: Double, high: Double)] = [:]
        var refused: Set<TermIndex> = []
        let parts = conjuncts(of: root)
        for part in parts { if case .not(let inner) = terms[part].form { refused.insert(inner) } }
        if let part = parts.first(where: { refused.contains($0) }) {
            return Finding(term: root, hint: "\(text(part)) is wanted and refused")
        }
        for part in parts {
            guard case .infix(.comparison(let comparison), let left, let right) = terms[part].form
            else { continue }
            let isLeft = isNumber(right)
            guard isLeft || isNumber(left),
                case .number(let value) = terms[isLeft ? right : left].form
            else { continue }
            let name = isLeft ? left : right
            var bound = bounds[name] ?? (-.infinity, .infinity)
            switch (comparison, isLeft) {
            case (.less, true), (.lessOrEqual, true), (.greater, false), (.greaterOrEqual, false):
                bound.high = min(bound.high, value)
            case (.greater, true), (.greaterOrEqual, true), (.less, false), (.lessOrEqual, false):
                bound.low = max(bound.low, value)
            case (.equal, _): bound = (max(bound.low, value), min(bound.high, value))
            case (.notEqual, _): break
            }
            bounds[name] = bound
            if bound.low > bound.high {
                return Finding(
                    term: root,
                    hint: "\(text(name)) would be above \(Decimals.text(bound.low)) and below "
                        + Decimals.text(bound.high))
            }
        }
        return nil
    }

    /// All conditions that an `and` of `and`s wants.
    private func conjuncts(of root: TermIndex) -> [TermIndex] {
        var parts: [TermIndex] = []
        var waiting = [root]
        while let index = waiting.popLast() {
            if case .infix(.and, let left, let right) = terms[index].form {
                waiting += [right, left]
            } else {
                parts.append(index)
            }
            // A part that stands in many parts is looked at once for each.
            if parts.count > Limits.nodes { return parts }
        }
        return parts
    }

    private func isNumber(_ index: TermIndex) -> Bool {
        if case .number = terms[index].form { return true }
        return false
    }

    private func text(_ index: TermIndex) -> String {
        terms[index].length <= 400
            ? excerpt(of: TermSpelling.text(of: index, in: terms), atMost: 60) : "one side"
    }
}
