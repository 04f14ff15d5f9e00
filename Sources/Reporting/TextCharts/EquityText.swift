internal import Market

// The equity of traders in characters, for a terminal: the same lines as the picture has.

extension EquityChart {
    /// The chart in at most so many columns and, unless that is very few, so many rows.
    package func lines(width: Int, height: Int, isColoured: Bool) -> [String] {
        var canvas = TextCanvas(width: width, height: TextPlot.height(height))
        let plot = TextPlot(
            values, width: canvas.width, height: canvas.height, labels: textLabels
        ) { text($0, $1) }
        plot.drawValues(on: &canvas)
        plot.drawTimes(times(plot), on: &canvas)
        drawMarkers(plot, on: &canvas)
        drawLines(plot, on: &canvas)
        drawWhole(plot, on: &canvas)
        drawWords(on: &canvas)
        return canvas.lines(isColoured: isColoured)
    }

    /// A label for each curve, at the height it ends at.
    private var textLabels: [TextPlot.Label] {
        curves.enumerated().map { index, curve in
            TextPlot.Label(
                text: "\(TextPlot.fitted(curve.name, 16)) \(Figures.signedPercent(curve.change))",
                ink: TextInk.traders[index], value: curve.equity.last?.value ?? 100)
        }
    }

    // MARK: The layers

    /// The column of a moment, as a part of all of them.
    private func x(_ moment: Timestamp, _ plot: TextPlot) -> Double {
        let span = Double(max(1, end.since(start)))
        return Double(moment.since(start)) / span * Double(plot.columns - 1)
    }

    private func times(_ plot: TextPlot) -> [(column: Int, label: String)] {
        TimeTicks(from: start, to: end, atMost: max(1, plot.columns / 12)).ticks
            .map { (Int(saturating: x($0.time, plot).rounded()), $0.label) }
    }

    private func points(_ line: TimeBuckets, _ plot: TextPlot) -> [BrailleLines.Point] {
        line.samples.map { sample in
            BrailleLines.Point(x: 2 * x(sample.time, plot) + 0.5, y: plot.dot(sample.value))
        }
    }

    private func drawLines(_ plot: TextPlot, on canvas: inout TextCanvas) {
        var lines = BrailleLines(columns: plot.columns, rows: plot.rows)
        for (index, curve) in curves.enumerated()
        where !curves[..<index].contains(where: { $0.hold == curve.hold }) {
            lines.draw(points(curve.hold, plot), .quiet, isDotted: true)
        }
        for (index, curve) in curves.enumerated() {
            lines.draw(points(curve.equity, plot), TextInk.traders[index])
        }
        lines.stamp(on: &canvas, row: TextPlot.top, column: 0)
    }

    /// On each line now and then its trader's shape, where there are several.
    private func drawMarkers(_ plot: TextPlot, on canvas: inout TextCanvas) {
        guard curves.count > 1 else { return }
        for (index, curve) in curves.enumerated() {
            for third in 0..<3 {
                let part = (Double(third) + Double(index + 1) / Double(curves.count + 1)) / 3
                let column = (part * Double(plot.columns)).rounded(.down)
                guard let sample = curve.equity.samples.last(where: { x($0.time, plot) <= column })
                else { continue }
                canvas.put(
                    Marker.allCases[index].sign, row: TextPlot.top + plot.half(sample.value) / 2,
                    column: Int(saturating: column), TextInk.traders[index])
            }
        }
    }

    /// The line of those who have neither won nor lost.
    private func drawWhole(_ plot: TextPlot, on canvas: inout TextCanvas) {
        guard plot.y.values.contains(100) else { return }
        let row = TextPlot.top + plot.half(100) / 2
        for column in 0..<plot.columns where canvas.isEmpty(row: row, column: column) {
            canvas.put("┈", row: row, column: column, .quiet)
        }
    }

    private func drawWords(on canvas: inout TextCanvas) {
        TextHeading(
            left: [
                TextHeading.Piece(text: "equity, % of initial balance", ink: .bold),
                TextHeading.Piece(text: span),
            ]
        ).draw(on: &canvas, row: 0)
        TextHeading(left: [
            TextHeading.Piece(text: "\(window), figures: change over it", ink: .quiet)
        ]).draw(on: &canvas, row: 1)
        let own = curves.enumerated().map { index, curve in
            let sign = curves.count > 1 ? Marker.allCases[index].sign : "⣀⣀"
            return TextHeading.Piece(
                text: "\(sign) \(curve.name) \(Figures.signedPercent(curve.change))",
                ink: TextInk.traders[index])
        }
        TextHeading(left: own).draw(on: &canvas, row: canvas.height - 2)
        var held: [String] = []
        for curve in curves {
            guard let change = curve.holdChange else { continue }
            let text = "⡀⡀ \(curve.coin) held \(Figures.signedPercent(change)), no fees"
            if !held.contains(text) { held.append(text) }
        }
        TextHeading(left: held.map { TextHeading.Piece(text: $0, ink: .quiet) })
            .draw(on: &canvas, row: canvas.height - 1)
    }
}

extension Marker {
    /// Its shape as a character, one column wide.
    var sign: String {
        switch self {
        case .circle: "●"
        case .square: "■"
        case .triangle: "▲"
        case .diamond: "◆"
        case .fallingTriangle: "▼"
        case .star: "✦"
        case .hourglass: "⧗"
        case .cross: "✚"
        }
    }
}
