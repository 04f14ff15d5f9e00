internal import Market

/// The part of a text chart that a value has a row in, with the axes beside and below it.
///
/// A row has two halves: heights are counted in these, from the top.
struct TextPlot {
    /// The rows above the plot: whose it is, and what it shows.
    static let top = 2
    /// The rows below it: the axis and its times, what the signs mean, and figures.
    static let bottom = 4
    private static let minimumRows = 4

    let columns: Int
    let rows: Int
    let y: Scale
    private let labels: [Label]
    private let labelWidth: Int

    /// What stands to the right of the plot.
    struct Label {
        let text: String
        var ink = TextInk.quiet
        let value: Double
    }

    /// A plot of a range of values on a canvas; `labels` are what is named beside it, above the ticks
    /// in importance, which `unit` stands behind.
    ///
    /// It has as many columns as its labels leave, or as another plot has whose columns it shares.
    init(
        _ values: ClosedRange<Double>, _ canvas: TextCanvas, labels: [Label], unit: String,
        columns shared: Int? = nil
    ) {
        let width = canvas.width
        rows = max(Self.minimumRows, canvas.height - Self.top - Self.bottom)
        // A row above and below is for marks, where there are enough.
        let edge = rows >= 8 ? 2.0 : 0
        y = Scale(values, from: Double(2 * rows - 1) - edge, to: edge)
        let ticks = NiceTicks(in: y.values, atMost: max(2, rows / 3))
        let all =
            labels
            + ticks.values.map { Label(text: ticks.text($0) + unit, value: $0) }
        let widest = all.map(\.text.count).max() ?? 0
        labelWidth = shared.map { max(0, width - $0 - 2) } ?? min(widest, max(0, width / 3 - 2))
        columns = shared ?? max(1, width - labelWidth - 2)
        self.labels = Self.placed(labels, all.dropFirst(labels.count), rows: rows, y)
    }

    /// The rows that a canvas for such a height has, however small that is.
    static func height(_ height: Int) -> Int {
        max(minimumRows, height - top - bottom) + top + bottom
    }

    /// The half of a row, from the top, that a value is in.
    func half(_ value: Double) -> Int { Int(saturating: y(value).rounded()) }

    /// The dot of a row of Braille that a value is at.
    func dot(_ value: Double) -> Double { 2 * y(value) + 1 }

    // MARK: The axes

    /// The labels a row each; a tick that has no row of its own is left out.
    private static func placed(
        _ labels: [Label], _ ticks: ArraySlice<Label>, rows: Int, _ y: Scale
    ) -> [Label] {
        let row = { (label: Label) in Int(saturating: (y(label.value) / 2).rounded(.down)) }
        let centres = LabelSpread.centres(
            wanted: labels.map { Double(row($0)) + 0.5 }, height: 1, within: 0...Double(rows))
        var taken: [Int: Label] = [:]
        for (label, centre) in zip(labels, centres) { taken[Int(saturating: centre)] = label }
        for tick in ticks where taken[row(tick)] == nil { taken[row(tick)] = tick }
        return taken.map { Label(text: $1.text, ink: $1.ink, value: Double($0)) }
    }

    /// Draws the value axis at the right, with its labels.
    func drawValues(on canvas: inout TextCanvas) {
        for row in 0..<rows { canvas.put("│", row: Self.top + row, column: columns, .quiet) }
        for label in labels {
            let row = Self.top + Int(saturating: label.value)
            canvas.put("┤", row: row, column: columns, .quiet)
            let text = Self.fitted(label.text, labelWidth)
            canvas.put(text, row: row, column: columns + 1, label.ink)
        }
    }

    /// Draws the time axis below, with labels in the columns they are of as far as they fit.
    func drawTimes(_ ticks: [(column: Int, label: String)], on canvas: inout TextCanvas) {
        let row = Self.top + rows
        canvas.put(String(repeating: "─", count: columns) + "┘", row: row, column: 0, .quiet)
        var end = -1
        for tick in ticks where (0..<columns).contains(tick.column) {
            canvas.put("┴", row: row, column: tick.column, .quiet)
            let column = max(0, tick.column - tick.label.count / 2)
            guard column > end, column + tick.label.count <= canvas.width else { continue }
            canvas.put(tick.label, row: row + 1, column: column, .quiet)
            end = column + tick.label.count
        }
    }

    /// The text, its end left out where it is longer than so many characters.
    static func fitted(_ text: String, _ length: Int) -> String {
        text.count <= length ? text : String(text.prefix(max(0, length - 1))) + "…"
    }
}
