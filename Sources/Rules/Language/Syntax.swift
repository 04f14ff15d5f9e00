/// An expression as it was read, before names mean anything.
struct Syntax: Sendable {
    indirect enum Form: Sendable {
        case number(Double)
        case truth(Bool)
        case unknown
        case name(String)
        /// `name(…)`, with one argument at least.
        case call(String, [Syntax])
        case parentheses(Syntax)
        case negated(Syntax)
        case not(Syntax)
        /// Operators of one rank, from left to right: so a long sum is no deep tree.
        case chain(Syntax, [Link])
        case index(Syntax, Syntax)
        case longer(Syntax, LongerTimeframe)
    }

    /// An operator and its right side.
    struct Link: Sendable {
        let infix: Infix
        let right: Syntax
    }

    let form: Form
    /// Bytes of the text.
    let span: Range<Int>
}

/// What stands between two values.
package enum Infix: Hashable, Sendable {
    case or, and
    case comparison(Comparison)
    case crosses(above: Bool)
    case arithmetic(Arithmetic)

    /// The larger binds the closer.
    var rank: Rank {
        switch self {
        case .or: .or
        case .and: .and
        case .comparison, .crosses: .comparison
        case .arithmetic(.plus), .arithmetic(.minus): .sum
        case .arithmetic: .product
        }
    }

    /// As it is spelled, without spaces.
    package var spelling: String {
        switch self {
        case .or: "or"
        case .and: "and"
        case .comparison(let comparison): comparison.rawValue
        case .crosses(let above): above ? "crosses above" : "crosses below"
        case .arithmetic(let arithmetic): arithmetic.rawValue
        }
    }
}

/// How close an operator binds, from the loosest.
enum Rank: Int, Comparable {
    case or = 1
    case and, not, comparison, sum, product, sign, value

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }

    /// The next closer one.
    var closer: Rank { Rank(rawValue: rawValue + 1) ?? .value }
}
