/// Count, mean and squared deviations of a series, and the squares of what was lost.
package struct ReturnMoments: Equatable, Sendable {
    package var count = 0
    package var mean = 0.0
    package var squaredDeviations = 0.0
    package var squaredLosses = 0.0

    package init() {}

    /// Takes the next value, by Welford's method (1962).
    package mutating func consume(_ value: Double) {
        count += 1
        let distance = value - mean
        mean += distance / Double(count)
        squaredDeviations += distance * (value - mean)
        let loss = min(value, 0)
        squaredLosses += loss * loss
    }

    /// Takes in all values of another series.
    ///
    /// Source: T. F. Chan, G. H. Golub and R. J. LeVeque, "Updating Formulae and a Pairwise
    /// Algorithm for Computing Sample Variances", 1979.
    package mutating func add(_ other: ReturnMoments) {
        guard other.count > 0 else { return }
        let (mine, others) = (Double(count), Double(other.count))
        let distance = other.mean - mean
        squaredDeviations +=
            other.squaredDeviations + distance * distance * mine * others / (mine + others)
        mean += distance * others / (mine + others)
        squaredLosses += other.squaredLosses
        count += other.count
    }

    /// The square root of the sample variance; 0 of fewer than two values.
    private var deviation: Double {
        count > 1 ? (squaredDeviations / Double(count - 1)).squareRoot() : 0
    }

    /// Mean over sample deviation, × √365; that must exceed some noise to be one.
    package func sharpeRatio(noise: Double) -> Ratio {
        guard count > 1 else { return .tooShort }
        return deviation > noise ? annual(mean / deviation) : .noDeviation
    }

    /// Mean over `√mean(min(r, 0)²)`, × √365; that root must exceed some noise to be one.
    package func sortinoRatio(noise: Double) -> Ratio {
        guard count > 1 else { return .tooShort }
        let downside = (squaredLosses / Double(count)).squareRoot()
        return downside > noise ? annual(mean / downside) : .noLosingDay
    }

    private func annual(_ daily: Double) -> Ratio {
        let ratio = daily * 365.0.squareRoot()
        return ratio.isFinite ? .value(ratio) : .noDeviation
    }

    /// Fewer values than these tell nothing of where the mean of many more would lie.
    package static let fewestOfInterval = 10

    /// The 95 % interval of the mean; `nil` of fewer than ``fewestOfInterval`` values.
    ///
    /// Formula: `mean ± t · s / √n`, s the sample deviation, t the 97.5 % quantile of Student's
    /// distribution with n − 1 degrees of freedom, by its Cornish-Fisher expansion.
    ///
    /// Source: Student, "The Probable Error of a Mean", 1908; M. Abramowitz and I. Stegun,
    /// "Handbook of Mathematical Functions", 26.7.5.
    package var meanInterval: ClosedRange<Double>? {
        guard count >= Self.fewestOfInterval else { return nil }
        let degrees = Double(count - 1)
        let t =
            1.959964 + 2.372273 / degrees + 2.822500 / (degrees * degrees)
            + 2.555851 / (degrees * degrees * degrees)
        let reach = t * deviation / Double(count).squareRoot()
        return reach.isFinite && mean.isFinite ? mean - reach...mean + reach : nil
    }
}
