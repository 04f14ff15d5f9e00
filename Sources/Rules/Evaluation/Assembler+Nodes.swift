extension Assembler {
    /// Emits what computes a node: a numerator where it is exact, with its nearest Double where
    /// somebody reads that, and a Double where it is not.
    mutating func lower(_ node: Node, at index: Int) {
        lowered = index
        let result = Int32(clamping: reals[index])
        if let exact = node.exact {
            lowerExact(node.operation, Int32(clamping: wholes[index]))
            if node.isReadAsDouble {
                lowerNearest(over: exact.denominator, Int32(clamping: wholes[index]), result)
            }
            return
        }
        switch node.operation {
        case .constant(let value): hold(value, node, index)
        case .truth(let holds): hold(holds ? 1 : 0, node, index)
        case .unknown: break
        case .clock, .day, .dayVwap, .noise, .parabolic, .supertrend, .haOpen:
            lowerCandle(node.operation, result)
        case .known, .comparison, .crossesAbove, .crossesBelow, .and, .or, .not:
            lowerCondition(node.operation, result)
        case .window, .correlation, .count: lowerWindow(node.operation, result)
        case .shifted, .since, .valueWhen, .exponentialAverage, .wilderAverage,
            .relativeStrength, .relativeStrengthOfPrice, .adaptiveAverage, .recur:
            lowerMemory(node.operation, result)
        default: lowerArithmetic(node.operation, result)
        }
    }

    /// A constant is what it is from the start; behind an `@` it is known with the first complete
    /// candle, as everything there.
    private mutating func hold(_ value: Double, _ node: Node, _ index: Int) {
        if node.place == 0 {
            plan.constants.append(.init(register: index, value: value))
        } else {
            emit(.constant, Int32(clamping: index), factor: value)
        }
    }

    mutating func emit(
        _ code: Code, _ result: Int32, _ operands: Int..., period: UInt16 = 0,
        reals: Int = 0, wholes: Int = 0, counts: [Int] = [], wide: Int = 0, factor: Double = 0,
        other: Double = 0
    ) {
        emitted.append(
            Instruction(
                code: code, result: result, first: Int32(clamping: operands.first ?? 0),
                second: Int32(clamping: operands.count > 1 ? operands[1] : 0),
                third: Int32(clamping: operands.count > 2 ? operands[2] : 0),
                period: Int32(clamping: period),
                real: Int32(clamping: takeReals(reals)), whole: Int32(clamping: takeWholes(wholes)),
                count: Int32(clamping: takeCounts(counts)), wide: Int32(clamping: wide),
                factor: factor, other: other))
    }

    func real(_ node: NodeIndex) -> Int { reals[Int(node)] }

    func whole(_ node: NodeIndex) -> Int { wholes[Int(node)] }
}

extension Assembler {
    /// The divisor stands in a Double where that is exact, and something beyond where it is not.
    mutating func lowerNearest(over divisor: Int128, _ whole: Int32, _ result: Int32) {
        emit(
            .near, result, Int(whole), wide: takeWides(divisor),
            factor: divisor <= 1 << 53
                ? Double(Int64(truncatingIfNeeded: divisor)) : .greatestFiniteMagnitude)
    }

    private mutating func lowerExact(_ operation: Operation, _ result: Int32) {
        switch operation {
        case .exactCandle(let field):
            let code: Code =
                switch field {
                case .open: .open
                case .high: .high
                case .low: .low
                case .close: .close
                case .volume: .volume
                }
            emit(code, result)
        case .exactSum(let left, let right, let index):
            let scales = program.scales[Int(index)]
            let isPlain = scales.left == 1 && abs(scales.right) == 1
            let code: Code = !isPlain ? .exactSum : scales.right == 1 ? .exactPlus : .exactMinus
            emit(
                code, result, whole(left), whole(right),
                wide: takeWides(scales.left, scales.right))
        case .exactProduct(let operand, let factor):
            emit(.exactProduct, result, whole(operand), wide: takeWides(Int128(clamping: factor)))
        case .exactShifted(let operand, let period) where period > 0:
            emit(
                .exactShifted, result, whole(operand), period: period, wholes: Int(period),
                counts: Ring.limits(period))
        case .exactWindow(let window, let operand, let period):
            let isSum = window == .sum || window == .mean
            emit(
                isSum ? .exactWindowSum : window == .highest ? .exactHighest : .exactLowest, result,
                whole(operand), period: period, wholes: Int(period) + (isSum ? 1 : 0),
                counts: isSum ? Ring.limits(period) : Extreme.limits(period))
        default: break
        }
    }
}
