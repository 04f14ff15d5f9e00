internal import Trading

extension Ratio {
    /// With two digits, or why there is none: `1.53`, `none: no day lost`.
    package var words: String {
        switch self {
        case .value(let value): Figures.decimal(value, digits: 2)
        case .tooShort: "none: under 2 full days"
        case .noDeviation: "none: its days do not differ"
        case .noLosingDay: "none: no day lost"
        }
    }
}
