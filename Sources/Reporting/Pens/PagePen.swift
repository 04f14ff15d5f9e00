internal import Market

/// Draws a scene as a chart of the page: as wide as there is room, its texts and marks of one size
/// everywhere.
///
/// Lines lie in a picture that is stretched across, their strokes are not; what must not be stretched
/// stands beside them at parts of the width. Values are named in a column of its own at the right.
struct PagePen {
    /// Across, in the stretched picture's own units.
    private static let width = 1_000.0
    /// Room below for the time axis.
    private static let foot = 24.0
    private static let margin = 8.0

    private let scene: Scene
    private let height: Double
    private let area: PlotArea
    private let ticks: NiceTicks

    init(_ scene: Scene, height: Double) {
        self.scene = scene
        self.height = height
        area = PlotArea(
            left: 0, right: Self.width, from: scene.start, to: scene.end, values: scene.values,
            top: Self.margin, bottom: height - Self.margin)
        ticks = PlotArea.ticks(scene.values, atMost: max(2, Int(saturating: height / 40)))
    }

    /// Writes the chart, its title, and what it says in words.
    func write(to page: inout Markup, id: String, title: String, words: String) {
        let whole = Drawing.number(height + Self.foot)
        page.element("div", ["class": "frame"]) { page in
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
        for span in scene.spans {
            if let value = span.value, !area.y.values.contains(value) { continue }
            let (from, to) = (span.from.map(area.x) ?? area.left, span.to.map(area.x) ?? area.right)
            let edge = { (y: Double) in
                [Drawing.Point(x: from, y: y), Drawing.Point(x: to, y: y)]
            }
            let corners = span.value.map { edge(area.y($0)) } ?? edge(0) + edge(height).reversed()
            path(
                [corners], span.role.style, isClosed: span.value == nil, to: &page)
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
            let points = line.samples(atMost: scene.columns).map { area.point($0.time, $0.value) }
            if line.role == .fall, let first = points.first, let last = points.last {
                let top = area.y(0)
                let corners = [Drawing.Point(x: last.x, y: top), Drawing.Point(x: first.x, y: top)]
                path([points + corners], "depth", isClosed: true, to: &page)
            }
            path([points], line.role.style, to: &page)
        }
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

    /// The class that the style sheet knows it by.
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
        case .trader: "equity"
        }
    }
}
