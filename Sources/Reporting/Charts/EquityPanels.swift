internal import Market

/// The equity of many traders over one window: a small panel each, all of the same time and scale.
///
/// More than there is room for are those that rose and fell most.
struct EquityPanels {
    /// As many panels as are legible in one picture.
    static let most = 30
    private static let mostAcross = 5
    private static let gap = 20.0
    private static let head = 32.0

    /// Those that are shown, in the order they were given.
    let curves: [EquityCurve]
    private let count: Int
    private let span: String
    private let brand: String

    init(_ curves: [EquityCurve], span: String, brand: String) {
        count = curves.count
        self.span = span
        self.brand = brand
        guard curves.count > Self.most else {
            self.curves = curves
            return
        }
        let order = curves.indices.sorted {
            (curves[$0].change, $1) > (curves[$1].change, $0)
        }
        let shown = order.prefix(Self.most / 2) + order.suffix(Self.most / 2)
        self.curves = shown.map { curves[$0] }
    }

    private var start: Timestamp {
        curves.compactMap(\.equity.first?.time).min() ?? Timestamp(milliseconds: 0)
    }

    private var end: Timestamp { curves.compactMap(\.equity.last?.time).max() ?? start }

    /// From the lowest to the highest of all, and where all began.
    private var values: ClosedRange<Double> {
        EquityChart.values(curves.compactMap(\.rise.range))
    }

    private static func change(_ curve: EquityCurve) -> String {
        Figures.signedPercent(curve.change, digits: 1)
    }

    private var scaleWords: String {
        "each from \(Figures.signedPercent(values.lowerBound, digits: 1)) to "
            + Figures.signedPercent(values.upperBound, digits: 1)
    }

    /// Who is shown, where that is not everybody.
    private var choice: String {
        count == curves.count
            ? "" : ", the \(Self.most / 2) highest and lowest of \(Figures.count(count))"
    }

    // MARK: The picture

    func picture() -> Picture {
        var drawing = Drawing()
        for (index, curve) in curves.enumerated() { draw(curve, index, on: &drawing) }
        let window = Scene.window(from: start, to: end)
        PictureFrame(
            brand: brand, heading: "equity, \(scaleWords)",
            outcome: (span, Palette.text), window: "\(window)\(choice)", keys: []
        ).draw(on: &drawing)
        let words =
            "\(brand.prefix(60)) paper trading, no real money: change of equity in percent, "
            + "\(span.prefix(40)), \(window)\(choice): "
            + curves.map { "\($0.name.prefix(16)) \(Self.change($0))" }.joined(separator: "; ")
        let fitting = words.prefix(Picture.longestAltText - 1) + "."
        return Picture(svg: drawing.svg(words: String(fitting)), altText: String(fitting))
    }

    /// A panel: whose it is and what it came to, and below it the line.
    private func draw(_ curve: EquityCurve, _ index: Int, on drawing: inout Drawing) {
        let across = min(Self.mostAcross, curves.count <= 9 ? 3 : curves.count <= 16 ? 4 : 5)
        let down = (curves.count + across - 1) / across
        let room = PictureFrame.right - PictureFrame.margin
        let width = (room - Double(across - 1) * Self.gap) / Double(across)
        let bottom = PictureFrame.bottom + 38
        let height = (bottom - PictureFrame.top) / Double(down)
        let left = PictureFrame.margin + Double(index % across) * (width + Self.gap)
        let top = PictureFrame.top + Double(index / across) * height
        let area = PlotArea(
            left: left, right: left + width, from: start, to: end, values: values,
            top: top + Self.head, bottom: top + height - 8)
        let change = Self.change(curve)
        let taken = TextWidth.pixels(change, size: Drawing.textSize)
        drawing.text(
            TextWidth.fitted(curve.name, pixels: width - taken - 12, size: Drawing.textSize),
            at: Drawing.Point(x: left, y: top + 22), Drawing.TextStyle(colour: Palette.quiet))
        drawing.text(
            change, at: Drawing.Point(x: left + width, y: top + 22),
            Drawing.TextStyle(anchor: .end))
        drawing.path([area.across(0)], stroke: Drawing.Stroke(colour: Palette.axis, width: 1.5))
        let samples = curve.rise.samples(atMost: Int(saturating: width / 2))
        drawing.path(
            [samples.map { area.point($0.time, $0.value) }],
            stroke: Scene.Role.trader(curve.place).stroke)
    }

    // MARK: The terminal

    /// A row a trader: its name, its line, what it came to.
    func lines(width: Int, isColoured: Bool) -> [String] {
        let names = min(max(12, width / 4), curves.map(\.name.count).max() ?? 0)
        let changes = curves.map { Figures.signedPercent($0.change) }
        let figures = changes.map(\.count).max() ?? 0
        let columns = max(1, width - names - figures - 4)
        var canvas = TextCanvas(width: width, height: curves.count + 2)
        TextHeading(
            left: [
                TextHeading.Piece(text: EquityChart.heading, ink: .bold),
                TextHeading.Piece(text: span + choice),
            ]
        ).draw(on: &canvas, row: 0)
        TextHeading(left: [
            TextHeading.Piece(
                text: "\(Scene.window(from: start, to: end)), \(scaleWords)", ink: .quiet)
        ]).draw(on: &canvas, row: 1)
        // Four dots a row, the lowest value at the lower edge.
        let (time, height) = (
            Scale(0...Double(max(1, end.since(start))), from: 0, to: Double(2 * columns - 1)),
            Scale(values, from: 3, to: 0)
        )
        for (index, (curve, change)) in zip(curves, changes).enumerated() {
            let row = index + 2
            canvas.put(TextPlot.fitted(curve.name, names), row: row, column: 0)
            var lines = BrailleLines(columns: columns, rows: 1)
            lines.draw(
                curve.rise.samples(atMost: columns).map { sample in
                    BrailleLines.Point(
                        x: time(Double(sample.time.since(start))),
                        y: height(sample.value).rounded())
                }, Scene.Role.trader(curve.place).ink)
            lines.stamp(on: &canvas, row: row, column: names + 2)
            canvas.put(change, row: row, column: width - change.count)
        }
        return canvas.lines(isColoured: isColoured)
    }
}
