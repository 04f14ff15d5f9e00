internal import Text

extension Expander {
    /// `left op right`.
    mutating func joined(
        _ left: TermIndex, _ leftSpan: Range<Int>, _ infix: Infix, _ right: TermIndex,
        _ rightSpan: Range<Int>, _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        let span = leftSpan.lowerBound..<max(leftSpan.lowerBound, rightSpan.upperBound)
        switch infix {
        case .and, .or:
            try needCondition(left, leftSpan, scope, "'\(infix.spelling)'")
            try needCondition(right, rightSpan, scope, "'\(infix.spelling)'")
            return try make(.infix(infix, left, right), .condition, span, scope)
        case .comparison(let comparison):
            try needComparable(left, leftSpan, right, rightSpan, span, scope)
            warnOfEquality(comparison, left, right, span, scope)
            return try make(.infix(infix, left, right), .condition, span, scope)
        case .crosses:
            try needComparable(left, leftSpan, right, rightSpan, span, scope)
            try refusePosition(left, leftSpan, scope, "'crosses'")
            try refusePosition(right, rightSpan, scope, "'crosses'")
            return try make(.infix(infix, left, right), .condition, span, scope)
        case .arithmetic(let operation):
            try needNumber(left, leftSpan, scope, "'\(infix.spelling)'")
            try needNumber(right, rightSpan, scope, "'\(infix.spelling)'")
            return try calculated(operation, left, right, span, scope)
        }
    }

    private mutating func calculated(
        _ operation: Arithmetic, _ left: TermIndex, _ right: TermIndex, _ span: Range<Int>,
        _ scope: Scope
    ) throws(Flaw) -> TermIndex {
        if let first = table.number(left), let second = table.number(right) {
            let value =
                switch operation {
                case .plus: first + second
                case .minus: first - second
                case .times: first * second
                case .divided: first / second
                }
            return try constant(value, span, scope)
        }
        let (first, second) = (numberKind(left), numberKind(right))
        let kind: Kind
        switch operation {
        case .times: kind = first.times(second)
        case .divided: kind = first.divided(by: second)
        case .plus, .minus:
            guard let common = first.common(with: second) else {
                throw flaw(
                    span, scope,
                    operation == .plus
                        ? "adds \(first) and \(second)" : "takes \(second) from \(first)",
                    hint: Self.kindHint(first, second))
            }
            kind = common
        }
        return try make(.infix(.arithmetic(operation), left, right), kind, span, scope)
    }

    private func needComparable(
        _ left: TermIndex, _ leftSpan: Range<Int>, _ right: TermIndex, _ rightSpan: Range<Int>,
        _ span: Range<Int>, _ scope: Scope
    ) throws(Flaw) {
        try needNumber(left, leftSpan, scope, "a comparison")
        try needNumber(right, rightSpan, scope, "a comparison")
        let (first, second) = (table[left].kind, table[right].kind)
        guard first.common(with: second) == nil else { return }
        throw flaw(
            span, scope, "compares \(first) with \(second)", hint: Self.kindHint(first, second))
    }

    /// What is most likely meant where two kinds meet.
    private static func kindHint(_ first: Kind, _ second: Kind) -> String? {
        let kinds: Set = [first, second]
        if kinds == [.price, .plain] {
            return "a plain number becomes a price times one: close * 1.02, entry_price * 0.98"
        }
        if kinds == [.price, .volume] { return "a price times a volume is money: close * volume" }
        return nil
    }

    /// The kind of a number; `unknown` among numbers goes with all.
    func numberKind(_ index: TermIndex) -> Kind {
        let kind = table[index].kind
        return kind == .any ? .constant : kind
    }

    func needNumber(
        _ index: TermIndex, _ span: Range<Int>, _ scope: Scope, _ user: String
    ) throws(Flaw) {
        guard !table[index].kind.isNumber else { return }
        throw flaw(
            span, scope, "\(user) wants a number, and \(shown(index)) is a condition",
            hint: user == "'if'"
                ? "between conditions: (c and x) or (not c and y)"
                : "if(c, 1, 0) makes a number of a condition")
    }

    func needCondition(
        _ index: TermIndex, _ span: Range<Int>, _ scope: Scope, _ user: String
    ) throws(Flaw) {
        let kind = table[index].kind
        guard !kind.isCondition else { return }
        throw flaw(
            span, scope, "\(user) wants a condition, and \(shown(index)) is \(kind)",
            hint: "compare it with something")
    }

    /// Refuses words about the position, and `self`, in what remembers.
    func refusePosition(
        _ index: TermIndex, _ span: Range<Int>, _ scope: Scope, _ user: String
    ) throws(Flaw) {
        let term = table[index]
        guard term.isPosition || term.isSelf else { return }
        let word = table.positionWord(in: index)?.rawValue ?? Keyword.itself.rawValue
        throw flaw(
            span, scope, "'\(word)' cannot stand in \(user), which remembers earlier candles",
            hint: term.isPosition
                ? "the position is known as it is now alone: compare with it outside" : nil)
    }

    // MARK: Equality

    private mutating func warnOfEquality(
        _ comparison: Comparison, _ left: TermIndex, _ right: TermIndex, _ span: Range<Int>,
        _ scope: Scope
    ) {
        guard comparison == .equal || comparison == .notEqual else { return }
        let sides = [left, right]
        guard !sides.allSatisfy(isExact), !sides.allSatisfy(isWhole) else { return }
        warn(
            span, scope,
            "'\(comparison.rawValue)' compares computed numbers, which are seldom equal to the last bit",
            hint: "compare with < or >, or a difference: abs(x - y) < 0.01")
    }

    /// Whether a term is exact as far as can be told before its denominator is: sums of prices and
    /// volumes, and their means.
    private func isExact(_ index: TermIndex) -> Bool {
        var waiting = [index]
        while let next = waiting.popLast() {
            switch table[next].form {
            case .call(.open, _), .call(.high, _), .call(.low, _), .call(.close, _),
                .call(.volume, _):
                continue
            case .call(.sma, let arguments), .call(.sum, let arguments),
                .call(.highest, let arguments), .call(.lowest, let arguments):
                if case .term(let term)? = arguments.first { waiting.append(term) }
            case .shifted(let inner, _), .longer(let inner, _), .negated(let inner):
                waiting.append(inner)
            case .infix(.arithmetic(.plus), let left, let right),
                .infix(.arithmetic(.minus), let left, let right):
                waiting += [left, right]
            case .infix(.arithmetic(.times), let left, let right):
                guard table.number(left) != nil || table.number(right) != nil else { return false }
                waiting.append(table.number(left) == nil ? left : right)
            case .infix(.arithmetic(.divided), let left, let right):
                guard table.number(right) != nil else { return false }
                waiting.append(left)
            default: return false
            }
        }
        return true
    }

    /// Whether a term counts something, so that it can be equal to a whole number.
    private func isWhole(_ index: TermIndex) -> Bool {
        switch table[index].form {
        case .number, .unknown, .position(.barsHeld), .position(.barsFlat): true
        case .call(let primitive, _):
            switch primitive {
            case .hour, .minute, .weekday, .count, .since, .ageOfHighest, .ageOfLowest, .sign:
                true
            default: false
            }
        case .shifted(let inner, _), .longer(let inner, _):
            // In range: an index or timeframe stands behind at most 64 others.
            isWhole(inner)
        default: false
        }
    }
}
