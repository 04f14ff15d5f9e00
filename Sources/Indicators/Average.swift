internal import Market

/// A mean kept as its exact sum, so that two of them compare exactly.
///
/// Two binary floating point averages that should be equal often are not, and a strategy would
/// trade on the difference. Compared is `sum₁ · count₂` against `sum₂ · count₁`.
package struct Average: Sendable {
    /// The sum in units of 10⁻⁸.
    package let sum: Int128
    package let count: Int

    /// The mean of `count` numbers of 64 bits that add up to `sum`.
    ///
    /// - Precondition: `count` is positive, and below 2³¹.
    package init(sum: Int128, count: Int) {
        self.sum = sum
        self.count = count
    }

    /// The nearest binary floating point number, for showing.
    package var doubleValue: Double {
        Double(sum) / (Double(count) * Double(Price.unitsPerOne))
    }
}

extension Average: Comparable {
    package static func == (left: Average, right: Average) -> Bool {
        left.exactDifference(from: right) == 0
    }

    package static func < (left: Average, right: Average) -> Bool {
        left.exactDifference(from: right) < 0
    }

    /// How far this mean lies above the other, in units of 10⁻⁸ times both counts.
    package func exactDifference(from other: Average) -> Int128 {
        // Sums are below 2⁶³ · count, so nothing here comes near 128 bits and needs to be watched.
        sum &* Int128(other.count) &- other.sum &* Int128(count)
    }
}
