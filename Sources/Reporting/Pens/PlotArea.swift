internal import Market

/// The part of a picture that a time and a value have a place in.
struct PlotArea {
    let left: Double
    let right: Double
    let start: Timestamp
    let end: Timestamp
    let y: Scale
    private let time: Scale

    /// A plot of the moments `start` to `end` and of a range of values, the highest of which is at
    /// `top`.
    init(
        left: Double, right: Double, from start: Timestamp, to end: Timestamp,
        values: ClosedRange<Double>, top: Double = PictureFrame.top,
        bottom: Double = PictureFrame.bottom
    ) {
        self.left = left
        self.right = right
        self.start = start
        self.end = end
        time = Scale(0...Double(end.since(start)), from: left, to: right)
        y = Scale(values, from: bottom, to: top, margin: 0.05)
    }

    /// The ticks for a range of values, which may have no extent.
    static func ticks(_ values: ClosedRange<Double>, atMost most: Int = 6) -> NiceTicks {
        NiceTicks(in: Scale(values, from: 0, to: 1).values, atMost: most)
    }

    /// Where a moment is, from left to right.
    func x(_ moment: Timestamp) -> Double { time(Double(moment.since(start))) }

    func point(_ moment: Timestamp, _ value: Double) -> Drawing.Point {
        Drawing.Point(x: x(moment), y: y(value))
    }

    /// A line across at a value, from edge to edge.
    func across(_ value: Double) -> [Drawing.Point] {
        [Drawing.Point(x: left, y: y(value)), Drawing.Point(x: right, y: y(value))]
    }

    /// The candles that rise, or fall: the two ends of each wick, and the corners of each body, half
    /// as wide as `half` makes it of the room that a candle has.
    func shapes(
        _ candles: CandleGroups, isRising: Bool, half: (Double) -> Double
    ) -> (wicks: [[Drawing.Point]], bodies: [[Drawing.Point]]) {
        let room =
            (right - left) * Double(candles.milliseconds) / Double(end.since(start))
        let half = half(room)
        var shapes: (wicks: [[Drawing.Point]], bodies: [[Drawing.Point]]) = ([], [])
        for group in candles.groups where (group.close >= group.open) == isRising {
            let x = x(group.openTime) + room / 2
            let heights = [
                group.high, max(group.open, group.close), min(group.open, group.close), group.low,
            ].map { y($0.doubleValue) }
            let point = { (reach: Double, height: Int) in
                Drawing.Point(x: x + reach, y: heights[height])
            }
            shapes.wicks.append((0..<4).map { point(0, $0) })
            shapes.bodies.append([point(-half, 1), point(half, 1), point(half, 2), point(-half, 2)])
        }
        return shapes
    }
}
