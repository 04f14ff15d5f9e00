extension Operation {
    /// The same of other nodes, and with pairs of factors of other numbers.
    ///
    /// The forward reference of `self` is moved as well.
    func moved(
        _ node: (NodeIndex) -> NodeIndex, scales: (UInt16) -> UInt16
    ) -> Operation {
        func moved(_ comparing: Comparing) -> Comparing {
            switch comparing {
            case .doubles, .numerators: comparing
            case .scaled(let index): .scaled(scales(index))
            case .wide(let index): .wide(scales(index))
            }
        }
        return switch self {
        case .exactCandle, .clock, .dayVwap, .day, .noise, .parabolic, .supertrend, .haOpen,
            .constant, .truth, .unknown, .position:
            self
        case .shifted(let x, let n): .shifted(node(x), n)
        case .exactShifted(let x, let n): .exactShifted(node(x), n)
        case .longer(let x): .longer(node(x))
        case .exactLonger(let x): .exactLonger(node(x))
        case .arithmetic(let sign, let x, let y): .arithmetic(sign, node(x), node(y))
        case .negated(let x): .negated(node(x))
        case .exactSum(let x, let y, let pair): .exactSum(node(x), node(y), scales: scales(pair))
        case .exactProduct(let x, let factor): .exactProduct(node(x), factor)
        case .absolute(let x): .absolute(node(x))
        case .squareRoot(let x): .squareRoot(node(x))
        case .sign(let x): .sign(node(x))
        case .minimum(let x, let y): .minimum(node(x), node(y))
        case .maximum(let x, let y): .maximum(node(x), node(y))
        case .choice(let c, let x, let y): .choice(node(c), node(x), node(y))
        case .known(let x): .known(node(x))
        case .comparison(let sign, let x, let y, let comparing):
            .comparison(sign, node(x), node(y), moved(comparing))
        case .crossesAbove(let x, let y, let comparing):
            .crossesAbove(node(x), node(y), moved(comparing))
        case .crossesBelow(let x, let y, let comparing):
            .crossesBelow(node(x), node(y), moved(comparing))
        case .and(let x, let y): .and(node(x), node(y))
        case .or(let x, let y): .or(node(x), node(y))
        case .not(let x): .not(node(x))
        case .window(let kind, let x, let n): .window(kind, node(x), n)
        case .exactWindow(let kind, let x, let n): .exactWindow(kind, node(x), n)
        case .correlation(let x, let y, let n): .correlation(node(x), node(y), n)
        case .count(let x, let n): .count(node(x), n)
        case .since(let x, let n): .since(node(x), n)
        case .valueWhen(let c, let x, let n): .valueWhen(node(c), node(x), n)
        case .exponentialAverage(let x, let n): .exponentialAverage(node(x), n)
        case .wilderAverage(let x, let n): .wilderAverage(node(x), n)
        case .relativeStrength(let x, let n): .relativeStrength(node(x), n)
        case .relativeStrengthOfPrice(let x, let n): .relativeStrengthOfPrice(node(x), n)
        case .adaptiveAverage(let x, let n, let fast, let slow):
            .adaptiveAverage(node(x), n: n, fast: fast, slow: slow)
        case .recur(let start, let next): .recur(start: node(start), next: node(next))
        case .lastOfRecur(let recur): .lastOfRecur(node(recur))
        }
    }
}
