internal import Indicators
internal import Market
internal import Trading

/// The drawing of a trade chart, from the ground up.
struct TradePlot {
    private let chart: TradeChart
    private let shown: CandleGroups
    private let area: PlotArea
    private let levels: [TradeLevel]
    private let ticks: NiceTicks

    init(_ chart: TradeChart, shown: CandleGroups) {
        self.chart = chart
        self.shown = shown
        levels = TradeLevel.all(chart)
        let values = Self.values(shown, levels)
        let ticks = PlotArea.ticks(values)
        self.ticks = ticks
        let labels = levels.map { $0.label(y: 0, isBeyond: true) }
        let figures = ticks.values.map { LabelColumn.Label(text: ticks.text($0), colour: "", y: 0) }
        let first = shown.groups.first?.openTime ?? chart.candles[0].openTime
        let last = shown.groups.last?.openTime ?? first
        area = PlotArea(
            left: PictureFrame.margin,
            right: PictureFrame.right - LabelColumn.width(labels + figures), from: first,
            to: last.advanced(byMilliseconds: shown.milliseconds), values: values)
    }

    func draw(on drawing: inout Drawing) {
        area.drawRows(ticks, on: &drawing)
        area.drawColumns(on: &drawing)
        drawHolding(on: &drawing)
        drawLevels(on: &drawing)
        drawCandles(on: &drawing)
        drawAverages(on: &drawing)
        drawMarkers(on: &drawing)
        drawLabels(on: &drawing)
        frame.draw(on: &drawing)
    }

    // MARK: What is shown

    /// The prices of the plot: all of the candles, averages and fills, and stop and target unless
    /// the candles would be squeezed into less than half of the height for them.
    static func values(_ shown: CandleGroups, _ levels: [TradeLevel]) -> ClosedRange<Double> {
        var all = shown.groups.flatMap { [$0.low.doubleValue, $0.high.doubleValue] }
        all += shown.groups.flatMap { group in
            [group.fast, group.slow].compactMap { $0?.doubleValue }
        }
        all += levels.filter { !$0.isWatching }.map(\.price.doubleValue)
        guard let low = all.min(), let high = all.max() else { return 0...1 }
        return Scale.range(
            low...high, toward: levels.filter(\.isWatching).map(\.price.doubleValue))
    }

    /// Whether a price is inside the plot; what is not is named at its edge.
    private func isInside(_ level: TradeLevel) -> Bool {
        area.y.values.contains(level.price.doubleValue)
    }

    private var entryX: Double? { chart.entryTime.map(area.x) }
    private var exitX: Double? { (chart.trade?.exitTime).map(area.x) }

    // MARK: The layers

    /// The time it was held, a little lighter.
    private func drawHolding(on drawing: inout Drawing) {
        guard let entryX else { return }
        drawing.rectangle(
            Drawing.Point(x: entryX, y: PictureFrame.top),
            width: max(0, (exitX ?? area.right) - entryX),
            height: PictureFrame.bottom - PictureFrame.top, fill: Palette.axis, opacity: 0.2)
    }

    private func drawLevels(on drawing: inout Drawing) {
        for level in levels where isInside(level) {
            let y = area.y(level.price.doubleValue)
            let x =
                switch level.kind {
                case .target, .stop, .buy: entryX
                case .sell: exitX
                case .last: area.right - 20
                }
            drawing.line(
                from: Drawing.Point(x: x ?? area.left, y: y),
                to: Drawing.Point(x: area.right, y: y), level.stroke)
        }
    }

