extension Assembler {
    mutating func lowerCandle(_ operation: Operation, _ result: Int32) {
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

    mutating func lowerArithmetic(_ operation: Operation, _ result: Int32) {
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

    mutating func lowerWindow(_ operation: Operation, _ result: Int32) {
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
    private mutating func meanDivisor(of operand: NodeIndex, _ period: UInt16) -> Int128? {
        guard let exact = program.nodes[Int(operand)].exact else { return nil }
        let bound = exact.bound.multipliedReportingOverflow(by: Int128(period))
        let divisor = exact.denominator.multipliedReportingOverflow(by: Int128(period))
        guard !bound.overflow, !divisor.overflow else { return nil }
        widestSum = max(widestSum, bound.partialValue)
        return divisor.partialValue
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
            .exactWindowSum, Int32(clamping: sum), whole(operand), period: period,
            wholes: Int(period) + 1, counts: Ring.limits(period))
        lowerNearest(over: divisor, Int32(clamping: sum), Int32(clamping: register))
        return register
    }

    mutating func lowerMemory(_ operation: Operation, _ result: Int32) {
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
