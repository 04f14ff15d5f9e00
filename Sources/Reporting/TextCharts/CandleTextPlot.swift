internal import Indicators
internal import Market
internal import Trading

/// The plot of candles in characters: marks above candles above averages above levels.
struct CandleTextPlot {
    let chart: TradeChart
    let trades: [Trade]
    let shown: CandleGroups
    let plot: TextPlot

    func draw(on canvas: inout TextCanvas) {
        plot.drawValues(on: &canvas)
        plot.drawTimes(times, on: &canvas)
        drawCandles(on: &canvas)
        drawMarks(on: &canvas)
        drawAverages(on: &canvas)
        drawLevels(on: &canvas)
    }

    // MARK: Columns

    /// How many columns lie between one candle and the next: more than 1 where there are few.
    private var stride: Int {
        guard let first = shown.groups.first, let last = shown.groups.last else { return 1 }
        let count = Int(last.openTime.since(first.openTime) / shown.milliseconds) + 1
        return max(1, min(4, plot.columns / count))
    }

    /// The column of a moment: the last candle stands at the axis, with a little room.
    private func column(_ moment: Timestamp) -> Int {
        guard let last = shown.groups.last else { return 0 }
        let before = last.openTime.since(moment) + shown.milliseconds - 1
        return plot.columns - 1 - Int(before / shown.milliseconds) * stride
    }

    /// The same of what happened, which belongs to the candle that it happened in.
    private func column(of happening: Timestamp) -> Int {
        let time = happening.milliseconds
        return column(Timestamp(milliseconds: time - time % shown.milliseconds))
    }

    private var times: [(column: Int, label: String)] {
        guard let first = shown.groups.first, let last = shown.groups.last else { return [] }
        let most = max(1, plot.columns / 12)
        return TimeTicks(from: first.openTime, to: last.openTime, atMost: most).ticks
            .map { (column($0.time), $0.label) }
    }

    // MARK: The layers

    private func halves(_ group: CandleGroups.Group) -> ClosedRange<Int> {
        plot.half(group.high.doubleValue)...plot.half(group.low.doubleValue)
    }

    private func drawCandles(on canvas: inout TextCanvas) {
        for group in shown.groups {
            let isRising = group.close >= group.open
            let body =
                plot.half(
                    max(group.open, group.close).doubleValue)...plot.half(
                    min(group.open, group.close).doubleValue)
            let glyphs = CandleGlyph.column(wick: halves(group), body: body, isRising: isRising)
            for (row, character) in glyphs {
                canvas.put(
                    String(character), row: TextPlot.top + row, column: column(group.openTime),
                    isRising ? .rising : .falling)
            }
        }
    }

    /// Entries below their candles, exits above them; a mark never takes a candle's place.
    private func drawMarks(on canvas: inout TextCanvas) {
        for trade in trades {
            mark("▲", trade.entryTime, isBelow: true, on: &canvas)
            mark(trade.reason == .stopLoss ? "×" : "▼", trade.exitTime, isBelow: false, on: &canvas)
        }
        if let position = chart.position, chart.trade == nil {
            mark("▲", position.openTime, isBelow: true, on: &canvas)
        }
    }

    private func mark(
        _ sign: String, _ moment: Timestamp, isBelow: Bool, on canvas: inout TextCanvas
    ) {
        let place = column(of: moment)
        guard let group = shown.groups.last(where: { $0.openTime <= moment }),
            column(group.openTime) == place
        else { return }
        let rows = halves(group)
        let row = isBelow ? rows.upperBound / 2 + 1 : rows.lowerBound / 2 - 1
        guard (0..<plot.rows).contains(row) else { return }
        canvas.put(sign, row: TextPlot.top + row, column: place, .bold)
    }

    private func drawAverages(on canvas: inout TextCanvas) {
        var lines = BrailleLines(columns: plot.columns, rows: plot.rows)
        let point = { (group: CandleGroups.Group, value: Double) in
            BrailleLines.Point(x: 2 * Double(column(group.openTime)) + 1, y: plot.dot(value))
        }
        let slow = shown.groups.compactMap { group in
            group.slow.map { point(group, $0.doubleValue) }
        }
        let fast = shown.groups.compactMap { group in
            group.fast.map { point(group, $0.doubleValue) }
        }
        lines.draw(slow, .slow, isDotted: true)
        lines.draw(fast, .fast)
        lines.stamp(on: &canvas, row: TextPlot.top, column: 0)
    }

    /// What watched over the position, for as long as it was held.
    private func drawLevels(on canvas: inout TextCanvas) {
        guard let entry = chart.entryTime else { return }
        let end = chart.trade.map { column(of: $0.exitTime) } ?? plot.columns - 1
        let first = max(0, column(of: entry))
        guard first <= end else { return }
        for level in TradeLevel.all(chart) where level.isWatching {
            guard plot.y.values.contains(level.price.doubleValue) else { continue }
            let row = TextPlot.top + plot.half(level.price.doubleValue) / 2
            for place in first...end where canvas.isEmpty(row: row, column: place) {
                canvas.put("┈", row: row, column: place, level.ink)
            }
        }
    }
}
