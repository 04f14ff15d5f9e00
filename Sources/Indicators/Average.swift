internal import Market

/// A mean kept as its exact sum, so that two of them compare exactly.
///
/// Two binary floating point averages that should be equal often are not, and a strategy would
/// trade on the difference. Compared is `sum₁ · count₂` against `sum₂ · count₁`.
package struct Average: Sendable {
    /// The sum in units of 10⁻⁸.
    package let sum: Int128
    package let count: Int

    /// The mean of `count` numbers.
    ///
    /// - Precondition: `count` is positive.
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
        left.sum * Int128(right.count) == right.sum * Int128(left.count)
    }

    package static func < (left: Average, right: Average) -> Bool {
        left.sum * Int128(right.count) < right.sum * Int128(left.count)
    }
}
