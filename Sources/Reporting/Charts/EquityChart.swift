internal import Market

/// The equity of up to eight traders over one window, on one axis.
package struct EquityChart: Sendable {
    /// As many as can be told apart.
    package static let maximumCurves = 8
    /// The most columns that all lines together may be drawn in; it bounds the size of the picture.
    private static let maximumColumns = 4_400

    private let curves: [EquityCurve]
    private let span: String
    private let brand: String

    /// The chart of traders' curves.
    ///
    /// - Parameters:
    ///   - curves: with at least one mark each.
    ///   - span: what the window is called: `last 24 h`, `since START`.
    ///   - brand: whose picture it is.
    /// - Precondition: there are one to eight curves, none without a mark.
    package init(_ curves: [EquityCurve], span: String, brand: String = "ALGOM") {
        // In range: whoever draws has counted them.
        precondition((1...Self.maximumCurves).contains(curves.count), "one to eight traders fit")
        // In range: a curve is begun with its first candle.
        precondition(!curves.contains { $0.isEmpty }, "a curve needs a mark")
        self.curves = curves
        self.span = span
        self.brand = brand
    }

    /// What is drawn: holding behind equity, both above the line of who has neither won nor lost.
    var scene: Scene {
        let start = curves.compactMap(\.equity.first?.time).min() ?? Timestamp(milliseconds: 0)
        let ranges = curves.flatMap { [$0.equity.range, $0.hold.range] }.compactMap { $0 }
        let low = ranges.map(\.lowerBound).min() ?? 100
        var scene = Scene(
            from: start, to: curves.compactMap(\.equity.last?.time).max() ?? start,
            values: low...max(low, ranges.map(\.upperBound).max() ?? 100))
        scene.unit = " %"
        scene.columns =
            Self.maximumColumns / (curves.count + curves.count { $0.holdChange != nil })
        scene.spans = [Scene.Span(role: .whole, value: 100)]
        for (index, curve) in curves.enumerated()
        where !curves[..<index].contains(where: { $0.hold == curve.hold }) {
            scene.lines.append(Scene.Line(.hold, curve.hold))
        }
        for (index, curve) in curves.enumerated() {
            var line = Scene.Line(.trader(index), curve.equity)
            if curves.count > 1 { line.marker = (Marker.allCases[index], parts(index)) }
            scene.lines.append(line)
            scene.labels.append(
                Scene.Label(
                    role: .trader(index), name: curve.name,
                    words: " \(Figures.signedPercent(curve.change))",
                    value: curve.equity.last?.value ?? 100, marker: Marker.allCases[index]))
        }
        for (coin, words, value) in held {
            scene.labels.append(
                Scene.Label(role: .hold, name: coin, words: " held \(words)", value: value))
        }
        return scene
    }

    /// Where on its line a trader's shape is drawn: now and then, beside those of the others.
    private func parts(_ index: Int) -> [Double] {
        (0..<3).map { third in
            (Double(third) + Double(index + 1) / Double(curves.count + 1)) / 3
        }
    }

    /// What holding came to, and where it ended; what came to the same is told once.
    private var held: [(coin: String, change: String, value: Double)] {
        var held: [(coin: String, change: String, value: Double)] = []
        for curve in curves {
            guard let change = curve.holdChange.map({ Figures.signedPercent($0) }),
                !held.contains(where: { $0.coin == curve.coin && $0.change == change })
            else { continue }
            held.append((curve.coin, change, curve.hold.last?.value ?? 100))
        }
        return held
    }

    private func window(_ scene: Scene) -> String {
        Scene.window(from: scene.start, to: scene.end)
    }

    // MARK: The picture and its words

    /// The picture and its words.
    package func picture() -> Picture {
        let scene = scene
        let key = PictureFrame.Key(text: "bought and held, no fees", role: .hold)
        let frame = PictureFrame(
            brand: brand, heading: "equity, % of initial balance", outcome: (span, Palette.text),
            window: "\(window(scene)), figures: change over it", keys: held.isEmpty ? [] : [key])
        return PicturePen(scene).picture(frame, words: altText(scene))
    }

    /// The picture in a sentence or two, at most 1,000 characters: the figures are those it shows.
    private func altText(_ scene: Scene) -> String {
        let curves = curves.map { curve in
            let hold = curve.holdChange.map {
                " (\(curve.coin.prefix(20)) held \(Figures.signedPercent($0)))"
            }
            return "\(curve.name.prefix(32)) \(Figures.signedPercent(curve.change))\(hold ?? "")"
        }
        return "\(brand.prefix(60)) paper trading, no real money: equity in percent of the initial "
            + "balance, \(span.prefix(30)), \(window(scene)). Change over it: "
            + curves.joined(separator: "; ") + "."
    }

    // MARK: The terminal

    /// The chart in at most so many columns and, unless that is very few, so many rows.
    package func lines(width: Int, height: Int, isColoured: Bool) -> [String] {
        var canvas = TextCanvas(width: width, height: TextPlot.height(height))
        let scene = scene
        TextPen(scene, canvas).draw(on: &canvas)
        TextHeading(
            left: [
                TextHeading.Piece(text: "equity, % of initial balance", ink: .bold),
                TextHeading.Piece(text: span),
            ]
        ).draw(on: &canvas, row: 0)
        TextHeading(left: [
            TextHeading.Piece(text: "\(window(scene)), figures: change over it", ink: .quiet)
        ]).draw(on: &canvas, row: 1)
        let own = curves.enumerated().map { index, curve in
            let sign = curves.count > 1 ? Marker.allCases[index].sign : "⣀⣀"
            return TextHeading.Piece(
                text: "\(sign) \(curve.name) \(Figures.signedPercent(curve.change))",
                ink: TextInk.traders[index])
        }
        TextHeading(left: own).draw(on: &canvas, row: canvas.height - 2)
        let held = held.map { "⡀⡀ \($0.coin) held \($0.change), no fees" }
        TextHeading(left: held.map { TextHeading.Piece(text: $0, ink: .quiet) })
            .draw(on: &canvas, row: canvas.height - 1)
        return canvas.lines(isColoured: isColoured)
    }
}
