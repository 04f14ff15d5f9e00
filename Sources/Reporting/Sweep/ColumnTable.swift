/// Rows of text under headings, each column as wide as its widest cell and set to the right.
struct ColumnTable {
    let headings: [String]
    let rows: [[String]]

    private static let gap = "  "

    /// The headings and the rows; no line ends in a space.
    var lines: [String] {
        let all = [headings] + rows
        let widths = headings.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            zip(row, widths).map { cell, width in
                // In range: the width is the widest cell's.
                String(repeating: " ", count: width - cell.count) + cell
            }.joined(separator: Self.gap)
        }
    }
}
