package import Market

/// The relative strength index (RSI): how much of the recent movement was upward, 0 to 100.
///
/// Formula: `RSI = 100 − 100 / (1 + gain/loss)`, gain and loss being Wilder's averages of the
/// rises and the falls from price to price. 100 if there was no loss, 50 if there was no movement.
///
/// Seed and warm-up: the averages start at the means of the first `period` changes, so the first
/// index comes with price `period + 1`; `nil` before that.
///
/// Source: Wilder 1978. Equal to TA-Lib's, but for a series flat from its start (TA-Lib says 0).
package struct RelativeStrengthIndex: Equatable, Sendable {
    package private(set) var gain: WilderAverage
    package private(set) var loss: WilderAverage
    /// The last price taken.
    package private(set) var last: Price?

    /// An index that has seen nothing.
    ///
    /// - Precondition: `period` is positive.
    package init(period: Int) {
        gain = WilderAverage(period: period)
        loss = WilderAverage(period: period)
    }

    /// The index as it stood with these averages after the price `last`.
    package init(gain: WilderAverage, loss: WilderAverage, last: Price?) {
        self.gain = gain
        self.loss = loss
        self.last = last
    }

    package var period: Int { gain.period }

    /// Takes a price and returns the index, once there are enough.
    @discardableResult
    package mutating func next(_ price: Price) -> Double? {
        consume(price)
        return value
    }

    /// Takes a price; who does not ask for the index does not pay for its divisions.
    package mutating func consume(_ price: Price) {
        if let last {
            // In units of 10⁻⁸: whole numbers, and the index is a ratio. Subtracted before they
            // become Doubles, for a price may have more digits than one holds.
            let (difference, isTooFar) = price.units.subtractingReportingOverflow(last.units)
            let change =
                isTooFar ? Double(Int128(price.units) - Int128(last.units)) : Double(difference)
            gain.next(max(change, 0))
            loss.next(max(-change, 0))
        }
        last = price
    }

    package var value: Double? {
        guard let gain = gain.value, let loss = loss.value else { return nil }
        if loss == 0 { return gain == 0 ? 50 : 100 }
        return 100 - 100 / (1 + gain / loss)
    }
}
