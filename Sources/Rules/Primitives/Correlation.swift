/// Pearson's correlation of the last n values of two series, −1 to 1.
///
/// Formula: `Σ(x−mx)(y−my) / √(Σ(x−mx)²·Σ(y−my)²)`, oldest first, mx and my being the means;
/// unknown where either series did not move.
///
/// Seed and needs: n values in a row of which both are known. Remembers both: 2n reals, first those
/// of x, and two rings' counts.
///
/// Source: TA-Lib's CORREL, TradingView's `ta.correlation`.
enum Correlation {
    /// Takes a value of each; `means` are the registers of exact ones, or ``Assembler/ownMean``.
    @inline(never)
    static func next(
        _ first: Double, _ second: Double, means: (Int, Int), period: Int,
        _ reals: inout MutableSpan<Double>,
        at base: Int, _ counts: inout MutableSpan<Int>, at slot: Int
    ) -> Double {
        let other = base + period
        let isFirstKnown = Ring.take(
            first, period: period, &reals, at: base, &counts, at: slot)
        let isSecondKnown = Ring.take(
            second, period: period, &reals, at: other, &counts, at: slot + Ring.counts)
        guard isFirstKnown, isSecondKnown else { return .nan }
        let oldest = counts[slot]
        let mean =
            means.0 < 0
            ? Ring.mean(period: period, reals, at: base, oldest: oldest) : reals[means.0]
        let otherMean =
            means.1 < 0
            ? Ring.mean(period: period, reals, at: other, oldest: oldest) : reals[means.1]
        var (products, squares, otherSquares) = (0.0, 0.0, 0.0)
        var index = oldest
        for _ in 0..<period {
            let distance = reals[base + index] - mean
            let otherDistance = reals[other + index] - otherMean
            products += distance * otherDistance
            squares += distance * distance
            otherSquares += otherDistance * otherDistance
            index = index + 1 == period ? 0 : index + 1
        }
        return products / (squares * otherSquares).squareRoot()
    }
}
