internal import Market

/// Draws a scene as a picture, from the ground up.
struct PicturePen {
    private let scene: Scene
    private let area: PlotArea
    private let ticks: NiceTicks

    /// Where what is drawn ends, and where the candles do.
    private let bottom: Double
    private let plotBottom: Double
    private static let (paneHead, paneHeight) = (34.0, 62.0)

    /// A pen for a picture with so many rows of keys below.
    init(_ scene: Scene, keys rows: Int = 1) {
        self.scene = scene
        bottom = PictureFrame.bottom - Double(max(0, rows - 1)) * PictureFrame.keyHeight
        plotBottom = bottom - Double(scene.panes.count) * (Self.paneHead + Self.paneHeight)
        let ticks = PlotArea.ticks(scene.values)
        self.ticks = ticks
        let figures = ticks.values.map { ticks.text($0) + scene.unit }
        var labels = scene.labels.map { Self.label($0, y: 0, isBeyond: true) }
        var left = PictureFrame.margin
        if scene.candles == nil {
            let widths = figures.map { TextWidth.pixels($0, size: Drawing.textSize) }
            left += (widths.max() ?? 0) + 12
        } else {
            labels += (figures + scene.panes.flatMap { Self.paneTicks($0).map(\.text) })
                .map { LabelColumn.Label(text: $0, colour: "", y: 0) }
        }
        area = PlotArea(
            left: left, right: PictureFrame.right - LabelColumn.width(labels),
            from: scene.start, to: scene.end, values: scene.values, bottom: plotBottom)
    }

    /// The picture, framed.
    func picture(_ frame: PictureFrame, words: String) -> Picture {
        var drawing = Drawing()
        drawGrid(on: &drawing)
        drawSpans(on: &drawing)
        if let candles = scene.candles { draw(candles, on: &drawing) }
        drawLines(on: &drawing)
        drawMarks(on: &drawing)
        drawLabels(on: &drawing)
        for (number, pane) in scene.panes.enumerated() { draw(pane, number, on: &drawing) }
        frame.draw(on: &drawing)
        return Picture(svg: drawing.svg(words: words), altText: words)
    }

    private static let grid = Drawing.Stroke(colour: Palette.grid, width: 1.5)

    /// A line across at each tick of the values, and the time axis: a line down at each tick, and its
    /// label where it fits.
    private func drawGrid(on drawing: inout Drawing) {
        drawing.path(ticks.values.map { area.across($0) }, stroke: Self.grid)
        let most = max(1, Int(saturating: (area.right - area.left) / 150))
        let times = TimeTicks(from: area.start, to: area.end, atMost: most).ticks
        let top = PictureFrame.top
        drawing.path(
            times.map { tick in
                [top, bottom].map { Drawing.Point(x: area.x(tick.time), y: $0) }
            }, stroke: Self.grid)
        for tick in times {
            let half = TextWidth.pixels(tick.label, size: Drawing.textSize) / 2
            let x = area.x(tick.time)
            guard x - half >= PictureFrame.margin / 2, x + half <= PictureFrame.right else {
                continue
            }
            drawing.text(
                tick.label, at: Drawing.Point(x: x, y: bottom + 34),
                Drawing.TextStyle(colour: Palette.quiet, anchor: .middle))
        }
    }

    /// The time something was held, a little lighter; levels, up to the labels at the right.
    private func drawSpans(on drawing: inout Drawing) {
        for span in scene.spans {
            let from = span.role == .last ? area.right - 20 : span.from.map(area.x) ?? area.left
            guard let value = span.value else {
                let to = span.to.map(area.x) ?? area.right
                drawing.rectangle(
                    Drawing.Point(x: from, y: PictureFrame.top), width: max(0, to - from),
                    height: bottom - PictureFrame.top, fill: Palette.axis,
                    opacity: 0.2)
                continue
            }
            guard area.y.values.contains(value) else { continue }
            let y = area.y(value)
            drawing.line(
                from: Drawing.Point(x: from, y: y), to: Drawing.Point(x: area.right, y: y),
                span.role.stroke)
        }
    }

