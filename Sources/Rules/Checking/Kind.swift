/// What a value is, so that prices are not compared with percents.
package enum Kind: Hashable, Sendable, CustomStringConvertible {
    case condition
    /// What is computed from candles: a product of powers of a price and a volume.
    case number(Dimension)
    /// A number that goes with all kinds: a constant, and what is as unknown.
    case constant
    /// `unknown` itself, which is a number or a condition.
    case any

    /// Powers of the price and of the volume in a number.
    ///
    /// Square roots halve them, so they are Doubles, which hold halves of halves exactly.
    package struct Dimension: Hashable, Sendable {
        package let price: Double
        package let volume: Double

        /// Neither a price nor a volume is in it.
        package static let plain = Dimension(price: 0, volume: 0)

        func plus(_ other: Dimension) -> Dimension {
            Dimension(price: price + other.price, volume: volume + other.volume)
        }

        var negated: Dimension { Dimension(price: 0 - price, volume: 0 - volume) }

        var halved: Dimension { Dimension(price: price / 2, volume: volume / 2) }
    }

    /// A ratio, a percentage, a count.
    package static let plain = number(.plain)
    /// Quote currency for one of the base.
    package static let price = number(Dimension(price: 1, volume: 0))
    /// An amount of the base currency.
    package static let volume = number(Dimension(price: 0, volume: 1))

    /// Whether it can stand where a number is wanted.
    var isNumber: Bool { self != .condition }

    /// Whether it can stand where a condition is wanted.
    var isCondition: Bool { self == .condition || self == .any }

    /// What both are, where they are numbers of one kind; `nil` where they are not.
    func common(with other: Kind) -> Kind? {
        switch (self, other) {
        case (.condition, _), (_, .condition): nil
        case (.any, _): other
        case (_, .any): self
        case (.constant, _): other
        case (_, .constant): self
        case (.number(let left), .number(let right)): left == right ? self : nil
        }
    }

    /// The kind of a product of numbers.
    func times(_ other: Kind) -> Kind { combined(other) { $0.plus($1) } }

    /// The kind of a quotient of numbers.
    func divided(by other: Kind) -> Kind { combined(other) { $0.plus($1.negated) } }

    var squareRoot: Kind {
        if case .number(let dimension) = self { return .number(dimension.halved) }
        return .constant
    }

    private func combined(
        _ other: Kind, _ combine: (Dimension, Dimension) -> Dimension
    ) -> Kind {
        switch (self, other) {
        case (.number(let left), .number(let right)): .number(combine(left, right))
        case (.number(let left), _): .number(combine(left, .plain))
        case (_, .number(let right)): .number(combine(.plain, right))
        default: .constant
        }
    }

    /// As a message says it: `a price`, `a plain number`, `a price²`, `a volume / price`.
    package var description: String {
        switch self {
        case .condition: "a condition"
        case .constant: "a constant"
        case .any: "unknown"
        case .number(.plain): "a plain number"
        case .number(let dimension): Self.words(dimension)
        }
    }

    private static func words(_ dimension: Dimension) -> String {
        let factors = [("price", dimension.price), ("volume", dimension.volume)]
        let above = factors.filter { $0.1 > 0 }.map { power($0.0, $0.1) }
        let below = factors.filter { $0.1 < 0 }.map { power($0.0, 0 - $0.1) }
        let numerator = above.isEmpty ? "1" : above.joined(separator: " × ")
        guard !below.isEmpty else { return "a \(numerator)" }
        let denominator = below.joined(separator: " × ")
        return "a \(numerator) / \(below.count > 1 ? "(\(denominator))" : denominator)"
    }

    private static func power(_ name: String, _ exponent: Double) -> String {
        switch exponent {
        case 1: name
        case 2: "\(name)²"
        case 3: "\(name)³"
        case 0.5: "√\(name)"
        default: "\(name)^\(Decimals.text(exponent))"
        }
    }
}

extension Primitive {
    /// The kind of what does not take its kind from an operand.
    var leafKind: Kind {
        switch self {
        case .open, .high, .low, .close, .vwap, .dayOpen, .dayHigh, .dayLow, .psar, .supertrend,
            .haOpen:
            .price
        case .volume: .volume
        case .known: .condition
        default: .plain
        }
    }
}
