/// What whole numbers hold: the arithmetic of denominators and bounds that is done when compiling.
///
/// Every function gives `nil` where 127 bits do not hold the result: from there on it is a Double.
enum Exactness {
    /// Units of 10⁻⁸ of a price: 63 bits.
    static let price = ExactForm(denominator: 100_000_000, bound: Int128(Int64.max))
    /// Units of 10⁻⁸ of a volume: 79 bits.
    static let volume = ExactForm(denominator: 100_000_000, bound: (1 << 79) - 1)

    /// The largest whole factor, either way.
    static let largestFactor = 1_000_000.0

    /// The value as a whole factor.
    static func factor(_ value: Double) -> Int32? {
        guard value.magnitude <= largestFactor else { return nil }
        return Int32(exactly: value)
    }

    static func product(_ left: Int128, _ right: Int128) -> Int128? {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? nil : product
    }

    /// The factors that bring two forms to one denominator, and what their sum is bound by.
    static func sum(_ left: ExactForm, _ right: ExactForm) -> (ExactForm, Scales)? {
        let scales = scales(left, right)
        guard let denominator = product(left.denominator, scales.left),
            let first = product(left.bound, scales.left),
            let second = product(right.bound, scales.right)
        else { return nil }
        let (bound, overflow) = first.addingReportingOverflow(second)
        return overflow ? nil : (ExactForm(denominator: denominator, bound: bound), scales)
    }

    /// A form times a whole factor.
    static func times(_ form: ExactForm, _ factor: Int32) -> ExactForm? {
        product(form.bound, Int128(factor.magnitude)).map {
            ExactForm(denominator: form.denominator, bound: $0)
        }
    }

    /// A form over a whole divisor that is not 0.
    static func divided(_ form: ExactForm, by divisor: Int32) -> ExactForm? {
        product(form.denominator, Int128(divisor.magnitude)).map {
            ExactForm(denominator: $0, bound: form.bound)
        }
    }

    /// The sum, or the mean, of n of a form.
    static func window(_ window: ExactWindow, _ form: ExactForm, _ count: UInt16) -> ExactForm? {
        switch window {
        case .highest, .lowest: return form
        case .sum, .mean:
            let divisor = window == .mean ? Int128(count) : 1
            guard let bound = product(form.bound, Int128(count)),
                let denominator = product(form.denominator, divisor)
            else { return nil }
            return ExactForm(denominator: denominator, bound: bound)
        }
    }

    /// In what numbers two exact forms are compared, and by what factors.
    static func comparing(_ left: ExactForm, _ right: ExactForm) -> (Scales, isWide: Bool)? {
        guard left.denominator != right.denominator else { return nil }
        let scales = scales(left, right)
        let isNarrow =
            product(left.bound, scales.left) != nil && product(right.bound, scales.right) != nil
        return (scales, !isNarrow)
    }

    private static func scales(_ left: ExactForm, _ right: ExactForm) -> Scales {
        let divisor = greatestCommonDivisor(left.denominator, right.denominator)
        return Scales(left: right.denominator / divisor, right: left.denominator / divisor)
    }

    /// Euclid's, of positive numbers.
    private static func greatestCommonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
        var (larger, smaller) = (left, right)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}
