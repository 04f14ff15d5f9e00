/// Labels to the right of a plot, each tied to the height it speaks of.
struct LabelColumn {
    struct Label {
        let text: String
        let colour: String
        /// The height it speaks of; one outside the plot is shown at the edge.
        let y: Double
        var marker: Marker?
        /// Dark on a ground of its colour, in place of coloured on the dark.
        var isFilled = false
    }

    /// How much of the picture's height a label takes.
    static let height = 30.0
    private static let gutter = 22.0
    private static let padding = 8.0
    private static let markerWidth = 24.0

    let labels: [Label]
    /// The right edge of the plot.
    let left: Double
    let range: ClosedRange<Double>

    /// The pixels that the widest of such labels needs beside a plot.
    static func width(_ labels: [Label]) -> Double {
        let widths = labels.map { label in
            TextWidth.pixels(label.text, size: Drawing.textSize) + 2 * padding
                + (label.marker == nil ? 0 : markerWidth)
        }
        return gutter + (widths.max() ?? 0)
    }

    /// The centres of the labels.
    var centres: [Double] {
        LabelSpread.centres(
            wanted: labels.map { min(range.upperBound, max(range.lowerBound, $0.y)) },
            height: Self.height,
            within: (range.lowerBound - Self.height / 2)...(range.upperBound + Self.height / 2))
    }

    func draw(on drawing: inout Drawing) {
        let x = left + Self.gutter
        for (label, y) in zip(labels, centres) {
            let from = Drawing.Point(
                x: left + 1, y: min(range.upperBound, max(range.lowerBound, label.y)))
            drawing.line(
                from: from, to: Drawing.Point(x: x, y: y),
                Drawing.Stroke(colour: label.colour, width: 2))
            var place = Drawing.Point(x: x + Self.padding, y: y + 8.5)
            if label.isFilled {
                drawing.rectangle(
                    Drawing.Point(x: x, y: y - Self.height / 2 + 1),
                    width: Self.width([label]) - Self.gutter, height: Self.height - 2,
                    fill: label.colour, radius: 5)
            }
            let ink = label.isFilled ? Palette.ground : label.colour
            if let marker = label.marker {
                let centre = Drawing.Point(x: place.x + 8, y: y)
                marker.draw(on: &drawing, at: centre, radius: 9, colour: ink)
                place.x += Self.markerWidth
            }
            drawing.text(label.text, at: place, Drawing.TextStyle(colour: ink))
        }
    }
}
