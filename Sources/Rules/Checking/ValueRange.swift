/// Between what bounds a value lies whenever it is known.
///
/// Bounds are never too narrow: sums, products and quotients of bounds are rounded as those of values
/// are, and what gathers rounding errors has bounds that are wide enough for them.
struct ValueRange: Equatable, CustomStringConvertible {
    var low = -Double.infinity
    var high = Double.infinity
    /// Whether it is never known, as a quotient by 0.
    var isNever = false
    /// Whether it is a whole number.
    var isWhole = false

    static let everything = ValueRange()
    static let positive = ValueRange(low: 0)
    static let never = ValueRange(isNever: true)

    /// What rounding adds at most to a mean of 10,000 values, as a part of the largest of them.
    private static let slack = 1e-9

    init(
        low: Double = -.infinity, high: Double = .infinity, isNever: Bool = false,
        isWhole: Bool = false
    ) {
        (self.low, self.high, self.isNever, self.isWhole) = (low, high, isNever, isWhole)
    }

    private static func whole(_ low: Double, _ high: Double = .infinity) -> ValueRange {
        ValueRange(low: low, high: high, isWhole: true)
    }

    /// The range of a term whose parts have theirs; `cannot` tells of a condition whether it can never
    /// be true, or never false.
    ///
    /// Of words about the position, in a rule that is asked at a close.
    init(of term: Term, _ ranges: [ValueRange], cannot: (TermIndex, Bool) -> Bool) {
        switch term.form {
        case .number(let value):
            self.init(low: value, high: value, isWhole: value == value.rounded(.down))
        case .unknown: self = .never
        case .position(let word):
            switch word {
            case .profitPercent, .lastProfitPercent: self.init(low: -100)
            // The candle of the fill has closed when a rule is asked.
            case .barsHeld: self = .whole(1)
            case .barsFlat: self = .whole(0)
            default: self = .positive
            }
        case .negated(let inner):
            let inner = ranges[inner]
            self.init(
                low: 0 - inner.high, high: 0 - inner.low, isNever: inner.isNever,
                isWhole: inner.isWhole)
        case .shifted(let inner, _), .longer(let inner, _): self = ranges[inner]
        case .infix(.arithmetic(let arithmetic), let left, let right):
            self = Self.calculated(arithmetic, ranges[left], ranges[right])
        case .call(let primitive, let arguments):
            let constants = arguments.compactMap {
                if case .constant(let value) = $0 { value } else { nil }
            }
            let operands = term.form.operands
            self = Self.of(
                primitive, operands.map { ranges[$0] }, constants.first ?? 1,
                cannot: { wanted in operands.first.map { cannot($0, wanted) } ?? false })
        default: self = .everything
        }
    }

    /// Whether all of it is below all of another or, where the question is strict, not above.
    func isBelow(_ other: ValueRange, isStrict: Bool) -> Bool {
        guard high.isFinite, other.low.isFinite else { return false }
        return high < other.low || isStrict && high == other.low
    }

    var description: String {
        let (first, last) = (Self.text(low), Self.text(high))
        return switch (low.isFinite, high.isFinite) {
        case (true, true) where first == last: "always \(first)"
        case (true, true): "from \(first) to \(last)"
        case (true, false): "never below \(first)"
        case (false, true): "never above \(last)"
        case (false, false): "any number"
        }
    }

    /// Without what was added for rounding.
    private static func text(_ bound: Double) -> String {
        let rounded = (bound * 1e6).rounded() / 1e6
        return Decimals.text((bound.magnitude < 1e9 && rounded != 0 ? rounded : bound) + 0)
    }

