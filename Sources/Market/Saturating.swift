extension Int64 {
    /// The whole part of a number: at most 2⁵³ either way, up to where each is told from the next,
    /// so that a few of them can be added up; 0 of what is no number.
    ///
    /// The converting initialiser of the standard library traps where the number does not fit.
    package init(saturating value: Double) {
        let edge = 0x1p53
        let near = Swift.min(Swift.max(value, -edge), edge).rounded(.towardZero)
        self = value.isNaN ? 0 : Int64(exactly: near) ?? 0
    }
}

extension Int {
    /// As ``Swift/Int64/init(saturating:)``.
    package init(saturating value: Double) {
        self.init(truncatingIfNeeded: Int64(saturating: value))
    }
}

extension Int64 {
    /// The whole number that a text spells in digits, after a sign or none; where 64 bits do not hold
    /// it, the end of the range that it lies beyond.
    package init?(saturating text: some StringProtocol) {
        if let number = Int64(text) {
            self = number
            return
        }
        let digits = text.utf8.drop { [UInt8(ascii: "+"), UInt8(ascii: "-")].contains($0) }
        let isNumber =
            digits.count + 1 >= text.utf8.count && !digits.isEmpty
            && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isNumber else { return nil }
        self = text.utf8.first == UInt8(ascii: "-") ? .min : .max
    }
}
