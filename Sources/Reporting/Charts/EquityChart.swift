internal import Market

/// The equity of up to eight traders over one window, on one axis.
package struct EquityChart: Sendable {
    /// As many as can be told apart.
    package static let mostCurves = 8
    /// The most columns that all lines together may be drawn in; it bounds the size of the picture.
    private static let mostColumns = 4_400

    let curves: [EquityCurve]
    let span: String
    let brand: String

    /// The chart of traders' curves.
    ///
    /// - Parameters:
    ///   - curves: with at least one mark each.
    ///   - span: what the window is called: `last 24 h`, `since START`.
    ///   - brand: whose picture it is.
    /// - Precondition: there are one to eight curves, none without a mark.
    package init(_ curves: [EquityCurve], span: String, brand: String = "ALGOM") {
        // In range: whoever draws has counted them.
        precondition((1...Self.mostCurves).contains(curves.count), "one to eight traders fit")
        // In range: a curve is begun with its first candle.
        precondition(!curves.contains { $0.isEmpty }, "a curve needs a mark")
        self.curves = curves
        self.span = span
        self.brand = brand
    }

    /// The picture and its words.
    package func picture() -> Picture {
        var drawing = Drawing()
        let area = area
        let ticks = ticks
        area.drawRows(ticks, on: &drawing)
        area.drawColumns(on: &drawing)
        drawWhole(area, on: &drawing)
        drawHolds(area, on: &drawing)
        drawCurves(area, on: &drawing)
        drawLabels(area, ticks, on: &drawing)
        frame.draw(on: &drawing)
        return Picture(svg: drawing.svg(words: altText), altText: altText)
    }

    // MARK: What is shown

    var start: Timestamp {
        curves.compactMap(\.equity.first?.time).min() ?? Timestamp(milliseconds: 0)
    }

    var end: Timestamp { curves.compactMap(\.equity.last?.time).max() ?? start }

    var values: ClosedRange<Double> {
        let ranges = curves.flatMap { [$0.equity.range, $0.hold.range] }.compactMap { $0 }
        let low = ranges.map(\.lowerBound).min() ?? 100
        return low...max(low, ranges.map(\.upperBound).max() ?? 100)
    }

    private var ticks: NiceTicks { PlotArea.ticks(values) }

    func text(_ tick: Double, _ ticks: NiceTicks) -> String { ticks.text(tick) + " %" }

    private var area: PlotArea {
        let ticks = ticks
        let widths = ticks.values.map {
            TextWidth.pixels(text($0, ticks), size: Drawing.textSize)
        }
        return PlotArea(
            left: PictureFrame.margin + (widths.max() ?? 0) + 12,
            right: PictureFrame.right - LabelColumn.width(labels { _ in 0 }), from: start, to: end,
            values: values)
    }

    /// A label for each curve, and for each holding that came to something else; `y` tells where a
    /// percentage is.
    private func labels(_ y: (Double) -> Double) -> [LabelColumn.Label] {
        let own = curves.enumerated().map { index, curve in
            LabelColumn.Label(
                text: TextWidth.fitted(curve.name, pixels: 150, size: Drawing.textSize)
                    + " \(Figures.signedPercent(curve.change))",
                colour: Palette.traders[index], y: y(curve.equity.last?.value ?? 100),
                marker: Marker.allCases[index])
        }
        var held: [LabelColumn.Label] = []
        for curve in curves {
            guard let change = curve.holdChange else { continue }
            let coin = TextWidth.fitted(curve.coin, pixels: 110, size: Drawing.textSize)
            let text = "\(coin) held \(Figures.signedPercent(change))"
            guard !held.contains(where: { $0.text == text }) else { continue }
            held.append(
                LabelColumn.Label(
                    text: text, colour: Palette.quiet, y: y(curve.hold.last?.value ?? 100)))
        }
        return own + held
    }

    // MARK: The layers

    /// The line of those who have neither won nor lost.
    private func drawWhole(_ area: PlotArea, on drawing: inout Drawing) {
        guard area.y.values.contains(100) else { return }
        let y = area.y(100)
        drawing.line(
            from: Drawing.Point(x: area.left, y: y), to: Drawing.Point(x: area.right, y: y),
            Drawing.Stroke(colour: Palette.axis, width: 3))
    }

    private static let hold = Drawing.Stroke(
        colour: Palette.quiet, width: 2, dash: "5 6", opacity: 0.8)

    /// The points of a line, few enough for all lines together.
    private func points(_ line: TimeBuckets, _ area: PlotArea) -> [Drawing.Point] {
        let lines = curves.count + curves.count { $0.holdChange != nil }
        let columns = min(Int(saturating: area.right - area.left), Self.mostColumns / lines)
        return line.samples(atMost: columns).map { area.point($0.time, $0.value) }
    }

    private func drawHolds(_ area: PlotArea, on drawing: inout Drawing) {
        for (index, curve) in curves.enumerated()
        where !curves[..<index].contains(where: { $0.hold == curve.hold }) {
            drawing.path([points(curve.hold, area)], stroke: Self.hold)
        }
    }

    /// The lines, and on each now and then its trader's shape.
    private func drawCurves(_ area: PlotArea, on drawing: inout Drawing) {
        let lines = curves.map { points($0.equity, area) }
        for (index, line) in lines.enumerated() {
            drawing.path(
                [line], stroke: Drawing.Stroke(colour: Palette.traders[index], width: 3.5))
        }
        guard lines.count > 1 else { return }
        for (index, line) in lines.enumerated() {
            for third in 0..<3 {
                let part = (Double(third) + Double(index + 1) / Double(lines.count + 1)) / 3
                let x = area.left + part * (area.right - area.left)
                guard let point = line.last(where: { $0.x <= x }) else { continue }
                Marker.allCases[index].draw(
                    on: &drawing, at: point, radius: 10, colour: Palette.traders[index])
            }
        }
    }

    private func drawLabels(_ area: PlotArea, _ ticks: NiceTicks, on drawing: inout Drawing) {
        for value in ticks.values {
            drawing.text(
                text(value, ticks), at: Drawing.Point(x: area.left - 12, y: area.y(value) + 8.5),
                Drawing.TextStyle(colour: Palette.quiet, anchor: .end))
        }
        LabelColumn(
            labels: labels { area.y($0) }, left: area.right,
            range: PictureFrame.top...PictureFrame.bottom
        ).draw(on: &drawing)
    }

    private var frame: PictureFrame {
        let isHeld = curves.contains { $0.holdChange != nil }
        let key = PictureFrame.Key(
            text: "bought and held, no fees", stroke: Self.hold)
        return PictureFrame(
            brand: brand, heading: "equity, % of initial balance",
            outcome: (span, Palette.text), window: "\(window), figures: change over it",
            keys: isHeld ? [key] : [])
    }

    /// When the picture begins and ends.
    var window: String { PictureFrame.window(from: start, to: end) }
}
