internal import Market

/// The equity of several traders together: how far the sum rose, in percent of all that they began
/// with.
///
/// Who has not begun yet counts with the balance it began with later. Between the ends the sum is
/// told at moments that lie evenly apart, at each as all of them stood.
struct JointEquity {
    /// A trader's record, and what it is worth now.
    struct Part {
        let curve: EquityCurve
        let equity: Money
    }

    let samples: [TimeBuckets.Sample]
    /// What all are worth now.
    let equity: Money
    /// What all began with.
    let initial: Money

    /// The sum of traders that count in one currency, at no more than about so many moments.
    init(_ parts: [Part], atMost columns: Int) {
        equity = Self.sum(parts.map(\.equity))
        initial = Self.sum(parts.map(\.curve.initialBalance))
        let lines = parts.filter { !$0.curve.isEmpty }.map { part in
            (part.curve.equity.thinned(atMost: columns), part.curve.initialBalance.doubleValue)
        }
        guard let start = lines.compactMap(\.0.first?.time).min(),
            let end = lines.compactMap(\.0.last?.time).max()
        else {
            samples = []
            return
        }
        // Spans are of lengths that double: where the widest ends, all others do.
        var span = lines.map(\.0.milliseconds).max() ?? 60_000
        // In range: a line's spans are far shorter than the time there is.
        while end.since(start) / span > Int64(columns) { span *= 2 }
        var sums: [Timestamp: Double] = [:]
        let begun = start.milliseconds - start.milliseconds % span
        let moments = stride(from: begun + span, to: end.milliseconds, by: Int(span))
            .map { Timestamp(milliseconds: $0) }
        for (line, balance) in lines {
            var marks = line.samples[...]
            var percent = 100.0
            for moment in moments {
                while let mark = marks.first, mark.time <= moment {
                    percent = mark.value
                    marks.removeFirst()
                }
                sums[moment, default: 0] += percent * balance
            }
        }
        // Who has no mark at all stands where it began.
        let still = parts.filter(\.curve.isEmpty).reduce(0) {
            $0 + 100 * $1.curve.initialBalance.doubleValue
        }
        let whole = initial.doubleValue
        let rise = { (sum: Double) in whole > 0 ? sum / whole - 100 : 0 }
        samples =
            [TimeBuckets.Sample(time: start, value: 0)]
            + moments.filter { $0 > start }.map {
                TimeBuckets.Sample(time: $0, value: rise((sums[$0] ?? 0) + still))
            } + [TimeBuckets.Sample(time: end, value: rise(100 * equity.doubleValue))]
    }

    /// How far the sum rose, in percent.
    var change: Double { samples.last?.value ?? 0 }

    /// The sum of any number of amounts; at the edge where it lies beyond.
    static func sum(_ amounts: [Money]) -> Money {
        Money(units: Int64(clamping: amounts.reduce(Int128(0)) { $0 + Int128($1.units) }))
    }
}
