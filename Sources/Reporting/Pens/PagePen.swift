internal import Market

/// Draws a scene as a chart of the page: as wide as there is room, its texts and marks of one size
/// everywhere.
///
/// Lines lie in a picture that is stretched across, their strokes are not; what must not be stretched
/// stands beside them at parts of the width. Values are named in a column of its own at the right.
struct PagePen {
    /// Across, in the stretched picture's own units.
    private static let width = 10_000.0
    /// Room below for the time axis.
    private static let foot = 24.0
    private static let margin = 8.0

    private let scene: Scene
    private let height: Double
    private let area: PlotArea
    private let ticks: NiceTicks
    /// The candles that all moments are of, in milliseconds.
    private let step: Int64

    init(_ scene: Scene, height: Double, step: Int64 = 60_000) {
        self.scene = scene
        self.step = step
        self.height = height
        area = PlotArea(
            left: 0, right: Self.width, from: scene.start, to: scene.end, values: scene.values,
            top: Self.margin, bottom: height - Self.margin)
        ticks = PlotArea.ticks(scene.values, atMost: max(2, Int(saturating: height / 40)))
    }

    /// Writes the chart, its title, and what it says in words.
    func write(to page: inout Markup, id: String, title: String, words: String) {
        let whole = Drawing.number(height + Self.foot)
        let candles = scene.candles ?? scene.grid
        page.element(
            "div",
            [
                "class": "frame", "data-from": "\(scene.start.milliseconds)",
                "data-to": "\(scene.end.milliseconds)",
                "data-step": "\(candles?.milliseconds ?? step)", "data-unit": scene.unit,
            ]
        ) { page in
            writeCandles(to: &page)
            page.element(
                "svg",
                ["height": whole, "role": "img", "aria-labelledby": "\(id)-title \(id)-words"]
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
                ) { writeShapes(to: &$0) }
                for mark in scene.marks { write(mark, to: &page) }
                writeTimes(to: &page)
            }
            page.element("svg", ["class": "axis", "height": whole, "aria-hidden": "true"]) { page in
                for value in ticks.values {
                    page.element(
                        "text", ["x": "8", "y": Drawing.number(area.y(value) + 4)],
                        ticks.text(value == 0 ? 0 : value) + scene.unit)
                }
            }
        }
        page.newline()
    }

    private func writeShapes(to page: inout Markup) {
        path(ticks.values.map { area.across($0) }, "grid", to: &page)
        path(
            scene.spans.filter { $0.value == nil }.map { span in
                edge(span, 0) + edge(span, height).reversed()
            }, Scene.Role.held.style, isClosed: true, to: &page)
        for span in scene.spans {
            guard let value = span.value, area.y.values.contains(value) else { continue }
            path([edge(span, area.y(value))], span.role.style, to: &page)
        }
        if let candles = scene.candles {
            for (isRising, role) in [(true, Scene.Role.rising), (false, .falling)] {
                let shapes = area.shapes(candles, isRising: isRising) { $0 * 0.32 }
                // The body lies above the wick, whatever its fill.
                path(shapes.wicks.map { [$0[0], $0[3]] }, role.style, to: &page)
                path(shapes.bodies, role.style, isClosed: true, to: &page)
            }
        }
        for line in scene.lines {
            let samples = line.samples(atMost: scene.columns)
            let points = samples.map { area.point($0.time, $0.value) }
            if line.role == .fall, let first = points.first, let last = points.last {
                let top = area.y(0)
                let corners = [Drawing.Point(x: last.x, y: top), Drawing.Point(x: first.x, y: top)]
                path([points + corners], "depth", isClosed: true, to: &page)
            }
            write(line, samples, points, to: &page)
        }
    }

    private func edge(_ span: Scene.Span, _ y: Double) -> [Drawing.Point] {
        [
            Drawing.Point(x: span.from.map(area.x) ?? area.left, y: y),
            Drawing.Point(x: span.to.map(area.x) ?? area.right, y: y),
        ]
    }

    /// A line, with its values where it has a name.
    private func write(
        _ line: Scene.Line, _ samples: [TimeBuckets.Sample], _ points: [Drawing.Point],
        to page: inout Markup
    ) {
        guard !line.name.isEmpty, !points.isEmpty else {
            return path([points], line.role.style, to: &page)
        }
        page.element(
            "path",
            [
                "class": line.role.style, "d": Drawing.data([points]), "data-name": line.name,
                "data-values": PlotData(step: step).text(of: samples, from: scene.start),
            ], "")
        page.newline()
    }

    /// The candles in numbers, for the script.
    private func writeCandles(to page: inout Markup) {
        guard let candles = scene.candles, let last = candles.groups.last else { return }
        let digits = PlotData.digits(of: last.close)
        page.element(
            "data",
            [
                "hidden": "", "data-digits": "\(digits)",
                "data-names": scene.keys.map(\.name).joined(separator: "|"),
                "value": PlotData.text(of: candles, places: scene.places, digits: digits),
            ], "")
    }

    /// Lines through points, with the class that the style sheet knows them by.
    private func path(
        _ lines: [[Drawing.Point]], _ style: String, isClosed: Bool = false, to page: inout Markup
    ) {
        let data = Drawing.data(lines, isClosed: isClosed)
        guard !data.isEmpty else { return }
        page.element("path", ["class": style, "d": data], "")
        page.newline()
    }

    /// A mark that was drawn once for all charts, and its words for who points at it.
    private func write(_ mark: Scene.Mark, to page: inout Markup) {
        page.element(
            "use",
            [
                "href": "#\(PageMark.id(mark.sale))", "class": "mark",
                "x": Self.percent(area.x(mark.time)), "y": Drawing.number(area.y(mark.value)),
            ]
        ) { $0.element("title", mark.words) }
        page.newline()
    }

    /// The time axis, in as few labels as a telephone has room for.
    private func writeTimes(to page: inout Markup) {
        for tick in TimeTicks(from: area.start, to: area.end, atMost: 5).ticks {
            let x = area.x(tick.time)
            guard (700...9_300).contains(x) else { continue }
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

/// What a line of a chart is, with a piece of it.
struct PlotKey {
    let role: Scene.Role
    let text: String

    func write(to page: inout Markup) {
        page.element("span", ["class": "key"]) { page in
            page.element("svg", ["aria-hidden": "true"]) { page in
                page.element("path", ["class": role.style, "d": "M0 6L28 6"], "")
            }
            page.text(text)
        }
    }
}

extension Scene.Role {
    private static let lineStyles = ["fast", "slow", "third", "fourth", "fifth", "sixth"]

    /// The classes of a trader, by its place among all: a colour, and beyond eight a dash.
    static func style(ofTrader place: Int) -> String {
        let letters = PagePalette.traderLetters
        let colour = "trader-\(letters[place % letters.count])"
        let dash = place / letters.count % 4
        return dash == 0 ? colour : "\(colour) dash-\(letters[dash])"
    }

    /// The classes that the style sheet knows it by.
    fileprivate var style: String {
        switch self {
        case .rising: "rising"
        case .falling: "falling"
        case .line(let place): Self.lineStyles[place % Self.lineStyles.count]
        case .held: "held"
        case .target: "target"
        case .stop: "stop"
        case .buy, .sell, .last, .whole: "whole"
        case .hold: "hold"
        case .fall: "fall"
        case .all: "all"
        case .trader(let place): Self.style(ofTrader: place)
        }
    }
}
