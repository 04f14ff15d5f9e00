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
        let span = Double(end.since(start))
        time = Scale(0...span, from: left, to: right)
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

    /// Draws a line across at each tick.
    func drawRows(_ ticks: NiceTicks, on drawing: inout Drawing) {
        let lines = ticks.values.map { value in
            [Drawing.Point(x: left, y: y(value)), Drawing.Point(x: right, y: y(value))]
        }
        drawing.path(lines, stroke: Drawing.Stroke(colour: Palette.grid, width: 1.5))
    }

    /// Draws the time axis: a line down at each tick, and its label where it fits.
    func drawColumns(on drawing: inout Drawing) {
        let most = max(1, Int(saturating: (right - left) / 150))
        let ticks = TimeTicks(from: start, to: end, atMost: most).ticks
        let lines = ticks.map { tick in
            let x = x(tick.time)
            return [
                Drawing.Point(x: x, y: PictureFrame.top),
                Drawing.Point(x: x, y: PictureFrame.bottom),
            ]
        }
        drawing.path(lines, stroke: Drawing.Stroke(colour: Palette.grid, width: 1.5))
        for tick in ticks {
            let half = TextWidth.pixels(tick.label, size: Drawing.textSize) / 2
            let x = x(tick.time)
            guard x - half >= PictureFrame.margin / 2, x + half <= PictureFrame.right else {
                continue
            }
            drawing.text(
                tick.label, at: Drawing.Point(x: x, y: PictureFrame.bottom + 34),
                Drawing.TextStyle(colour: Palette.quiet, anchor: .middle))
        }
    }
}
