/// Wilder's smoothing: a mean that forgets by one part in `period` with every value.
///
/// Formula: `avg = (avg · (period − 1) + x) / period`.
///
/// Seed and warm-up: the mean of the first `period` values; `nil` before that.
///
/// Source: J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978.
package struct WilderAverage: Equatable, Sendable {
    package let period: Int
    /// How many values of the seed were taken, at most `period`.
    package private(set) var count: Int
    /// The sum of the values while seeding, the average after that.
    package private(set) var accumulated: Double

    /// An average that has seen nothing, or, with both arguments, one that goes on from there.
    ///
    /// - Precondition: `period` is positive, and `count` is in `0...period`.
    package init(period: Int, count: Int = 0, accumulated: Double = 0) {
        // In range: parameters are validated, and documents judged as they are read.
        precondition(period > 0 && (0...period).contains(count), "no such state of an average")
        self.period = period
        self.count = count
        self.accumulated = accumulated
    }

    /// Takes a value and returns the average, once seeded.
    @discardableResult
    @inline(__always)
    package mutating func next(_ value: Double) -> Double? {
        if count < period {
            count += 1
            accumulated += value
            if count == period { accumulated /= Double(period) }
        } else {
            accumulated = (accumulated * Double(period - 1) + value) / Double(period)
        }
        return self.value
    }

    package var value: Double? { count == period ? accumulated : nil }
}
