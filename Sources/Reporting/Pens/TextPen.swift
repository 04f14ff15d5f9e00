internal import Market
internal import Trading

/// Draws a scene in characters: marks above candles above lines above levels.
struct TextPen {
    let plot: TextPlot

    let scene: Scene
    /// The candles that the columns are of.
    private var grid: CandleGroups? { scene.candles ?? scene.grid }

    /// A pen for a canvas; `shared` are the columns of the plot above, where this one shares them.
    init(_ scene: Scene, _ canvas: TextCanvas, columns shared: Int? = nil) {
        self.scene = scene
        let inside = Scale(scene.values, from: 0, to: 1).values
        let labels = scene.labels.filter { $0.role != .hold }.map { label in
            TextPlot.Label(
                text: TextPlot.fitted(label.name, 16) + label.words
                    + (inside.contains(label.value) ? "" : label.arrow), ink: label.role.ink,
                value: label.value)
        }
        plot = TextPlot(scene.values, canvas, labels: labels, unit: scene.unit, columns: shared)
    }

    func draw(on canvas: inout TextCanvas) {
        plot.drawValues(on: &canvas)
        plot.drawTimes(times, on: &canvas)
        for group in scene.candles?.groups ?? [] { draw(group, on: &canvas) }
        for mark in scene.marks { draw(mark, on: &canvas) }
        for line in scene.lines { drawMarkers(line, on: &canvas) }
        drawNumbers(on: &canvas)
        drawLines(on: &canvas)
        for span in scene.spans { draw(span, on: &canvas) }
    }

    // MARK: Columns

    /// How many columns lie between one candle and the next: more than 1 where there are few.
    private func stride(_ candles: CandleGroups) -> Int {
        guard let first = candles.groups.first, let last = candles.groups.last else { return 1 }
        let count = Int(last.openTime.since(first.openTime) / candles.milliseconds) + 1
        return max(1, min(4, plot.columns / count))
    }

    /// Where a moment is, in columns.
    ///
    /// The last candle stands at the axis, with a little room, and what happened in a candle is in its
    /// column; without candles all columns are one span of time.
    private func x(_ moment: Timestamp) -> Double {
        guard let candles = grid, let last = candles.groups.last else {
            let span = Double(max(1, scene.end.since(scene.start)))
            return Double(moment.since(scene.start)) / span * Double(plot.columns - 1)
        }
        let before = last.openTime.since(moment) + candles.milliseconds - 1
        return Double(plot.columns - 1 - Int(before / candles.milliseconds) * stride(candles))
    }

    private func column(_ moment: Timestamp) -> Int { Int(saturating: x(moment).rounded()) }

    private var times: [(column: Int, label: String)] {
        let end = grid?.groups.last?.openTime ?? scene.end
        return TimeTicks(from: scene.start, to: end, atMost: max(1, plot.columns / 12)).ticks
            .map { (column($0.time), $0.label) }
    }

    // MARK: The layers

    private func halves(_ group: CandleGroups.Group) -> ClosedRange<Int> {
        plot.half(group.high.doubleValue)...plot.half(group.low.doubleValue)
    }

    private func draw(_ group: CandleGroups.Group, on canvas: inout TextCanvas) {
        let isRising = group.close >= group.open
        let (upper, lower) = (max(group.open, group.close), min(group.open, group.close))
        let body = plot.half(upper.doubleValue)...plot.half(lower.doubleValue)
        let glyphs = CandleGlyph.column(wick: halves(group), body: body, isRising: isRising)
        for (row, character) in glyphs {
            canvas.put(
                String(character), row: TextPlot.top + row, column: column(group.openTime),
                isRising ? .rising : .falling)
        }
    }

    /// Entries below their candles, exits above them; a mark never takes a candle's place.
    private func draw(_ mark: Scene.Mark, on canvas: inout TextCanvas) {
        let place = column(mark.inside)
        guard let group = scene.candles?.groups.last(where: { $0.openTime <= mark.inside }),
            column(group.openTime) == place
        else { return }
        let rows = halves(group)
        let row = mark.sale == nil ? rows.upperBound / 2 + 1 : rows.lowerBound / 2 - 1
        guard (0..<plot.rows).contains(row) else { return }
        let sign = mark.sale == nil ? "▲" : mark.sale?.isStop == true ? "×" : "▼"
        canvas.put(sign, row: TextPlot.top + row, column: place, .bold)
    }

    /// On a line now and then its shape.
    private func drawMarkers(_ line: Scene.Line, on canvas: inout TextCanvas) {
        guard let marker = line.marker else { return }
        let samples = line.samples()
        for part in marker.parts {
            let column = (part * Double(plot.columns)).rounded(.down)
            guard let sample = samples.last(where: { x($0.time) <= column }) else { continue }
            canvas.put(
                marker.shape.sign, row: TextPlot.top + plot.half(sample.value) / 2,
                column: Int(saturating: column), line.role.ink)
        }
    }

