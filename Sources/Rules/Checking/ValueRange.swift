/// Between what bounds a value lies whenever it is known.
struct ValueRange: Equatable, CustomStringConvertible {
    var low = -Double.infinity
    var high = Double.infinity
    /// Whether it is never known, as a quotient by 0.
    var isNever = false

    static let everything = ValueRange()
    static let positive = ValueRange(low: 0)
    static let never = ValueRange(isNever: true)

    init(low: Double = -.infinity, high: Double = .infinity, isNever: Bool = false) {
        (self.low, self.high, self.isNever) = (low, high, isNever)
    }

    /// The range of a term whose parts have theirs.
    init(of term: Term, _ ranges: [ValueRange], _ terms: [Term]) {
        switch term.form {
        case .number(let value): self.init(low: value, high: value)
        case .unknown: self = .never
        case .position(let word):
            switch word {
            case .profitPercent, .lastProfitPercent: self.init(low: -100)
            default: self = .positive
            }
        case .negated(let inner):
            self.init(
                low: 0 - ranges[inner].high, high: 0 - ranges[inner].low,
                isNever: ranges[inner].isNever)
        case .shifted(let inner, _), .longer(let inner, _): self = ranges[inner]
        case .infix(.arithmetic(let arithmetic), let left, let right):
            self = Self.calculated(arithmetic, ranges[left], ranges[right])
        case .call(let primitive, let arguments):
            let count = arguments.compactMap {
                if case .constant(let value) = $0 { value } else { nil }
            }
            self = Self.of(primitive, term.form.operands.map { ranges[$0] }, count.first ?? 1)
        default: self = .everything
        }
    }

    /// Whether all of it is below all of another or, where the question is strict, not above; rounding
    /// may carry computed values a little over their bounds.
    func isBelow(_ other: ValueRange, isStrict: Bool) -> Bool {
        guard high.isFinite, other.low.isFinite else { return false }
        let margin = 1e-9 * max(high.magnitude, other.low.magnitude)
        return high < other.low - margin || isStrict && high == other.low
    }

    var description: String {
        switch (low.isFinite, high.isFinite) {
        case (true, true) where low == high: "always \(Decimals.text(low))"
        case (true, true): "from \(Decimals.text(low)) to \(Decimals.text(high))"
        case (true, false): "never below \(Decimals.text(low))"
        case (false, true): "never above \(Decimals.text(high))"
        case (false, false): "any number"
        }
    }

    private static func of(
        _ primitive: Primitive, _ operands: [ValueRange], _ count: Double
    ) -> ValueRange {
        if let never = operands.first(where: \.isNever), primitive != .known { return never }
        switch primitive {
        case .open, .high, .low, .close, .volume, .vwap, .dayOpen, .dayHigh, .dayLow, .haOpen,
            .stdev, .meandev:
            return .positive
        case .hour: return ValueRange(low: 0, high: 23)
        case .minute: return ValueRange(low: 0, high: 59)
        case .weekday: return ValueRange(low: 1, high: 7)
        case .rsi, .percentRank: return ValueRange(low: 0, high: 100)
        case .correlation: return ValueRange(low: -1, high: 1)
        case .count: return ValueRange(low: 0, high: count)
        case .since, .ageOfHighest, .ageOfLowest: return ValueRange(low: 0, high: count - 1)
        case .noise: return ValueRange(low: 0, high: 1)
        case .sign: return ValueRange(low: -1, high: 1)
        case .sma, .highest, .lowest, .median, .ema, .rma, .wma: return operands[0]
        case .sum:
            return calculated(.times, operands[0], ValueRange(low: count, high: count))
        case .valueWhen: return operands[1]
        case .abs, .sqrt: return .positive
        case .if:
            return operands[1].union(operands[2])
        case .min, .max:
            let lows = operands.map(\.low)
            let highs = operands.map(\.high)
            return primitive == .min
                ? ValueRange(low: lows.min() ?? 0, high: highs.min() ?? 0)
                : ValueRange(low: lows.max() ?? 0, high: highs.max() ?? 0)
        default: return .everything
        }
    }

    private func union(_ other: ValueRange) -> ValueRange {
        ValueRange(low: min(low, other.low), high: max(high, other.high))
    }

    private static func calculated(
        _ arithmetic: Arithmetic, _ left: ValueRange, _ right: ValueRange
    ) -> ValueRange {
        if left.isNever || right.isNever { return .never }
        switch arithmetic {
        case .plus: return checked([left.low + right.low, left.high + right.high])
        case .minus: return checked([left.low - right.high, left.high - right.low])
        case .times:
            return checked([
                left.low * right.low, left.low * right.high, left.high * right.low,
                left.high * right.high,
            ])
        case .divided:
            if right.low == 0, right.high == 0 { return .never }
            guard right.low > 0 || right.high < 0 else {
                let isPositive = left.low >= 0 && right.low >= 0
                return isPositive ? .positive : .everything
            }
            return checked([
                left.low / right.low, left.low / right.high, left.high / right.low,
                left.high / right.high,
            ])
        }
    }

    /// Between the ends that were found; 0 times infinity says nothing.
    private static func checked(_ ends: [Double]) -> ValueRange {
        guard !ends.contains(where: \.isNaN), let low = ends.min(), let high = ends.max() else {
            return .everything
        }
        return ValueRange(low: low, high: high)
    }
}
