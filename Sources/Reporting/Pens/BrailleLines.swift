internal import Market

/// Lines in Braille: two dots across and four down in each character.
struct BrailleLines {
    /// Dots from the upper left corner.
    struct Point {
        var x: Double
        var y: Double
    }

    private let columns: Int
    private let rows: Int
    /// The dots of each cell, as Unicode numbers them.
    private var dots: [UInt32]
    private var inks: [TextInk]

    /// No line yet, for so many cells.
    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        dots = Array(repeating: 0, count: columns * rows)
        inks = Array(repeating: .plain, count: columns * rows)
    }

    /// Draws a line through points; a dotted one has half as many dots, and reaches as far.
    mutating func draw(_ points: [Point], _ ink: TextInk, isDotted: Bool = false) {
        guard var last = points.first else { return }
        for point in points {
            let steps = max((point.x - last.x).magnitude, (point.y - last.y).magnitude)
            let count = max(1, Int(saturating: min(steps, 1e6).rounded(.up)))
            for step in 0...count {
                let part = Double(step) / Double(count)
                set(
                    x: last.x + part * (point.x - last.x), y: last.y + part * (point.y - last.y),
                    ink, isDotted: isDotted)
            }
            last = point
        }
    }

    private mutating func set(x: Double, y: Double, _ ink: TextInk, isDotted: Bool) {
        let row = Int(saturating: y.rounded(.down))
        // All dots of a character that is dotted are in its left column.
        let column = Int(saturating: isDotted ? (x / 2).rounded(.down) * 2 : x.rounded(.down))
        guard (0..<2 * columns).contains(column), (0..<4 * rows).contains(row) else { return }
        let place = row / 4 * columns + column / 2
        dots[place] |= Self.dot(column: column % 2, row: row % 4)
        inks[place] = ink
    }

    /// The dots of the left column are 1, 2, 3 and 7, those of the right one 4, 5, 6 and 8.
    private static func dot(column: Int, row: Int) -> UInt32 {
        // In range: a column is 0 or 1, a row 0 to 3.
        row == 3 ? 0x40 << UInt32(column) : 1 << UInt32(3 * column + row)
    }

    /// Puts the lines on a canvas, behind what is there.
    func stamp(on canvas: inout TextCanvas, row top: Int, column left: Int) {
        for place in dots.indices where dots[place] != 0 {
            let (row, column) = (top + place / columns, left + place % columns)
            guard canvas.isEmpty(row: row, column: column),
                let scalar = Unicode.Scalar(0x2800 + dots[place])
            else { continue }
            canvas.put(String(scalar), row: row, column: column, inks[place])
        }
    }
}
