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
