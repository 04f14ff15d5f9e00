internal import Market

/// A chart of the page: as wide as there is room, its texts and marks of one size everywhere.
///
/// Lines lie in a picture that is stretched across, their strokes are not; what must not be stretched
/// stands beside them at parts of the width. Values are named in a column of its own at the right.
struct Plot {
    /// Across, in the stretched picture's own units.
    static let width = 1_000.0
    /// Room below for the time axis.
    private static let foot = 24.0
    private static let margin = 8.0

    let height: Double
    let area: PlotArea
    private let ticks: NiceTicks
    private var shapes = Markup()
    private var marks = Markup()

    /// A chart of the moments `start` to `end` and of a range of values.
    init(
        height: Double, from start: Timestamp, to end: Timestamp, values: ClosedRange<Double>
    ) {
        self.height = height
        area = PlotArea(
            left: 0, right: Self.width, from: start, to: end, values: values, top: Self.margin,
            bottom: height - Self.margin)
        ticks = PlotArea.ticks(values, atMost: max(2, Int(saturating: height / 40)))
        let rows = ticks.values.map { value in
            [Drawing.Point(x: 0, y: area.y(value)), Drawing.Point(x: Self.width, y: area.y(value))]
        }
        path(rows, "grid")
    }

    /// Lines through points, with the class that the style sheet knows them by.
    mutating func path(_ lines: [[Drawing.Point]], _ style: String, isClosed: Bool = false) {
        let data = Drawing.data(lines, isClosed: isClosed)
        guard !data.isEmpty else { return }
        shapes.element("path", ["class": style, "d": data], "")
        shapes.newline()
    }

    /// A line through samples.
    mutating func line(_ samples: [TimeBuckets.Sample], _ style: String) {
        path([samples.map { area.point($0.time, $0.value) }], style)
    }

    /// A line across at a value, where it is in the plot.
    mutating func level(_ value: Double, _ style: String) {
        guard area.y.values.contains(value) else { return }
        let y = area.y(value)
        path([[Drawing.Point(x: 0, y: y), Drawing.Point(x: Self.width, y: y)]], style)
    }

    /// A mark that was drawn once as `shape`, at a point; `words` are shown to who points at it.
    mutating func mark(_ shape: String, at point: Drawing.Point, _ style: String, _ words: String) {
        marks.element(
            "use",
            [
                "href": "#\(shape)", "class": style, "x": Self.percent(point.x),
                "y": Drawing.number(point.y),
            ]
        ) { $0.element("title", words) }
        marks.newline()
    }

    /// Writes the chart: its title, what it says in words, and how values are spelled.
    func write(
        to page: inout Markup, id: String, title: String, words: String,
        spelling: (_ value: Double, _ ticks: NiceTicks) -> String
    ) {
        let whole = Drawing.number(height + Self.foot)
        page.element("div", ["class": "frame"]) { page in
            page.element(
                "svg",
                [
                    "height": whole, "role": "img",
                    "aria-labelledby": "\(id)-title \(id)-words",
                ]
            ) { page in
                page.element("title", ["id": "\(id)-title"], title)
                page.element("desc", ["id": "\(id)-words"], words)
                page.newline()
                page.element(
                    "svg",
                    [
                        "width": "100%", "height": Drawing.number(height),
                        "viewBox": "0 0 \(Drawing.number(Self.width)) \(Drawing.number(height))",
                        "preserveAspectRatio": "none",
                    ]
                ) { $0.append(shapes) }
                page.append(marks)
                writeTimes(to: &page)
            }
            page.element("svg", ["class": "axis", "height": whole, "aria-hidden": "true"]) { page in
                for value in ticks.values {
                    page.element(
                        "text", ["x": "8", "y": Drawing.number(area.y(value) + 4)],
                        spelling(value, ticks))
                }
            }
        }
        page.newline()
    }

    /// The time axis, in as few labels as a telephone has room for.
    private func writeTimes(to page: inout Markup) {
        for tick in TimeTicks(from: area.start, to: area.end, atMost: 5).ticks {
            let x = area.x(tick.time)
            guard (70...930).contains(x) else { continue }
            page.element(
                "text",
                [
                    "x": Self.percent(x), "y": Drawing.number(height + 16),
                    "text-anchor": "middle",
                ], tick.label)
        }
    }

    private static func percent(_ x: Double) -> String { Drawing.number(x / width * 100) + "%" }
}
