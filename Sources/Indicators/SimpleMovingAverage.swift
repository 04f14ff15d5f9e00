package import Market

/// The simple moving average (SMA): the mean of the last `period` prices.
///
/// Formula: `SMA = Σ pᵢ / period` over the last `period` prices.
///
/// Seed and warm-up: `nil` until `period` prices were taken; nothing is guessed before that.
///
/// The sum is an exact integer that runs along, so the millionth average is as exact as the first.
///
/// ```swift
/// var average = SimpleMovingAverage(period: 2)
/// average.next(one)       // nil
/// average.next(three)     // the average 2
/// ```
package struct SimpleMovingAverage: Sendable {
    package let period: Int
    private var ring: [Price]
    /// Where the next price goes once the ring is full: the place of the oldest.
    private var oldest = 0
    private var sum: Int128 = 0

    /// An average that has seen nothing.
    ///
    /// - Precondition: `period` is positive.
    package init(period: Int) {
        // In range: parameters are validated, and documents judged as they are read.
        precondition(period > 0, "a moving average needs a period")
        self.period = period
        ring = []
        ring.reserveCapacity(period)
    }

    /// The average as it was after the last prices of `window`, oldest first.
    package init(period: Int, window: some Sequence<Price>) {
        self.init(period: period)
        for price in window { next(price) }
    }

    /// Takes a price and returns the average, once there are enough.
    @discardableResult
    package mutating func next(_ price: Price) -> Average? {
        // At most `period` prices of 64 bits are in it at a time, which 128 bits always hold.
        sum &+= Int128(price.units)
        if ring.count < period {
            ring.append(price)
        } else {
            sum &-= Int128(ring[oldest].units)
            ring[oldest] = price
            oldest = oldest + 1 == period ? 0 : oldest + 1
        }
        return value
    }

    /// The average of the last `period` prices; `nil` until there are that many.
    package var value: Average? {
        ring.count == period ? Average(sum: sum, count: period) : nil
    }

    /// The prices it remembers, oldest first: all that is needed to go on from here.
    package var window: [Price] { Array(ring[oldest...] + ring[..<oldest]) }
}

extension SimpleMovingAverage: Equatable {
    /// Whether both remember the same prices; where in its ring one begins does not count.
    package static func == (left: SimpleMovingAverage, right: SimpleMovingAverage) -> Bool {
        left.period == right.period && left.sum == right.sum && left.window == right.window
    }
}
