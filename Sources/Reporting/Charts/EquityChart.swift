internal import Market

/// The equity of traders over one window: how far each rose since it began, on one axis.
///
/// More than can be told apart have a panel each, see ``EquityPanels``.
package struct EquityChart: Sendable {
    /// As many lines as can be told apart.
    package static let maximumCurves = 8
    /// As many traders as have a panel each in one picture.
    package static let maximumPanels = EquityPanels.most
    /// The most columns that all lines together may be drawn in; it bounds the size of the picture.
    private static let maximumColumns = 4_400
    /// What is drawn.
    static let heading = "equity, change in %"

    private let curves: [EquityCurve]
    private let span: String
    private let brand: String

    /// The chart of traders' curves.
    ///
    /// - Parameters:
    ///   - curves: with at least one mark each.
    ///   - span: what the window is called: `last 24 h`, `since START`.
    ///   - brand: whose picture it is.
    /// - Precondition: there is a curve, and none without a mark.
    package init(_ curves: [EquityCurve], span: String, brand: String = "ALGOM") {
        // In range: whoever draws has looked; a curve is begun with its first candle.
        precondition(!curves.isEmpty && !curves.contains { $0.isEmpty }, "a curve needs a mark")
        self.curves = curves
        self.span = span
        self.brand = brand
    }

    /// What is drawn: holding behind equity, both above the line of who has neither won nor lost.
    var scene: Scene {
        let held = held
        let rises = curves.map(\.rise)
        let start = rises.compactMap(\.first?.time).min() ?? Timestamp(milliseconds: 0)
        var scene = Scene(
            from: start, to: rises.compactMap(\.last?.time).max() ?? start,
            values: Self.values((rises + held.map(\.line)).compactMap(\.range)))
        scene.unit = " %"
        scene.columns = Self.maximumColumns / (curves.count + held.count)
        scene.spans = [Scene.Span(role: .whole, value: 0)]
        scene.lines = held.map { held in
            var line = Scene.Line(.hold, held.line)
            line.name = "\(held.coin) held"
            return line
        }
        for (index, (curve, rise)) in zip(curves, rises).enumerated() {
            var line = Scene.Line(.trader(curve.place), rise)
            line.name = curves.count > 1 ? curve.name : "equity"
            let marker = Marker.of(trader: curve.place)
            if curves.count > 1 { line.marker = (marker, parts(index)) }
            scene.lines.append(line)
            scene.labels.append(
                Scene.Label(
                    role: .trader(curve.place), name: curve.name,
                    words: " \(change(of: curve, in: start))", value: rise.last?.value ?? 0,
                    marker: marker))
        }
        for held in held {
            scene.labels.append(
                Scene.Label(
                    role: .hold, name: held.coin, words: " held \(held.change)",
                    value: held.line.last?.value ?? 0))
        }
        return scene
    }

    /// From the lowest to the highest of some changes in percent, and where all began; not less than a
    /// fifth, so that what hardly moves looks it.
    static func values(_ ranges: [ClosedRange<Double>]) -> ClosedRange<Double> {
        let low = min(0, ranges.map(\.lowerBound).min() ?? 0)
        let high = max(0, ranges.map(\.upperBound).max() ?? 0)
        let pad = max(0, (0.2 - (high - low)) / 2)
        return (low - pad)...(high + pad)
    }

    /// How far a trader's equity rose; over how much of the window, where its record is younger.
    private func change(of curve: EquityCurve, in start: Timestamp) -> String {
        let change = Figures.signedPercent(curve.change)
        guard let first = curve.equity.first?.time, let last = curve.equity.last?.time,
            first.since(start) > last.since(start) / 50
        else { return change }
        let span = Figures.duration(milliseconds: last.since(first)).split(separator: " ")
        return "\(change) (\(span.prefix(2).joined(separator: " ")))"
    }

    /// Where on its line a trader's shape is drawn: now and then, beside those of the others.
    private func parts(_ index: Int) -> [Double] {
        (0..<3).map { third in
            (Double(third) + Double(index + 1) / Double(curves.count + 1)) / 3
        }
    }

    /// What holding came to, once a coin: as that trader saw it whose record reaches back farthest.
    private var held: [(coin: String, change: String, line: TimeBuckets)] {
        var longest: [EquityCurve] = []
        for curve in curves where curve.holdChange != nil {
            guard let place = longest.firstIndex(where: { $0.coin == curve.coin }) else {
                longest.append(curve)
                continue
            }
            let (known, new) = (longest[place].hold.first?.time, curve.hold.first?.time)
            if let known, let new, new < known { longest[place] = curve }
        }
        return longest.map { curve in
            (curve.coin, Figures.signedPercent(curve.holdChange ?? 0), curve.holdRise)
        }
    }

    private func window(_ scene: Scene) -> String {
        Scene.window(from: scene.start, to: scene.end)
    }

    // MARK: The picture and its words

    /// The picture and its words.
    package func picture() -> Picture {
        guard curves.count <= Self.maximumCurves else {
            return EquityPanels(curves, span: span, brand: brand).picture()
        }
        let scene = scene
        let key = PictureFrame.Key(text: "bought and held, no fees", role: .hold)
        let frame = PictureFrame(
            brand: brand, heading: Self.heading, outcome: (span, Palette.text),
            window: "\(window(scene)), figures: change over it", keys: held.isEmpty ? [] : [key])
        return PicturePen(scene).picture(frame, words: altText(scene))
    }

    /// The picture in a sentence or two, at most 1,000 characters: the figures are those it shows.
    private func altText(_ scene: Scene) -> String {
        let curves = curves.map { curve in
            "\(curve.name.prefix(32)) \(change(of: curve, in: scene.start))"
        }
        let held = held.map { "\($0.coin.prefix(20)) held \($0.change)" }
        return "\(brand.prefix(60)) paper trading, no real money: change of equity in percent, "
            + "\(span.prefix(40)), \(window(scene)). Change over it: "
            + (curves + held).joined(separator: "; ") + "."
    }

    // MARK: The terminal

    /// The chart in at most so many columns and, unless that is very few, so many rows; of more
    /// traders than lines can be told apart, a row each.
    package func lines(width: Int, height: Int, isColoured: Bool) -> [String] {
        guard curves.count <= Self.maximumCurves else {
            return EquityPanels(curves, span: span, brand: brand)
                .lines(width: width, isColoured: isColoured)
        }
        var canvas = TextCanvas(width: width, height: TextPlot.height(height))
        let scene = scene
        TextPen(scene, canvas).draw(on: &canvas)
        TextHeading(
            left: [
                TextHeading.Piece(text: Self.heading, ink: .bold),
                TextHeading.Piece(text: span),
            ]
        ).draw(on: &canvas, row: 0)
        TextHeading(left: [
            TextHeading.Piece(text: "\(window(scene)), figures: change over it", ink: .quiet)
        ]).draw(on: &canvas, row: 1)
        let own = curves.map { curve in
            let sign = curves.count > 1 ? Marker.of(trader: curve.place).sign : "⣀⣀"
            return TextHeading.Piece(
                text: "\(sign) \(curve.name) \(change(of: curve, in: scene.start))",
                ink: Scene.Role.trader(curve.place).ink)
        }
        TextHeading(left: own).draw(on: &canvas, row: canvas.height - 2)
        let held = held.map { "⡀⡀ \($0.coin) held \($0.change), no fees" }
        TextHeading(left: held.map { TextHeading.Piece(text: $0, ink: .quiet) })
            .draw(on: &canvas, row: canvas.height - 1)
        return canvas.lines(isColoured: isColoured)
    }
}
