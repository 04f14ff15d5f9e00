extension Assembler {
    /// Emits what computes a node: a numerator where it is exact, with its nearest Double where
    /// somebody reads that, and a Double where it is not.
    mutating func lower(_ node: Node, at index: Int) {
        lowered = index
        let result = Int32(reals[index])
        if let exact = node.exact {
            lowerExact(node.operation, Int32(wholes[index]))
            if node.isReadAsDouble {
                lowerNearest(over: exact.denominator, Int32(wholes[index]), result)
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
            emit(.constant, Int32(index), factor: value)
        }
    }

    private mutating func emit(
        _ code: Code, _ result: Int32, _ operands: Int..., period: UInt16 = 0,
        reals: Int = 0, wholes: Int = 0, counts: [Int] = [], wide: Int = 0, factor: Double = 0,
        other: Double = 0
    ) {
        emitted.append(
            Instruction(
                code: code, result: result, first: Int32(operands.first ?? 0),
                second: Int32(operands.count > 1 ? operands[1] : 0),
                third: Int32(operands.count > 2 ? operands[2] : 0), period: Int32(period),
                real: Int32(takeReals(reals)), whole: Int32(takeWholes(wholes)),
                count: Int32(takeCounts(counts)), wide: Int32(wide), factor: factor, other: other))
    }

    private func real(_ node: NodeIndex) -> Int { reals[Int(node)] }

    private func whole(_ node: NodeIndex) -> Int { wholes[Int(node)] }
}

// MARK: Whole numbers

extension Assembler {
    /// The divisor stands in a Double where that is exact, and something beyond where it is not.
    private mutating func lowerNearest(over divisor: Int128, _ whole: Int32, _ result: Int32) {
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
            emit(.exactProduct, result, whole(operand), wide: takeWides(Int128(factor)))
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

// MARK: Doubles

extension Assembler {
    private mutating func lowerCandle(_ operation: Operation, _ result: Int32) {
        switch operation {
        case .clock(.hour): emit(.hour, result)
        case .clock(.minute): emit(.minute, result)
        case .clock(.weekday): emit(.weekday, result)
        case .noise(let number): emit(.noise, result, factor: Double(bitPattern: number))
        case .dayVwap:
            emit(.vwap, result, reals: 1, wholes: 1, counts: Day.limits)
        case .day(let field):
            let code: Code = field == .open ? .dayOpen : field == .high ? .dayHigh : .dayLow
            emit(code, result, reals: 1, counts: Day.limits)
        case .parabolic(let step, let most):
            emit(
                .parabolic, result, reals: Parabolic.reals, counts: Parabolic.limits, factor: step,
                other: most)
        case .supertrend(let period, let factor):
            emit(
                .supertrend, result, period: period, reals: Supertrend.reals,
                wholes: Supertrend.wholes, counts: Supertrend.limits(period), factor: factor)
        case .haOpen: emit(.haOpen, result, reals: HeikinAshiOpen.reals)
        default: break
        }
    }

    private mutating func lowerArithmetic(_ operation: Operation, _ result: Int32) {
        switch operation {
        case .arithmetic(let sign, let left, let right):
            let code: Code =
                switch sign {
                case .plus: .plus
                case .minus: .minus
                case .times: .times
                case .divided: .divided
                }
            emit(code, result, real(left), real(right))
        case .negated(let operand): emit(.negated, result, real(operand))
        case .absolute(let operand): emit(.absolute, result, real(operand))
        case .squareRoot(let operand): emit(.squareRoot, result, real(operand))
        case .sign(let operand): emit(.sign, result, real(operand))
        case .minimum(let left, let right): emit(.minimum, result, real(left), real(right))
        case .maximum(let left, let right): emit(.maximum, result, real(left), real(right))
        case .choice(let condition, let left, let right):
            emit(.choice, result, real(condition), real(left), real(right))
        default: break
        }
    }

    private mutating func lowerWindow(_ operation: Operation, _ result: Int32) {
        switch operation {
        case .window(let window, let operand, let period):
            let limits =
                switch window {
                case .highest, .lowest, .ageOfHighest, .ageOfLowest: Extreme.limits(period)
                case .median: Median.limits(period)
                default: Ring.limits(period)
                }
            let mean = window.takesMean ? exactMean(of: operand, period) : Self.ownMean
            emit(
                window.code, result, real(operand), mean, period: period,
                reals: Int(period) * (window == .median ? 2 : 1), counts: limits)
        case .correlation(let first, let second, let period):
            let means = (exactMean(of: first, period), exactMean(of: second, period))
            emit(
                .correlation, result, real(first), real(second), means.0, period: period,
                reals: 2 * Int(period), counts: Ring.limits(period) + Ring.limits(period),
                wide: means.1)
        case .count(let condition, let period):
            emit(
                .count, result, real(condition), period: period, reals: Int(period),
                counts: HoldCount.limits(period))
        default: break
        }
    }

    /// Stands for the register of a mean where that is made of the Doubles of a window.
    static let ownMean = -1

    /// The divisor of the exact mean of an operand; `nil` where that is not exact.
    private func meanDivisor(of operand: NodeIndex, _ period: UInt16) -> Int128? {
        guard let exact = program.nodes[Int(operand)].exact else { return nil }
        let bound = exact.bound.multipliedReportingOverflow(by: Int128(period))
        let divisor = exact.denominator.multipliedReportingOverflow(by: Int128(period))
        return bound.overflow || divisor.overflow ? nil : divisor.partialValue
    }

    /// The register of the mean of an operand's last n values, read as the nearest Double, where the
    /// operand is exact: that of a node of the program, or one made here.
    private mutating func exactMean(of operand: NodeIndex, _ period: UInt16) -> Int {
        guard let divisor = meanDivisor(of: operand, period) else { return Self.ownMean }
        let mean = Operation.exactWindow(.mean, operand, period)
        let place = program.nodes[Int(operand)].place
        // What stands before this node, and not after it, is known by now.
        for (index, node) in program.nodes.prefix(lowered).enumerated()
        where node.operation == mean && node.place == place && node.isReadAsDouble {
            return reals[index]
        }
        let (sum, register) = (takeWholes(1), takeReals(1))
        emit(
            .exactWindowSum, Int32(sum), whole(operand), period: period,
            wholes: Int(period) + 1, counts: Ring.limits(period))
        lowerNearest(over: divisor, Int32(sum), Int32(register))
        return register
    }

    private mutating func lowerMemory(_ operation: Operation, _ result: Int32) {
        switch operation {
        case .shifted(let operand, let period) where period > 0:
            emit(
                .shifted, result, real(operand), period: period, reals: Int(period),
                counts: Ring.limits(period))
        case .since(let condition, let period):
            emit(
                .since, result, real(condition), period: period, counts: LastHeld.limits(period))
        case .valueWhen(let condition, let operand, let period):
            emit(
                .valueWhen, result, real(condition), real(operand), period: period, reals: 1,
                counts: LastHeld.limits(period))
        case .exponentialAverage(let operand, let period):
            seeded(.exponential, .exponentialOfExact, operand, period, result)
        case .wilderAverage(let operand, let period):
            seeded(.wilder, .wilderOfExact, operand, period, result)
        case .relativeStrength(let operand, let period):
            emit(
                .relativeStrength, result, real(operand), period: period,
                reals: RelativeStrength.reals, counts: RelativeStrength.limits(period))
        case .relativeStrengthOfPrice(let operand, let period):
            emit(
                .relativeStrengthOfPrice, result, whole(operand), period: period,
                reals: RelativeStrength.reals, wholes: 1, counts: RelativeStrength.limits(period))
        case .adaptiveAverage(let operand, let period, let fast, let slow):
            // In range: a period is at most 10,000.
            emit(
                .adaptive, result, real(operand), period: period, reals: Int(period) + 2,
                counts: Ring.limits(period + 1), factor: fast, other: slow)
        case .recur(let start, let next): emit(.recur, result, real(start), real(next))
        default: break
        }
    }
}

extension Assembler {
    /// A recursive average, whose seed is an exact mean where the operand is exact.
    private mutating func seeded(
        _ code: Code, _ codeOfExact: Code, _ operand: NodeIndex, _ period: UInt16, _ result: Int32
    ) {
        let share = 2 / (Double(period) + 1)
        if let divisor = meanDivisor(of: operand, period) {
            emit(
                codeOfExact, result, real(operand), whole(operand), period: period,
                reals: Seed.reals, wholes: 1, counts: Seed.limits(period),
                wide: takeWides(divisor), factor: share)
        } else {
            emit(
                code, result, real(operand), period: period, reals: Seed.reals,
                counts: Seed.limits(period), factor: share)
        }
    }
}

// MARK: Conditions

extension Assembler {
    private mutating func lowerCondition(_ operation: Operation, _ result: Int32) {
        switch operation {
        case .known(let operand):
            // Nobody else may read it as a Double.
            let isExact = program.nodes[Int(operand)].exact != nil
            emit(
                isExact ? .exactKnown : .known, result,
                isExact ? whole(operand) : real(operand))
        case .and(let left, let right): emit(.and, result, real(left), real(right))
        case .or(let left, let right): emit(.or, result, real(left), real(right))
        case .not(let operand): emit(.not, result, real(operand))
        case .comparison(let comparison, let left, let right, let comparing):
            compare(comparison, left, right, comparing, result)
        case .crossesAbove(let left, let right, let comparing):
            compare(.greater, left, right, comparing, result)
            emit(.crossing, result, Int(result), reals: 1)
        case .crossesBelow(let left, let right, let comparing):
            compare(.less, left, right, comparing, result)
            emit(.crossing, result, Int(result), reals: 1)
        default: break
        }
    }

    private mutating func compare(
        _ comparison: Comparison, _ left: NodeIndex, _ right: NodeIndex, _ comparing: Comparing,
        _ result: Int32
    ) {
        let codes = comparison.codes
        switch comparing {
        case .doubles: emit(codes.doubles, result, real(left), real(right))
        case .numerators: emit(codes.numerators, result, whole(left), whole(right))
        case .scaled(let index), .wide(let index):
            let scales = program.scales[Int(index)]
            emit(
                codes.scaled, result, whole(left), whole(right),
                wide: takeWides(scales.left, scales.right))
        }
    }
}

extension Comparison {
    fileprivate var codes: (doubles: Code, numerators: Code, scaled: Code) {
        switch self {
        case .less: (.less, .exactLess, .scaledLess)
        case .lessOrEqual: (.lessOrEqual, .exactLessOrEqual, .scaledLessOrEqual)
        case .greater: (.greater, .exactGreater, .scaledGreater)
        case .greaterOrEqual: (.greaterOrEqual, .exactGreaterOrEqual, .scaledGreaterOrEqual)
        case .equal: (.equal, .exactEqual, .scaledEqual)
        case .notEqual: (.notEqual, .exactNotEqual, .scaledNotEqual)
        }
    }
}

extension Window {
    /// Whether it is made of distances from the mean.
    fileprivate var takesMean: Bool {
        switch self {
        case .deviation, .meanDeviation, .regression, .slope: true
        default: false
        }
    }

    fileprivate var code: Code {
        switch self {
        case .sum: .sum
        case .mean: .mean
        case .highest: .highest
        case .lowest: .lowest
        case .median: .median
        case .ageOfHighest: .ageOfHighest
        case .ageOfLowest: .ageOfLowest
        case .weighted: .weighted
        case .deviation: .deviation
        case .meanDeviation: .meanDeviation
        case .regression: .regression
        case .slope: .slope
        case .percentRank: .percentRank
        }
    }
}
