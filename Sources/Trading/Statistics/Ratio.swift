/// A ratio of daily returns, or why there is none.
package enum Ratio: Equatable, Sendable {
    /// A year's, from daily returns × √365.
    case value(Double)
    /// The candles do not make up 2 full days, or all lie on one.
    case tooShort
    /// The days do not differ by more than the last digit of equity makes them.
    case noDeviation
    /// No day lost more than the last digit of equity takes.
    case noLosingDay

    /// The ratio; `nil` where there is none.
    package var value: Double? {
        if case .value(let value) = self { value } else { nil }
    }
}
