/// The number of a term in its table; operands have smaller ones.
package typealias TermIndex = Int

/// A part of a rule with its names resolved: parameters are numbers, functions are expanded.
package struct Term: Hashable, Sendable {
    package let form: Form
    package let kind: Kind
    /// Levels of parentheses, calls, `not`, signs and indexes in it, parentheses where needed.
    let levels: Int
    /// Bytes of its canonical spelling.
    let length: Int
    /// Whether it depends on a word about the position.
    package let isPosition: Bool
    /// Whether it depends on the `self` of a `recur` around it.
    let isSelf: Bool
    /// Whether an `@` or a `recur` stands in it.
    let holdsLonger: Bool
    let holdsRecur: Bool

    /// What it is made of.
    package enum Form: Hashable, Sendable {
        case number(Double)
        case truth(Bool)
        case unknown
        case position(PositionWord)
        /// Of this kind: a `recur` of a price and one of a plain number are told apart.
        case `self`(Kind)
        case infix(Infix, TermIndex, TermIndex)
        case negated(TermIndex)
        case not(TermIndex)
        case shifted(TermIndex, Int)
        case longer(TermIndex, LongerTimeframe)
        case call(Primitive, [Argument])
    }

    /// What stands in the parentheses of a call.
    package enum Argument: Hashable, Sendable {
        case term(TermIndex)
        case constant(Double)
    }
}

extension Term.Form {
    /// The terms that it is made of, from left to right.
    package var operands: [TermIndex] {
        switch self {
        case .number, .truth, .unknown, .position, .self: []
        case .infix(_, let left, let right): [left, right]
        case .negated(let inner), .not(let inner), .shifted(let inner, _), .longer(let inner, _):
            [inner]
        case .call(_, let arguments):
            arguments.compactMap { if case .term(let term) = $0 { term } else { nil } }
        }
    }

    /// How close it holds together when spelled.
    var rank: Rank {
        switch self {
        case .infix(let infix, _, _): infix.rank
        case .not: .not
        case .negated: .sign
        case .number(let value): value < 0 ? .sign : .value
        default: .value
        }
    }

    /// Whether it is an operator, which stands in parentheses inside another.
    var isOperator: Bool {
        switch self {
        case .infix, .not, .negated: true
        default: false
        }
    }

    /// The same, with its terms renumbered.
    func mapped(_ renumber: (TermIndex) -> TermIndex) -> Self {
        switch self {
        case .number, .truth, .unknown, .position, .self: self
        case .infix(let infix, let left, let right):
            .infix(infix, renumber(left), renumber(right))
        case .negated(let inner): .negated(renumber(inner))
        case .not(let inner): .not(renumber(inner))
        case .shifted(let inner, let count): .shifted(renumber(inner), count)
        case .longer(let inner, let timeframe): .longer(renumber(inner), timeframe)
        case .call(let primitive, let arguments):
            .call(
                primitive,
                arguments.map { argument in
                    if case .term(let term) = argument { return .term(renumber(term)) }
                    return argument
                })
        }
    }
}
