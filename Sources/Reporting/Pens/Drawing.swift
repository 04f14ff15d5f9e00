internal import Market
internal import Text

/// A picture being drawn: SVG elements one after another, the later above the earlier.
///
/// Coordinates are pixels from the upper left corner, absolute everywhere, to a tenth.
struct Drawing {
    struct Point: Equatable {
        var x: Double
        var y: Double
    }

    struct Stroke {
        let colour: String
        var width = 2.0
        /// Lengths of strokes and gaps, as SVG writes them.
        var dash: String?
        var opacity = 1.0
    }

    struct TextStyle {
        var colour = Palette.text
        var size = Drawing.textSize
        var isBold = false
        var anchor = Anchor.start
    }

    /// Which part of a text stands at its point.
    enum Anchor: String {
        case start, middle, end
    }

    /// The smallest text there is: legible on a telephone that shows the picture at a third.
    static let textSize = 24.0

    private var elements: [String] = []

    /// The elements as a document; `words` are for those who cannot see it.
    func svg(words: String) -> String {
        let (width, height) = (Picture.width, Picture.height)
        let opening =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
            + "viewBox=\"0 0 \(width) \(height)\" role=\"img\" "
            + "font-family=\"DejaVu Sans, Verdana, sans-serif\">"
        let ground =
            "<rect x=\"0\" y=\"0\" width=\"\(width)\" height=\"\(height)\" fill=\"\(Palette.ground)\"/>"
        let title = "<title>\(Escaping.markup(words))</title>"
        return ([opening, title, ground] + elements + ["</svg>", ""]).joined(separator: "\n")
    }

    mutating func line(from: Point, to: Point, _ stroke: Stroke) {
        path([[from, to]], stroke: stroke)
    }

    /// Lines through points, each list apart from the others.
    mutating func path(
        _ lines: [[Point]], isClosed: Bool = false, fill: String = "none", stroke: Stroke?
    ) {
        let text = Self.data(lines, isClosed: isClosed)
        guard !text.isEmpty else { return }
        elements.append("<path d=\"\(text)\" fill=\"\(fill)\"\(Self.attributes(stroke))/>")
    }

    mutating func rectangle(
        _ corner: Point, width: Double, height: Double, fill: String, opacity: Double = 1,
        radius: Double = 0
    ) {
        let round = radius > 0 ? " rx=\"\(Self.number(radius))\"" : ""
        elements.append(
            "<rect x=\"\(Self.number(corner.x))\" y=\"\(Self.number(corner.y))\" "
                + "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\"\(round) "
                + "fill=\"\(fill)\"\(opacity < 1 ? " fill-opacity=\"\(opacity)\"" : "")/>")
    }

    mutating func circle(_ centre: Point, radius: Double, fill: String, stroke: Stroke?) {
        elements.append(
            "<circle cx=\"\(Self.number(centre.x))\" cy=\"\(Self.number(centre.y))\" "
                + "r=\"\(Self.number(radius))\" fill=\"\(fill)\"\(Self.attributes(stroke))/>")
    }

    /// A line of text; its point is on the baseline.
    mutating func text(_ text: String, at point: Point, _ style: TextStyle = TextStyle()) {
        let weight = style.isBold ? " font-weight=\"bold\"" : ""
        let anchor = style.anchor == .start ? "" : " text-anchor=\"\(style.anchor.rawValue)\""
        elements.append(
            "<text x=\"\(Self.number(point.x))\" y=\"\(Self.number(point.y))\" "
                + "font-size=\"\(Self.number(style.size))\"\(weight)\(anchor) "
                + "fill=\"\(style.colour)\">\(Escaping.markup(text))</text>")
    }

    /// Lines through points as a path's data.
    static func data(_ lines: [[Point]], isClosed: Bool = false) -> String {
        lines.filter { !$0.isEmpty }.map { points in
            "M" + points.map { "\(number($0.x)) \(number($0.y))" }.joined(separator: "L")
                + (isClosed ? "Z" : "")
        }.joined()
    }

    private static func attributes(_ stroke: Stroke?) -> String {
        guard let stroke else { return "" }
        return " stroke=\"\(stroke.colour)\" stroke-width=\"\(number(stroke.width))\""
            + " stroke-linejoin=\"round\""
            + (stroke.dash.map { " stroke-dasharray=\"\($0)\"" } ?? "")
            + (stroke.opacity < 1 ? " stroke-opacity=\"\(stroke.opacity)\"" : "")
    }

    /// A number to a tenth, which is finer than any screen.
    static func number(_ value: Double) -> String {
        let tenths = Int(saturating: (value * 10).rounded())
        let (whole, tenth) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return (tenths < 0 ? "-" : "") + (tenth == 0 ? "\(whole)" : "\(whole).\(tenth)")
    }
}
