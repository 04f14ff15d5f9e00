/// A word or sign of an expression, and the bytes it takes.
struct Token: Equatable {
    enum Kind: Equatable {
        case number(Double)
        case name(String)
        case sign(Sign)
        /// What follows an `@`, and the sign itself.
        case timeframe(String)
        case end
    }

    let kind: Kind
    let span: Range<Int>
}

/// The signs of the language.
enum Sign: String {
    case open = "("
    case close = ")"
    case openIndex = "["
    case closeIndex = "]"
    case comma = ","
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
}

/// Words that are part of the grammar, and so no names.
enum Keyword: String, CaseIterable {
    case and, or, not, crosses, above, below
    case `true`, `false`, unknown
    case itself = "self"
}