    /// On more lines than solid and dotted tell apart, now and then the number of each, where it hides
    /// nothing.
    private func drawNumbers(on canvas: inout TextCanvas) {
        let numbers = scene.lines.compactMap(\.role.number)
        guard Scene.Role.areNumbered(Set(numbers).count) else { return }
        let period = max(2 * numbers.count, plot.columns / 4)
        for number in Set(numbers).sorted() {
            var due = period * number / numbers.count
            let samples = scene.lines.filter { $0.role.number == number }.flatMap { $0.samples() }
            for sample in samples.sorted(by: { $0.time < $1.time }) {
                let column = column(sample.time)
                let row = TextPlot.top + plot.half(sample.value) / 2
                guard column >= due, canvas.isEmpty(row: row, column: column) else { continue }
                canvas.put("\(number)", row: row, column: column, Scene.Role.line(number - 1).ink)
                due = column + period
            }
        }
    }

    private func drawLines(on canvas: inout TextCanvas) {
        var lines = BrailleLines(columns: plot.columns, rows: plot.rows)
        // Of a character's two dots across, the right one is a candle's.
        let shift = grid == nil ? 0.5 : 1
        for line in scene.lines {
            lines.draw(
                line.samples().map { sample in
                    BrailleLines.Point(x: 2 * x(sample.time) + shift, y: plot.dot(sample.value))
                }, line.role.ink, isDotted: line.role.isDotted)
        }
        lines.stamp(on: &canvas, row: TextPlot.top, column: 0)
    }

    /// What watched over a position, for as long as it was held, and the line of those who have
    /// neither won nor lost.
    private func draw(_ span: Scene.Span, on canvas: inout TextCanvas) {
        guard span.role.isWatching || span.role == .whole, let value = span.value,
            plot.y.values.contains(value)
        else { return }
        let first = max(0, span.from.map(column) ?? 0)
        // The candle that begins when it ends has no part in it.
        let end = span.to.map { column($0.advanced(byMilliseconds: -1)) } ?? plot.columns - 1
        guard first <= end else { return }
        let row = TextPlot.top + plot.half(value) / 2
        for place in first...end where canvas.isEmpty(row: row, column: place) {
            canvas.put("┈", row: row, column: place, span.role.ink)
        }
    }
}

extension Scene.Role {
    /// Whether a line of it leaves out every second dot.
    fileprivate var isDotted: Bool {
        switch self {
        case .line(let place): place > 0
        case .stop, .target: true
        default: self == .hold
        }
    }

    /// What a line of a strategy is called by, from 1 on; `nil` of all else.
    fileprivate var number: Int? {
        if case .line(let place) = self { place + 1 } else { nil }
    }

    /// Whether so many lines of a strategy have numbers, since solid and dotted tell but two apart.
    fileprivate static func areNumbered(_ lines: Int) -> Bool { lines > 2 }

    /// What a line of a strategy looks like, of so many of a plot.
    func sign(of lines: Int) -> String {
        let dots = isDotted ? "⡀⡀ " : "⣀⣀ "
        return Self.areNumbered(lines) ? "\(number ?? 0)\(dots)" : dots
    }

    var ink: TextInk {
        switch self {
        case .rising, .target: .rising
        case .falling, .stop, .fall: .falling
        case .line(let place): TextInk.lines[place % TextInk.lines.count]
        case .buy, .sell: .plain
        case .last, .all: .bold
        case .held, .whole, .hold: .quiet
        case .trader(let place): TextInk.traders[place % TextInk.traders.count]
        }
    }
}

/// The character that a candle has in one row, which has two halves.
///
/// Rising candles are a heavy line, falling ones a block: told apart without colour. Wicks are thin
/// lines; where half a row is block the other half has no room for one.
enum CandleGlyph {
    /// What of a candle is in half a row.
    enum Part {
        case nothing, wick, body
    }

    /// The character for the upper and the lower half of a row; `nil` for none.
    static func character(upper: Part, lower: Part, isRising: Bool) -> Character? {
        switch (upper, lower) {
        case (.nothing, .nothing): nil
        case (.wick, .wick): "│"
        case (.wick, .nothing): "╵"
        case (.nothing, .wick): "╷"
        case (.body, .body): isRising ? "┃" : "█"
        case (.body, .wick): isRising ? "╿" : "▀"
        case (.wick, .body): isRising ? "╽" : "▄"
        case (.body, .nothing): isRising ? "╹" : "▀"
        case (.nothing, .body): isRising ? "╻" : "▄"
        }
    }

    /// The characters of a candle and their rows, from halves counted from the top.
    static func column(
        wick: ClosedRange<Int>, body: ClosedRange<Int>, isRising: Bool
    ) -> [(row: Int, character: Character)] {
        let part = { (half: Int) -> Part in
            body.contains(half) ? .body : wick.contains(half) ? .wick : .nothing
        }
        return (wick.lowerBound / 2...wick.upperBound / 2).compactMap { row in
            character(upper: part(2 * row), lower: part(2 * row + 1), isRising: isRising)
                .map { (row, $0) }
        }
    }
}