    /// Rising candles hollow, falling ones filled.
    private func draw(_ candles: CandleGroups, on drawing: inout Drawing) {
        let shapes = [true, false].map { isRising in
            area.shapes(candles, isRising: isRising) { max(1.5, min(20, $0 * 0.36)) }
        }
        let strokes = [Scene.Role.rising.stroke, Scene.Role.falling.stroke]
        for (shape, stroke) in zip(shapes, strokes) {
            drawing.path(
                shape.wicks.flatMap { [Array($0.prefix(2)), Array($0.suffix(2))] }, stroke: stroke)
        }
        for (shape, fill) in zip(zip(shapes, strokes), [Palette.ground, Palette.falling]) {
            drawing.path(shape.0.bodies, isClosed: true, fill: fill, stroke: shape.1)
        }
    }

    /// The lines, few enough for all together, and on each now and then its shape.
    private func drawLines(on drawing: inout Drawing) {
        let columns = min(Int(saturating: area.right - area.left), scene.columns)
        let lines = scene.lines.map { line in
            line.samples(atMost: columns).map { area.point($0.time, $0.value) }
        }
        for (line, points) in zip(scene.lines, lines) {
            drawing.path([points], stroke: line.role.stroke)
        }
        for (line, points) in zip(scene.lines, lines) {
            guard let marker = line.marker else { continue }
            for part in marker.parts {
                let x = area.left + part * (area.right - area.left)
                guard let point = points.last(where: { $0.x <= x }) else { continue }
                marker.shape.draw(on: &drawing, at: point, radius: 10, colour: line.role.colour)
            }
        }
    }

    // MARK: Panes

    /// Few ticks, far enough apart for their labels.
    private static func paneTicks(_ pane: Scene.Pane) -> [(value: Double, text: String)] {
        let ticks = PlotArea.ticks(pane.scene.values, atMost: 2)
        return ticks.values.prefix(2).map { ($0, ticks.text($0)) }
    }

    /// A pane: what its lines are above them, and its own values at the right.
    private func draw(_ pane: Scene.Pane, _ number: Int, on drawing: inout Drawing) {
        let head = plotBottom + Double(number) * (Self.paneHead + Self.paneHeight)
        let (top, foot) = (head + Self.paneHead, head + Self.paneHead + Self.paneHeight)
        let area = PlotArea(
            left: self.area.left, right: self.area.right, from: scene.start, to: scene.end,
            values: pane.scene.values, top: top, bottom: foot)
        var last: Double?
        for tick in Self.paneTicks(pane) {
            let y = area.y(tick.value)
            drawing.path([area.across(tick.value)], stroke: Self.grid)
            guard last.map({ ($0 - y).magnitude >= LabelColumn.height }) ?? true else { continue }
            last = y
            drawing.text(
                tick.text, at: Drawing.Point(x: area.right + 30, y: y + 8.5),
                Drawing.TextStyle(colour: Palette.quiet))
        }
        for span in pane.scene.spans {
            guard let value = span.value, area.y.values.contains(value) else { continue }
            drawing.path([area.across(value)], stroke: Scene.Role.hold.stroke)
        }
        let columns = min(Int(saturating: area.right - area.left), scene.columns)
        for line in pane.scene.lines {
            drawing.path(
                [line.samples(atMost: columns).map { area.point($0.time, $0.value) }],
                stroke: line.role.stroke)
        }
        var x = area.left
        for key in pane.keys {
            let room = area.right - x - 62
            guard room > 100 else { break }
            let text = TextWidth.fitted(key.text, pixels: room, size: Drawing.textSize)
            drawing.line(
                from: Drawing.Point(x: x, y: top - 14), to: Drawing.Point(x: x + 48, y: top - 14),
                key.role.stroke)
            drawing.text(
                text, at: Drawing.Point(x: x + 58, y: top - 6),
                Drawing.TextStyle(colour: Palette.quiet))
            x += 58 + 32 + TextWidth.pixels(text, size: Drawing.textSize)
        }
    }

    private func drawMarks(on drawing: inout Drawing) {
        for mark in scene.marks {
            let marker = mark.sale == nil ? Marker.triangle : .fallingTriangle
            marker.draw(
                on: &drawing, at: area.point(mark.time, mark.value), radius: 14,
                colour: Palette.text)
        }
    }

