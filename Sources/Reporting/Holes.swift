package import Market
internal import Text

/// The candles that there are none of between those that were replayed, and where most of them are.
package struct Holes: Equatable, Sendable {
    package struct Hole: Equatable, Sendable {
        /// The open time of the first candle there is none of.
        package let from: Timestamp
        package let missing: Int64
    }

    /// How many are told one by one.
    private static let maximumTold = 3

    package private(set) var count = 0
    /// The candles of all of them.
    package private(set) var missing: Int64 = 0
    /// The largest, those first; of equals the earlier first.
    package private(set) var largest: [Hole] = []

    package init() {}

    /// The holes between candles that follow one another.
    package init(in candles: some Sequence<Candle>, _ timeframe: Timeframe) {
        var last: Timestamp?
        for candle in candles {
            if let last {
                let gap = candle.openTime.since(last) / timeframe.milliseconds - 1
                if gap > 0 {
                    note(from: last.advanced(byMilliseconds: timeframe.milliseconds), gap)
                }
            }
            last = candle.openTime
        }
    }

    /// Counts a hole that begins after all before.
    package mutating func note(from: Timestamp, _ missing: Int64) {
        count += 1
        // In range: moments are at most 2⁵⁴ ms apart, and holes do not overlap.
        self.missing += missing
        let place = largest.firstIndex { $0.missing < missing } ?? largest.count
        guard place < Self.maximumTold else { return }
        largest.insert(Hole(from: from, missing: missing), at: place)
        if largest.count > Self.maximumTold { largest.removeLast() }
    }

    /// `no candle is absent`, or `1,234 candles absent in 5 holes, the largest from 2025-01-02 03:00
    /// (2 d 3 h), …`.
    package func words(_ timeframe: Timeframe) -> String {
        guard count > 0 else { return "no candle is absent" }
        let told = largest.map { hole in
            let length = Timestamp(milliseconds: 0).advanced(
                by: hole.missing, spansOf: timeframe.milliseconds)
            return "from \(Figures.moment(hole.from)) "
                + "(\(Figures.duration(milliseconds: length.milliseconds)))"
        }
        let all = "\(counted(Int(clamping: missing), "candle")) absent in \(counted(count, "hole"))"
        return "\(all), \(count > 1 ? "the largest " : "")\(told.joined(separator: ", "))"
    }
}
