internal import Market

/// The equity of several traders together: how far the sum rose, in percent of all that they began
/// with.
///
/// Who has not begun yet counts with the balance it began with later. Between the ends the sum is
/// told at moments that lie evenly apart, at each as all of them stood; where there are more of those
/// than fit, of each stretch the first, the lowest, the highest and the last is kept.
struct JointEquity {
    /// A trader's record, and what it is worth now.
    struct Part {
        let curve: EquityCurve
        let equity: Money
    }

    let samples: [TimeBuckets.Sample]
    /// How far apart the moments lie that it is told at, in milliseconds; 0 where there are none.
    private(set) var span: Int64 = 0
    /// What all are worth now.
    let equity: Money
    /// What all began with.
    let initial: Money

    /// The sum of traders that count in one currency, in no more than about so many stretches.
    init(_ parts: [Part], atMost columns: Int) {
        equity = Self.sum(parts.map(\.equity))
        initial = Self.sum(parts.map(\.curve.initialBalance))
        let lines = parts.filter { !$0.curve.isEmpty }.map { part in
            (
                part.curve.equity.thinned(atMost: RecordCurve.maximumKept),
                part.curve.initialBalance.doubleValue
            )
        }
        guard let start = lines.compactMap(\.0.first?.time).min(),
            let end = lines.compactMap(\.0.last?.time).max()
        else {
            samples = []
            return
        }
        // Spans are of lengths that double: where the widest ends, all others do.
        span = lines.map(\.0.milliseconds).max() ?? 60_000
        // In range: a line's spans are far shorter than the time there is.
        while end.since(start) / span > Int64(RecordCurve.maximumKept) { span *= 2 }
        let begun = start.milliseconds - start.milliseconds % span
        let moments = stride(from: begun + span, to: end.milliseconds, by: Int(span))
            .map { Timestamp(milliseconds: $0) }
        var sums = moments.map { _ in 0.0 }
        for (line, balance) in lines {
            var marks = line.samples[...]
            var percent = 100.0
            for (place, moment) in moments.enumerated() {
                while let mark = marks.first, mark.time <= moment {
                    percent = mark.value
                    marks.removeFirst()
                }
                sums[place] += percent * balance
            }
        }
        // Who has no mark at all stands where it began.
        let still = parts.filter(\.curve.isEmpty).reduce(0) {
            $0 + 100 * $1.curve.initialBalance.doubleValue
        }
        let whole = initial.doubleValue
        let rise = { (sum: Double) in whole > 0 ? sum / whole - 100 : 0 }
        var line = TimeBuckets(atMost: columns)
        for (moment, sum) in zip(moments, sums) where moment > start {
            line.add(TimeBuckets.Sample(time: moment, value: rise(sum + still)))
        }
        samples =
            [TimeBuckets.Sample(time: start, value: 0)] + line.samples
            + [TimeBuckets.Sample(time: end, value: rise(100 * equity.doubleValue))]
    }

    /// How far the sum rose, in percent.
    var change: Double { samples.last?.value ?? 0 }

    /// The sum of any number of amounts; at the edge where it lies beyond.
    static func sum(_ amounts: [Money]) -> Money {
        Money(units: Int64(clamping: amounts.reduce(Int128(0)) { $0 + Int128($1.units) }))
    }
}
