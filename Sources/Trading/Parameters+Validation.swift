internal import Market

/// A parameter that cannot be, or two that cannot be together.
package struct ParameterError: Error, Equatable, CustomStringConvertible {
    /// The parameter's name as people write it.
    package let name: String
    /// What it must be.
    package let requirement: String

    package var description: String { "'\(name)' must be \(requirement)" }
}

extension Parameters {
    private static let whole = Percent(units: 100_0000_0000)

    /// Refuses parameters no honest account could be run with.
    ///
    /// - Throws: ``ParameterError`` naming the first that is impossible, and what it must be.
    package func validate() throws(ParameterError) {
        try strategy.validateRules(warmUp: warmUp)
        let longest = strategy.longestWarmUp
        try require((0...longest).contains(warmUp), "warmUp", "at most \(longest)")
        try validateMarket()
        try strategy.validateExits()
        try validateRisk()
    }

    private func validateMarket() throws(ParameterError) {
        try require(initialBalance > .zero, "initialBalance", "above 0")
        try require(
            (Percent.zero..<Self.whole).contains(fee), "feePercent", "at least 0 and below 100")
        try require(
            (Percent.zero..<Self.whole).contains(slippage), "slippagePercent",
            "at least 0 and below 100")
        try require(quantityStep > .zero, "quantityStep", "above 0")
        try require(minimumNotional >= .zero, "minimumNotional", "at least 0")
        try require(isShare(positionSize), "positionSizePercent", "above 0 and at most 100")
        guard let size = strategy.fixedSize(self) else { return }
        // size · (1 + fee) ≤ 1, in units of 10⁻¹⁰: a position is paid with its fee.
        let whole = Int128(Self.whole.units)
        let cost = Int128(size.units) * (whole + Int128(fee.units))
        try require(
            cost <= whole * whole, strategy.nameOfFixedSize,
            "small enough that the balance pays the fee of \(fee) % as well: "
                + "\(largestSize) % at most")
    }

    private func validateRisk() throws(ParameterError) {
        try require(
            maxDailyLoss.map(isShare) ?? true, "maxDailyLossPercent", "null, or above 0 to 100")
        try require(
            maxDrawdown.map(isShare) ?? true, "maxDrawdownPercent", "null, or above 0 to 100")
        try require(
            minWinRate.map(isShare) ?? true, "minWinRatePercent", "null, or above 0 to 100")
        try require(
            maxConsecutiveLosses.map { (1...1_000).contains($0) } ?? true, "maxConsecutiveLosses",
            "null, or 1 to 1000")
        try require((1...1_000).contains(winRateTrades), "winRateTrades", "1 to 1000")
    }

    private func isShare(_ percent: Percent) -> Bool {
        percent > .zero && percent <= Self.whole
    }
}

/// Refuses what does not hold of a parameter.
func require(
    _ holds: Bool, _ name: String, _ requirement: String
) throws(ParameterError) {
    if !holds { throw ParameterError(name: name, requirement: requirement) }
}
