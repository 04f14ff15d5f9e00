/// A straight map from values to pixels.
///
/// A range without extent is widened, so that a market that stands still is a line in the middle; a
/// value outside the range is shown at the edge.
struct Scale {
    let values: ClosedRange<Double>
    /// Where the lowest value is.
    private let start: Double
    /// Where the highest value is; may be less than ``start``, for pixels are counted downwards.
    private let end: Double

    /// A map of `values` to the pixels `start` to `end`; `margin` is a part of the range that is
    /// added on both sides.
    init(_ values: ClosedRange<Double>, from start: Double, to end: Double, margin: Double = 0) {
        let (low, high) = (values.lowerBound, values.upperBound)
        // What is narrower than a millionth of its size has no ticks that a Double can tell apart.
        let least = max(max(low.magnitude, high.magnitude) * 1e-6, 1e-10)
        let pad = max((high - low) * margin, (least - (high - low)) / 2, 0)
        self.values = (low - pad)...(high + pad)
        self.start = start
        self.end = end
    }

    func callAsFunction(_ value: Double) -> Double {
        let part = (value - values.lowerBound) / (values.upperBound - values.lowerBound)
        return start + (end - start) * min(1, max(0, part))
    }

    /// A range that takes in as many of some values as it may without growing to more than twice its
    /// extent, the nearest first.
    static func range(
        _ range: ClosedRange<Double>, toward values: [Double]
    ) -> ClosedRange<Double> {
        var (low, high) = (range.lowerBound, range.upperBound)
        let most = 2 * (high - low)
        let middle = (low + high) / 2
        let nearest = values.sorted { ($0 - middle).magnitude < ($1 - middle).magnitude }
        for value in nearest where max(high, value) - min(low, value) <= most {
            (low, high) = (min(low, value), max(high, value))
        }
        return low...high
    }
}
