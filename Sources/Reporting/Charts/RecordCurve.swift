package import Market

/// A record's equity over time, and how far it stood below its peak, in percent of that.
package struct RecordCurve: Sendable {
    private static let mostKept = 2_400

    package var equity: EquityCurve
    /// Percent below the peak, at least 0.
    private(set) var drawdown = TimeBuckets(atMost: mostKept)

    package init(_ equity: EquityCurve) { self.equity = equity }

    /// Adds how far equity stood below its peak at a moment; none may be earlier than one before.
    package mutating func addDrawdown(_ time: Timestamp, _ percent: Double) {
        drawdown.add(TimeBuckets.Sample(time: time, value: percent))
    }

    /// The deepest fall there was, and when; `nil` without a mark.
    package var deepest: (time: Timestamp, percent: Double)? {
        drawdown.highest.map { ($0.time, $0.value) }
    }
}