    /// Rising candles hollow, falling ones filled.
    private func drawCandles(on drawing: inout Drawing) {
        let pixels = (area.right - area.left) * Double(shown.milliseconds)
        let width = pixels / Double(area.end.since(area.start))
        let half = max(1.5, min(20, width * 0.36))
        var wicks: (rising: [[Drawing.Point]], falling: [[Drawing.Point]]) = ([], [])
        var bodies = wicks
        for group in shown.groups {
            let x = area.x(group.openTime) + width / 2
            let y = { (price: Price) in area.y(price.doubleValue) }
            let (upper, lower) = (y(max(group.open, group.close)), y(min(group.open, group.close)))
            let lines = [
                [Drawing.Point(x: x, y: y(group.high)), Drawing.Point(x: x, y: upper)],
                [Drawing.Point(x: x, y: lower), Drawing.Point(x: x, y: y(group.low))],
            ]
            let body = [(-half, upper), (half, upper), (half, lower), (-half, lower)].map {
                Drawing.Point(x: x + $0.0, y: $0.1)
            }
            if group.close >= group.open {
                wicks.rising += lines
                bodies.rising.append(body)
            } else {
                wicks.falling += lines
                bodies.falling.append(body)
            }
        }
        let rising = Drawing.Stroke(colour: Palette.rising)
        let falling = Drawing.Stroke(colour: Palette.falling)
        drawing.path(wicks.rising, stroke: rising)
        drawing.path(wicks.falling, stroke: falling)
        drawing.path(bodies.rising, isClosed: true, fill: Palette.ground, stroke: rising)
        drawing.path(bodies.falling, isClosed: true, fill: Palette.falling, stroke: falling)
    }

    private static let fast = Drawing.Stroke(colour: Palette.fast, width: 3)
    private static let slow = Drawing.Stroke(colour: Palette.slow, width: 3, dash: "10 5")

    private func drawAverages(on drawing: inout Drawing) {
        let end = { (group: CandleGroups.Group) in
            group.openTime.advanced(byMilliseconds: shown.milliseconds / 2)
        }
        let slow = shown.groups.compactMap { group in
            group.slow.map { area.point(end(group), $0.doubleValue) }
        }
        let fast = shown.groups.compactMap { group in
            group.fast.map { area.point(end(group), $0.doubleValue) }
        }
        drawing.path([slow], stroke: Self.slow)
        drawing.path([fast], stroke: Self.fast)
    }

    private func drawMarkers(on drawing: inout Drawing) {
        let entry = chart.trade?.entryPrice ?? chart.position?.entryPrice
        if let time = chart.entryTime, let entry {
            Marker.triangle.draw(
                on: &drawing, at: area.point(time, entry.doubleValue), radius: 14,
                colour: Palette.text)
        }
        if let trade = chart.trade {
            Marker.fallingTriangle.draw(
                on: &drawing, at: area.point(trade.exitTime, trade.exitPrice.doubleValue),
                radius: 14, colour: Palette.text)
        }
    }

    private func drawLabels(on drawing: inout Drawing) {
        let column = LabelColumn(
            labels: levels.map { $0.label(y: height($0), isBeyond: !isInside($0)) },
            left: area.right,
            range: PictureFrame.top...PictureFrame.bottom)
        let taken = column.centres
        for value in ticks.values {
            let y = area.y(value)
            guard taken.allSatisfy({ ($0 - y).magnitude >= LabelColumn.height }) else { continue }
            drawing.text(
                ticks.text(value), at: Drawing.Point(x: area.right + 30, y: y + 8.5),
                Drawing.TextStyle(colour: Palette.quiet))
        }
        column.draw(on: &drawing)
    }

    /// Where a price is, or beyond the edge that it lies behind.
    private func height(_ level: TradeLevel) -> Double {
        if isInside(level) { return area.y(level.price.doubleValue) }
        let isAbove = level.price.doubleValue > area.y.values.upperBound
        return isAbove ? PictureFrame.top : PictureFrame.bottom
    }

    private var frame: PictureFrame {
        let isMerged = shown.milliseconds != chart.market.timeframe.milliseconds
        let of = isMerged ? " of \(chart.market.timeframe.rawValue)" : ""
        return PictureFrame(
            brand: chart.brand, heading: "\(chart.market.symbol)", outcome: outcome,
            window: "\(chart.place), \(chart.candleWords(shown)), \(chart.window(shown))",
            keys: [
                PictureFrame.Key(text: "MA\(chart.parameters.fast)\(of)", stroke: Self.fast),
                PictureFrame.Key(text: "MA\(chart.parameters.slow)\(of)", stroke: Self.slow),
            ])
    }

    private var outcome: (text: String, colour: String)? {
        guard let outcome = chart.outcome else { return nil }
        let text = outcome.text
        let room = (PictureFrame.right - PictureFrame.margin) * 0.65
        let fits = TextWidth.pixels(text, size: PictureFrame.headingSize, isBold: true) <= room
        return (
            fits ? text : outcome.shortText, outcome.pnl > .zero ? Palette.gain : Palette.loss
        )
    }
}
