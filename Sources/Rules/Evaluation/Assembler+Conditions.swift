extension Assembler {
    mutating func lowerCondition(_ operation: Operation, _ result: Int32) {
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
