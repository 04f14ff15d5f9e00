package import Indicators
package import Market

/// What ``Crossover`` remembers: its indicators, and how the two averages stood before the last candle.
package struct Signals: Equatable, Sendable {
    package var fast: SimpleMovingAverage
    package var slow: SimpleMovingAverage
    package var rsi: RelativeStrengthIndex
    /// Whether fast stood above, at or below slow after the candle before the last.
    package private(set) var previous: Standing?
    /// The same after the last candle.
    package private(set) var current: Standing?

    /// How the fast average stands to the slow one.
    package enum Standing: String, Sendable {
        case above, equal, below
    }

    /// Indicators that have seen nothing.
    package init(_ rules: Crossover) {
        fast = SimpleMovingAverage(period: rules.fast)
        slow = SimpleMovingAverage(period: rules.slow)
        rsi = RelativeStrengthIndex(period: rules.rsiPeriod)
    }

    /// Indicators as they stood.
    package init(
        fast: SimpleMovingAverage, slow: SimpleMovingAverage, rsi: RelativeStrengthIndex,
        previous: Standing?
    ) {
        self.fast = fast
        self.slow = slow
        self.rsi = rsi
        self.previous = previous
        current = Self.standing(fast.value, slow.value)
    }

    /// Takes a close.
    mutating func next(_ close: Price) {
        previous = current
        current = Self.standing(fast.next(close), slow.next(close))
        rsi.consume(close)
    }

    /// Fast less slow, in the quote currency; `nil` until both are warm.
    ///
    /// Rounded once, from the exact difference of the sums.
    package var difference: Double? {
        guard let fast = fast.value, let slow = slow.value else { return nil }
        return Double(fast.exactDifference(from: slow))
            / (Double(fast.count * slow.count) * 100_000_000)
    }

    /// Whether fast has just come above slow.
    @inline(__always)
    package var crossedUp: Bool {
        current == .above && (previous == .equal || previous == .below)
    }

    /// Whether fast has just come below slow.
    @inline(__always)
    package var crossedDown: Bool {
        current == .below && (previous == .equal || previous == .above)
    }

    /// Whether the relative strength is known and under a limit.
    @inline(__always)
    package func isUnder(_ limit: Percent) -> Bool {
        rsi.value.map { $0 < limit.doubleValue } ?? false
    }

    // Both read only, but by reference: the step asks after every candle, and a copy would cost more
    // than the question.

    /// Whether the last close is one to buy at, where no position is held.
    @inline(__always)
    mutating func buys(under limit: Percent) -> Bool { crossedUp && isUnder(limit) }

    /// Whether it is one to sell at, where one is.
    @inline(__always)
    mutating func sells() -> Bool { crossedDown }

    private static func standing(_ fast: Average?, _ slow: Average?) -> Standing? {
        guard let fast, let slow else { return nil }
        let difference = fast.exactDifference(from: slow)
        return difference == 0 ? .equal : difference < 0 ? .below : .above
    }
}

/// The figures that stats files and programs know by name.
package struct IndicatorFigures: Equatable, Sendable {
    package let shortMA: Double?
    package let longMA: Double?
    /// The first less the second, rounded once.
    package let difference: Double?
    package let rsi: Double?
}

extension StrategyMemory {
    /// What programs are told of the last candle; `nil` what is not warm.
    package var figures: IndicatorFigures {
        IndicatorFigures(
            shortMA: signals?.fast.value?.doubleValue, longMA: signals?.slow.value?.doubleValue,
            difference: signals?.difference, rsi: signals?.rsi.value)
    }
}