    private static func of(
        _ primitive: Primitive, _ operands: [ValueRange], _ count: Double,
        cannot: (Bool) -> Bool
    ) -> ValueRange {
        switch primitive {
        // An unknown second part keeps what there is.
        case .recur: return operands[0].isNever ? .never : operands[0].union(operands[1])
        case .if:
            let choices = zip([true, false], operands.dropFirst()).filter { !cannot($0.0) }
            guard !operands[0].isNever, let first = choices.first?.1 else { return .never }
            return choices.dropFirst().reduce(first) { $0.union($1.1) }
        case .known: return .everything
        default: if let never = operands.first(where: \.isNever) { return never }
        }
        switch primitive {
        case .open, .high, .low, .close, .volume, .vwap, .dayOpen, .dayHigh, .dayLow, .haOpen,
            .stdev, .meandev:
            return .positive
        case .hour: return .whole(0, 23)
        case .minute: return .whole(0, 59)
        case .weekday: return .whole(1, 7)
        case .rsi, .percentRank: return ValueRange(low: 0, high: 100)
        case .correlation: return ValueRange(low: -1 - slack, high: 1 + slack)
        case .count: return .whole(cannot(false) ? count : 0, cannot(true) ? 0 : count)
        case .since: return cannot(true) ? .never : .whole(0, count - 1)
        case .ageOfHighest, .ageOfLowest: return .whole(0, count - 1)
        case .noise: return ValueRange(low: 0, high: 1 - 0x1p-53)
        case .sign: return .whole(-1, 1)
        case .highest, .lowest: return operands[0]
        case .median: return operands[0].halves
        case .sma, .ema, .rma, .wma: return operands[0].halves.rounded
        case .sum:
            return calculated(
                .times, operands[0].rounded, ValueRange(low: count, high: count)
            ).with(isWhole: operands[0].isWhole)
        case .valueWhen: return cannot(true) ? .never : operands[1]
        case .abs: return operands[0].magnitude
        case .sqrt:
            guard operands[0].high >= 0 else { return .never }
            return ValueRange(
                low: max(0, operands[0].low).squareRoot(), high: operands[0].high.squareRoot())
        case .min, .max:
            let (lows, highs) = (operands.map(\.low), operands.map(\.high))
            let isWhole = operands.allSatisfy(\.isWhole)
            return primitive == .min
                ? ValueRange(
                    low: lows.min() ?? 0, high: highs.min() ?? 0, isWhole: isWhole)
                : ValueRange(
                    low: lows.max() ?? 0, high: highs.max() ?? 0, isWhole: isWhole)
        default: return .everything
        }
    }

    private func with(isWhole: Bool) -> ValueRange {
        ValueRange(low: low, high: high, isNever: isNever, isWhole: isWhole)
    }

    /// The same bounds, of what may lie between whole numbers.
    private var halves: ValueRange { with(isWhole: false) }

    /// Wide enough for a mean of such values; 0 stays, for rounding makes no sign.
    private var rounded: ValueRange {
        let slack = Self.slack * max(low.magnitude, high.magnitude)
        return ValueRange(
            low: low == 0 ? 0 : low - slack, high: high == 0 ? 0 : high + slack, isNever: isNever,
            isWhole: isWhole)
    }

    private var magnitude: ValueRange {
        let largest = max(low.magnitude, high.magnitude)
        let smallest = low > 0 ? low : high < 0 ? 0 - high : 0
        return ValueRange(low: smallest, high: largest, isWhole: isWhole)
    }

    private func union(_ other: ValueRange) -> ValueRange {
        if isNever { return other }
        guard !other.isNever else { return self }
        return ValueRange(
            low: min(low, other.low), high: max(high, other.high),
            isWhole: isWhole && other.isWhole)
    }

    private static func calculated(
        _ arithmetic: Arithmetic, _ left: ValueRange, _ right: ValueRange
    ) -> ValueRange {
        if left.isNever || right.isNever { return .never }
        let isWhole = left.isWhole && right.isWhole && arithmetic != .divided
        switch arithmetic {
        case .plus: return checked([left.low + right.low, left.high + right.high], isWhole)
        case .minus: return checked([left.low - right.high, left.high - right.low], isWhole)
        case .times:
            return checked(
                [
                    left.low * right.low, left.low * right.high, left.high * right.low,
                    left.high * right.high,
                ], isWhole)
        case .divided:
            if right.low == 0, right.high == 0 { return .never }
            guard right.low > 0 || right.high < 0 else {
                let isPositive = left.low >= 0 && right.low >= 0
                return isPositive ? .positive : .everything
            }
            return checked(
                [
                    left.low / right.low, left.low / right.high, left.high / right.low,
                    left.high / right.high,
                ], isWhole)
        }
    }

    /// Between the ends that were found; 0 times infinity says nothing.
    private static func checked(_ ends: [Double], _ isWhole: Bool) -> ValueRange {
        guard !ends.contains(where: \.isNaN), let low = ends.min(), let high = ends.max() else {
            return ValueRange(isWhole: isWhole)
        }
        return ValueRange(low: low, high: high, isWhole: isWhole)
    }
}
