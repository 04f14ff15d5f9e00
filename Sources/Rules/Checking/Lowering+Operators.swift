internal import Market

extension Lowering {
    mutating func lowered(
        _ infix: Infix, _ left: TermIndex, _ right: TermIndex, _ place: Int, _ index: TermIndex
    ) throws(Misfit) -> NodeIndex {
        let (first, second) = (node(left, place), node(right, place))
        switch infix {
        case .and: return try add(.and(first, second), place, index)
        case .or: return try add(.or(first, second), place, index)
        case .comparison(let comparison):
            let comparing = comparing(first, second)
            return try add(.comparison(comparison, first, second, comparing), place, index)
        case .crosses(let above):
            let comparing = comparing(first, second)
            return try add(
                above
                    ? .crossesAbove(first, second, comparing)
                    : .crossesBelow(first, second, comparing), place, index)
        case .arithmetic(let arithmetic):
            if let exact = try loweredExactly(arithmetic, left, right, place, index) {
                return exact
            }
            return try add(.arithmetic(arithmetic, first, second), place, index)
        }
    }

    mutating func comparing(_ left: NodeIndex, _ right: NodeIndex) -> Comparing {
        guard let first = exact(left), let second = exact(right) else { return .doubles }
        guard let (scales, isWide) = Exactness.comparing(first, second) else { return .numerators }
        let index = scale(scales)
        return isWide ? .wide(index) : .scaled(index)
    }

    /// `nil` where it is a matter of Doubles.
    mutating func loweredExactly(
        _ arithmetic: Arithmetic, _ left: TermIndex, _ right: TermIndex, _ place: Int,
        _ index: TermIndex
    ) throws(Misfit) -> NodeIndex? {
        let (first, second) = (node(left, place), node(right, place))
        switch arithmetic {
        case .plus, .minus:
            guard let one = exact(first), let other = exact(second),
                let (form, scales) = Exactness.sum(one, other)
            else { return nil }
            let signed =
                arithmetic == .plus
                ? scales : Scales(left: scales.left, right: 0 - scales.right)
            return try add(
                .exactSum(first, second, scales: scale(signed)), place, index, exact: form)
        case .times:
            let isLeft = exact(first) != nil
            let (operand, other) = isLeft ? (first, right) : (second, left)
            guard let form = exact(operand), case .number(let value) = terms[other].form,
                let factor = Exactness.factor(value), let scaled = Exactness.times(form, factor)
            else { return nil }
            return try add(.exactProduct(operand, factor), place, index, exact: scaled)
        case .divided:
            guard let form = exact(first), case .number(let value) = terms[right].form,
                let divisor = Exactness.factor(value), divisor != 0,
                let scaled = Exactness.divided(form, by: divisor)
            else { return nil }
            return try add(
                .exactProduct(first, divisor < 0 ? -1 : 1), place, index, exact: scaled)
        }
    }

    /// Nodes of y that depend on `self` belong to this `recur` alone.
    mutating func loweredRecur(
        _ arguments: [Term.Argument], _ place: Int, _ index: TermIndex
    ) throws(Misfit) -> NodeIndex {
        guard arguments.count == 3, case .term(let start) = arguments[0],
            case .term(let next) = arguments[1], case .constant(let period) = arguments[2]
        else { return try add(.unknown, place, index) }
        let first = node(start, place)
        var wanted = Set<TermIndex>()
        if terms[next].isSelf { wanted.insert(next) }
        for term in stride(from: next, through: 0, by: -1) where wanted.contains(term) {
            for operand in terms[term].form.operands where terms[operand].isSelf {
                wanted.insert(operand)
            }
        }
        var last: NodeIndex?
        for term in wanted.sorted() {
            if case .self = terms[term].form {
                // One node, whatever it is called: kinds of `self` do not mix within a recur.
                if last == nil {
                    last = try append(
                        Draft(
                            operation: .lastOfRecur(0), place: UInt8(clamping: place),
                            isPosition: false, exact: nil), term)
                }
                nodes[place][term] = last
            } else {
                nodes[place][term] = try lowered(term, place)
            }
        }
        let second = node(next, place)
        let count = drafts.count
        let recur = try add(.recur(start: first, next: second), place, index)
        measures[Int(recur)].recur(
            Int(saturating: period), start: measures[Int(first)], next: measures[Int(second)],
            isKnown: drafts.count == count)
        if let last { drafts[Int(last)].operation = .lastOfRecur(recur) }
        // Those nodes are of no use to others.
        for term in wanted { nodes[place][term] = nil }
        return recur
    }
}
