extension Operation {
    /// The nodes that it reads, each before it; the forward reference of `self` is none.
    package var operands: [NodeIndex] {
        switch self {
        case .exactCandle, .clock, .dayVwap, .day, .noise, .parabolic, .supertrend, .haOpen,
            .constant, .truth, .unknown, .position, .lastOfRecur:
            []
        case .shifted(let inner, _), .exactShifted(let inner, _), .longer(let inner),
            .exactLonger(let inner), .negated(let inner), .exactProduct(let inner, _),
            .absolute(let inner), .squareRoot(let inner), .sign(let inner), .known(let inner),
            .not(let inner), .window(_, let inner, _), .exactWindow(_, let inner, _),
            .count(let inner, _), .since(let inner, _), .exponentialAverage(let inner, _),
            .wilderAverage(let inner, _), .relativeStrength(let inner, _),
            .relativeStrengthOfPrice(let inner, _), .adaptiveAverage(let inner, _, _, _):
            [inner]
        case .arithmetic(_, let left, let right), .exactSum(let left, let right, _),
            .minimum(let left, let right), .maximum(let left, let right),
            .comparison(_, let left, let right, _), .crossesAbove(let left, let right, _),
            .crossesBelow(let left, let right, _), .and(let left, let right),
            .or(let left, let right), .correlation(let left, let right, _),
            .valueWhen(let left, let right, _), .recur(let left, let right):
            [left, right]
        case .choice(let condition, let first, let second): [condition, first, second]
        }
    }

    /// The operand of another place.
    var longerOperand: NodeIndex? {
        switch self {
        case .longer(let inner), .exactLonger(let inner): inner
        default: nil
        }
    }

    /// The operands whose Double it needs, where they are exact.
    var doubleOperands: [NodeIndex] {
        switch self {
        case .exactShifted, .exactLonger, .exactSum, .exactProduct, .exactWindow,
            .relativeStrengthOfPrice, .known:
            []
        case .comparison(_, _, _, let comparing), .crossesAbove(_, _, let comparing),
            .crossesBelow(_, _, let comparing):
            comparing == .doubles ? operands : []
        default: operands
        }
    }
}