    /// The labels at the right; the values of the axis at the left, or among them where there is room.
    private func drawLabels(on drawing: inout Drawing) {
        let column = LabelColumn(
            labels: scene.labels.map { label in
                Self.label(
                    label, y: area.y(label.value),
                    isBeyond: !area.y.values.contains(label.value))
            }, left: area.right, range: PictureFrame.top...plotBottom)
        let isLeft = scene.candles == nil
        let taken = isLeft ? [] : column.centres
        for value in ticks.values {
            let y = area.y(value)
            guard taken.allSatisfy({ ($0 - y).magnitude >= LabelColumn.height }) else { continue }
            drawing.text(
                ticks.text(value) + scene.unit,
                at: Drawing.Point(x: isLeft ? area.left - 12 : area.right + 30, y: y + 8.5),
                Drawing.TextStyle(colour: Palette.quiet, anchor: isLeft ? .end : .start))
        }
        column.draw(on: &drawing)
    }

    private static func label(
        _ label: Scene.Label, y: Double, isBeyond: Bool
    ) -> LabelColumn.Label {
        let room = label.role == .hold ? 110.0 : 150
        let name = TextWidth.fitted(label.name, pixels: room, size: Drawing.textSize)
        return LabelColumn.Label(
            text: name + label.words + (isBeyond ? label.arrow : ""), colour: label.role.colour,
            y: y, marker: label.marker, isFilled: label.name.isEmpty)
    }
}

/// The colours of pictures: light on dark, and told apart also by those who see fewer of them.
///
/// The hues are Okabe and Ito's (2008), lightened where a dark ground asks for it. None carries a
/// meaning alone: a shape, a dash or a word always says the same.
enum Palette {
    static let ground = "#0d1117"
    static let grid = "#263241"
    static let axis = "#5b6b7d"
    static let text = "#f2f6fa"
    static let quiet = "#b3c0ce"
    static let brand = "#f0e442"
    static let falling = "#e8743b"
    static let gain = "#2fc9a0"
    static let loss = "#ff8552"

    /// The lines of a strategy, the first ones apart from the others.
    static let lines = ["#f0e442", "#dd9fc4", "#2fc9a0", "#8f9bff", "#e69f00", "#f2f6fa"]
    /// Their dashes, the first ones apart from the others.
    static let dashes = [nil, "10 5", "16 5 3 5", "24 8", "6 4", "2 9"]

    /// One for each of eight traders; those of the next eight are dashed, and so on.
    static let traders = [
        "#56b4e9", "#e69f00", "#2fc9a0", "#f0e442", "#dd9fc4", "#ff8552", "#8f9bff", "#f2f6fa",
    ]
    static let traderDashes = [nil, "18 6", "9 5", "3 5"]
}

extension Scene.Role {
    fileprivate var colour: String {
        switch self {
        case .rising: "#56b4e9"
        case .falling: Palette.falling
        case .line(let place): Palette.lines[place % Palette.lines.count]
        case .target: Palette.gain
        case .stop, .fall: Palette.loss
        case .buy, .sell, .all: Palette.text
        case .held, .whole: Palette.axis
        case .last, .hold: Palette.quiet
        case .trader(let place): Palette.traders[place % Palette.traders.count]
        }
    }

    var stroke: Drawing.Stroke {
        switch self {
        case .rising, .falling, .held, .fall: Drawing.Stroke(colour: colour)
        case .whole, .all, .line(0): Drawing.Stroke(colour: colour, width: 3)
        case .line(let place):
            Drawing.Stroke(
                colour: colour, width: 3, dash: Palette.dashes[place % Palette.dashes.count])
        case .target: Drawing.Stroke(colour: colour, width: 3, dash: "14 8")
        case .stop: Drawing.Stroke(colour: colour, width: 3, dash: "4 7")
        case .buy, .sell, .last: Drawing.Stroke(colour: colour, width: 1.5, opacity: 0.5)
        case .hold: Drawing.Stroke(colour: colour, width: 2, dash: "5 6", opacity: 0.8)
        case .trader(let place):
            Drawing.Stroke(
                colour: colour, width: 3.5,
                dash: Palette.traderDashes[
                    place / Palette.traders.count % Palette.traderDashes.count])
        }
    }
}
