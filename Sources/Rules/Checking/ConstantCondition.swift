/// Conditions over constants, which have a value before any candle.
struct ConstantCondition {
    private let terms: [Term]

    init(_ terms: [Term]) { self.terms = terms }

    /// 1, 0, or NaN for unknown; `nil` where it depends on more than constants.
    func value(of root: TermIndex) -> Double? {
        var reached: Set = [root]
        for index in stride(from: root, through: 0, by: -1) where reached.contains(index) {
            reached.formUnion(terms[index].form.operands)
        }
        var values: [TermIndex: Double] = [:]
        for index in reached.sorted() {
            guard let value = value(terms[index].form, values) else { return nil }
            values[index] = value.isFinite ? value : .nan
        }
        return values[root]
    }

    private func value(_ form: Term.Form, _ values: [TermIndex: Double]) -> Double? {
        func operand(_ index: TermIndex) -> Double { values[index] ?? .nan }
        switch form {
        case .number(let value): return value
        case .truth(let truth): return truth ? 1 : 0
        case .unknown: return .nan
        case .not(let inner): return 1 - operand(inner)
        case .negated(let inner): return 0 - operand(inner)
        case .infix(let infix, let left, let right):
            return Self.joined(infix, operand(left), operand(right))
        case .call(.if, let arguments):
            let parts = Term.Form.call(.if, arguments).operands.map(operand)
            guard parts.count == 3 else { return nil }
            return parts[0].isNaN ? .nan : parts[0] == 1 ? parts[1] : parts[2]
        case .call(.known, _): return form.operands.map(operand).contains { $0.isNaN } ? 0 : 1
        case .position, .self, .shifted, .longer, .call: return nil
        }
    }

    private static func joined(_ infix: Infix, _ left: Double, _ right: Double) -> Double? {
        switch infix {
        case .and: return left == 0 || right == 0 ? 0 : left + right == 2 ? 1 : .nan
        case .or: return left == 1 || right == 1 ? 1 : left + right == 0 ? 0 : .nan
        case .crosses: return nil
        case .arithmetic(.plus): return left + right
        case .arithmetic(.minus): return left - right
        case .arithmetic(.times): return left * right
        case .arithmetic(.divided): return left / right
        case .comparison(let comparison):
            guard !left.isNaN, !right.isNaN else { return .nan }
            let holds =
                switch comparison {
                case .less: left < right
                case .lessOrEqual: left <= right
                case .greater: left > right
                case .greaterOrEqual: left >= right
                case .equal: left == right
                case .notEqual: left != right
                }
            return holds ? 1 : 0
        }
    }
}
