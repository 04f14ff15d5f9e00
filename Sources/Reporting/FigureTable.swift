internal import Text

/// A label and its value.
package struct Figure {
    let label: String
    let value: String
    let colour: Colour
    /// Commands in the value, which are to be pasted and so never broken.
    let phrases: [String]

    package init(
        _ label: String, _ value: String, _ colour: Colour = .plain,
        keeping phrases: [String] = []
    ) {
        self.label = label
        self.value = ShownText.line(value)
        self.colour = colour
        self.phrases = phrases
    }

    /// What a terminal is told before a text.
    package enum Colour: String {
        case plain = ""
        case bold = "1"
        case red = "31"
        case green = "32"
        case yellow = "33"

        /// The text in this colour, where there are colours.
        package func paint(_ text: String, isColoured: Bool = true) -> String {
            guard isColoured else { return text }
            let text = ShownText.line(text)
            return self == .plain ? text : "\u{1b}[\(rawValue)m\(text)\u{1b}[0m"
        }
    }
}

/// Figures in lines for a terminal: two abreast where all pairs fit, else one below another.
///
/// Labels are as wide as the longest of their column, so values stand in line whatever they are
/// called. A value too long for its line goes on below, broken between words.
package struct FigureTable {
    /// One or two figures a row; those of a row with more stand below one another.
    let rows: [[Figure]]
    /// The columns there are.
    let width: Int
    let isColoured: Bool

    package init(rows: [[Figure]], width: Int, isColoured: Bool) {
        // A rule's text is no label that would leave no room for its value.
        let most = max(Self.minimumValueWidth, width / 2)
        self.rows = rows.map { $0.map { $0.labelled(atMost: most) } }
        self.width = width
        self.isColoured = isColoured
    }

    private static let indent = "  "
    private static let gap = 2
    private static let minimumValueWidth = 20

    package var lines: [String] {
        let pairs = rows.filter { $0.count == 2 }
        let left = Widths(
            pairs.map { $0[0] } + rows.filter { $0.count != 2 }.joined().map(\.asLabel))
        let right = Widths(pairs.map { $0[1] })
        let whole = Self.indent.count + left.total + 2 * Self.gap + right.total
        guard !pairs.isEmpty, whole <= width else {
            let labels = Widths(rows.joined().map(\.asLabel)).label
            return rows.joined().flatMap { cell($0, labelWidth: labels).map { Self.indent + $0 } }
        }
        return rows.flatMap { row in
            row.count == 2
                ? [pair(row[0], row[1], left, right)]
                : row.flatMap { cell($0, labelWidth: left.label).map { Self.indent + $0 } }
        }
    }

    /// How wide the labels and the values of a column are.
    private struct Widths {
        let label: Int
        let value: Int

        init(_ figures: [Figure]) {
            label = figures.map(\.label.count).max() ?? 0
            value = figures.map(\.value.count).max() ?? 0
        }

        var total: Int { label + FigureTable.gap + value }
    }

    private func pair(_ first: Figure, _ second: Figure, _ left: Widths, _ right: Widths) -> String
    {
        // In range: the width is the widest value's.
        let rest = String(
            repeating: " ", count: left.value - first.value.count + 2 * Self.gap)
        return Self.indent + Self.padded(first.label, left.label) + paint(first.value, first.colour)
            + rest + Self.padded(second.label, right.label) + paint(second.value, second.colour)
    }

    private func cell(_ figure: Figure, labelWidth: Int) -> [String] {
        let taken = Self.indent.count + labelWidth + Self.gap
        let values = ShownText.wrapped(
            figure.value, width: max(Self.minimumValueWidth, width - taken),
            keeping: figure.phrases)
        return values.enumerated().map { index, line in
            Self.padded(index == 0 ? figure.label : "", labelWidth) + paint(line, figure.colour)
        }
    }

    private func paint(_ text: String, _ colour: Figure.Colour) -> String {
        colour.paint(text, isColoured: isColoured)
    }

    private static func padded(_ label: String, _ width: Int) -> String {
        // In range: the width is the widest label's.
        label + String(repeating: " ", count: width - label.count + gap)
    }
}

extension Figure {
    /// The figure as far as the width of labels goes.
    fileprivate var asLabel: Figure { Figure(label, "") }

    fileprivate func labelled(atMost most: Int) -> Figure {
        label.count <= most
            ? self
            : Figure(excerpt(of: label, atMost: most), value, colour, keeping: phrases)
    }
}

/// Rows of text under headings, each column as wide as its widest cell and set to the right, or some to
/// the left.
struct ColumnTable {
    let headings: [String]
    let rows: [[String]]
    /// The columns that are set to the left.
    var left: Set<Int> = []

    private static let gap = "  "

    /// The headings and the rows; no line ends in a space.
    var lines: [String] {
        let all = [headings] + rows
        let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                // In range: the width is the widest cell's.
                let rest = String(repeating: " ", count: cell.1 - cell.0.count)
                return left.contains(column) ? cell.0 + rest : rest + cell.0
            }
            let line = cells.joined(separator: Self.gap)
            return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
        }
    }
}
