extension Lowering {
    /// The operation of a primitive over nodes and constants.
    ///
    /// Arguments are those that ``Primitive/roles`` asks for, which the expander has checked.
    static func operation(
        _ primitive: Primitive, _ nodes: [NodeIndex], _ constants: [Double]
    ) -> Operation? {
        let first = nodes.first ?? 0
        let second = nodes.count > 1 ? nodes[1] : 0
        let third = nodes.count > 2 ? nodes[2] : 0
        // In range: periods are whole numbers from 1 to 10,000.
        let period = UInt16(exactly: constants.first ?? 1) ?? 1
        let one = constants.first ?? 0
        let two = constants.count > 1 ? constants[1] : 0
        switch primitive {
        case .open: return .exactCandle(.open)
        case .high: return .exactCandle(.high)
        case .low: return .exactCandle(.low)
        case .close: return .exactCandle(.close)
        case .volume: return .exactCandle(.volume)
        case .hour: return .clock(.hour)
        case .minute: return .clock(.minute)
        case .weekday: return .clock(.weekday)
        case .vwap: return .dayVwap
        case .dayOpen: return .day(.open)
        case .dayHigh: return .day(.high)
        case .dayLow: return .day(.low)
        case .haOpen: return .haOpen
        case .ema: return .exponentialAverage(first, period)
        case .rma: return .wilderAverage(first, period)
        case .rsi: return .relativeStrength(first, period)
        case .correlation: return .correlation(first, second, period)
        case .count: return .count(first, period)
        case .since: return .since(first, period)
        case .valueWhen: return .valueWhen(first, second, period)
        case .if: return .choice(first, second, third)
        case .abs: return .absolute(first)
        case .sqrt: return .squareRoot(first)
        case .sign: return .sign(first)
        case .known: return .known(first)
        case .kama:
            return .adaptiveAverage(
                first, n: period, fast: two, slow: constants.count > 2 ? constants[2] : 0)
        case .psar: return .parabolic(step: one, most: two)
        case .supertrend: return .supertrend(n: period, factor: two)
        // In range: whole and at most 2⁵³.
        case .noise: return .noise(UInt64(exactly: one) ?? 0)
        case .min, .max, .recur: return nil
        case .sum, .sma, .highest, .lowest, .median, .ageOfHighest, .ageOfLowest, .wma, .stdev,
            .meandev, .linreg, .slope, .percentRank:
            return Window(rawValue: primitive.rawValue).map { .window($0, first, period) }
        }
    }

    /// The twin of a window that adds or compares whole numerators, where there is one.
    static func exactWindow(_ primitive: Primitive) -> ExactWindow? {
        ExactWindow(rawValue: primitive.rawValue)
    }
}

extension Lowering {
    /// The node of a primitive whose operands have theirs.
    mutating func lowered(
        _ primitive: Primitive, _ arguments: [Term.Argument], _ place: Int, _ index: TermIndex
    ) throws(Misfit) -> NodeIndex {
        var operands: [NodeIndex] = []
        var constants: [Double] = []
        for argument in arguments {
            switch argument {
            case .term(let term): operands.append(node(term, place))
            case .constant(let value): constants.append(value)
            }
        }
        if primitive == .min || primitive == .max {
            return try loweredChoice(primitive, operands, place, index)
        }
        guard let operation = Self.operation(primitive, operands, constants) else {
            return try add(.unknown, place, index)
        }
        switch operation {
        case .exactCandle(let field):
            let form = field == .volume ? Exactness.volume : Exactness.price
            return try add(operation, place, index, exact: form)
        case .window(_, let operand, let count):
            guard let window = Self.exactWindow(primitive), let inner = exact(operand),
                let form = Exactness.window(window, inner, count)
            else { return try add(operation, place, index) }
            return try add(.exactWindow(window, operand, count), place, index, exact: form)
        case .relativeStrength(let operand, let count) where isPrice(operand):
            return try add(.relativeStrengthOfPrice(operand, count), place, index)
        default: return try add(operation, place, index)
        }
    }

    /// `min` and `max` of many, as a chain from the left.
    private mutating func loweredChoice(
        _ primitive: Primitive, _ operands: [NodeIndex], _ place: Int, _ index: TermIndex
    ) throws(Misfit) -> NodeIndex {
        var left = operands.first ?? 0
        for right in operands.dropFirst() {
            left = try add(
                primitive == .min ? .minimum(left, right) : .maximum(left, right), place, index)
        }
        return left
    }

    /// Whether a node is a candle's own price, also of a candle before or of a longer one.
    private func isPrice(_ node: NodeIndex) -> Bool {
        var current = node
        while true {
            switch drafts[Int(current)].operation {
            case .exactCandle(let field): return field != .volume
            case .exactShifted(let inner, _), .exactLonger(let inner): current = inner
            default: return false
            }
        }
    }

    // MARK: Limits

    /// - Throws: where the nodes remember or look at too much, or need too many candles.
    func checkLimits(knowingTimeframe isKnown: Bool) throws(Misfit) {
        let remembered = measures.reduce(0) { $0 + $1.remembered }
        if remembered > Limits.remembered {
            throw Misfit(
                term: origin { $0.remembered },
                message:
                    "the rules remember \(remembered) values, and \(Limits.remembered) are the most",
                hint: "this remembers the most of them")
        }
        let scanned = measures.reduce(0) { $0 + $1.scanned }
        if scanned > Limits.scanned {
            throw Misfit(
                term: origin { $0.scanned },
                message: "the rules look at \(scanned) values with every candle, and "
                    + "\(Limits.scanned) are the most",
                hint: "this looks at the most of them")
        }
        guard isKnown else { return }
        for (index, measure) in measures.enumerated()
        where drafts[index].place == 0 && measure.needs > Limits.needs {
            throw Misfit(
                term: origins[index],
                message: "this needs \(measure.needs) candles, and \(Limits.needs) are the most",
                hint: "periods and candles behind an @ multiply: shorten one of them")
        }
    }

    /// The term of the node that has the most of something.
    private func origin(_ amount: (Measure) -> Int) -> TermIndex? {
        measures.indices.max { amount(measures[$0]) < amount(measures[$1]) }.map { origins[$0] }
    }
}

extension Lowering {
    /// The nodes with who reads them: `roots` are those that are asked for as Doubles.
    func nodes(readAsDoubles roots: [NodeIndex]) -> [Node] {
        var isRead = Array(repeating: false, count: drafts.count)
        for root in roots { isRead[Int(root)] = true }
        for draft in drafts {
            for operand in draft.operation.doubleOperands { isRead[Int(operand)] = true }
        }
        return zip(drafts, isRead).map { draft, isRead in
            Node(
                operation: draft.operation, place: draft.place, isPosition: draft.isPosition,
                exact: draft.exact, isReadAsDouble: isRead || draft.exact == nil)
        }
    }
}
