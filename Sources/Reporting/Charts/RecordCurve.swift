package import Market

/// A record's equity over time, and how far it stood below its peak, in percent of that.
package struct RecordCurve: Equatable, Sendable {
    /// As many spans of a line as a page draws at most.
    package static let mostKept = 400

    package var equity: EquityCurve
    /// Percent below the peak, at least 0.
    package private(set) var drawdown: TimeBuckets

    /// A curve that goes on behind falls from the peak that were kept before.
    package init(_ equity: EquityCurve, drawdown: TimeBuckets? = nil) {
        self.equity = equity
        self.drawdown = drawdown ?? TimeBuckets(atMost: Self.mostKept)
    }

    /// Adds how far equity stood below its peak at a moment; none may be earlier than one before.
    package mutating func addDrawdown(_ time: Timestamp, _ percent: Double) {
        drawdown.add(TimeBuckets.Sample(time: time, value: percent))
    }

    /// The deepest fall there was, and when; `nil` without a mark.
    package var deepest: (time: Timestamp, percent: Double)? {
        drawdown.highest.map { ($0.time, $0.value) }
    }
}
