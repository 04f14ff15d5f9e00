internal import Text

/// A picture being drawn in characters: so many columns, so many rows, whatever is put on them.
struct TextCanvas {
    let width: Int
    let height: Int
    private var cells: [Cell]

    private struct Cell {
        var character: Character = " "
        var ink = TextInk.plain
    }

    /// An empty one.
    init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: Cell(), count: self.width * self.height)
    }

    /// Puts characters side by side; what lies beyond an edge is not there.
    mutating func put(_ text: some StringProtocol, row: Int, column: Int, _ ink: TextInk = .plain) {
        guard (0..<height).contains(row) else { return }
        let text = ShownText.line(text)
        for (place, character) in zip(column..., text) where (0..<width).contains(place) {
            cells[row * width + place] = Cell(character: character, ink: ink)
        }
    }

    /// Whether nothing is in a place of the canvas.
    func isEmpty(row: Int, column: Int) -> Bool {
        guard (0..<height).contains(row), (0..<width).contains(column) else { return false }
        return cells[row * width + column].character == " "
    }

    /// The rows as lines, none of which ends in a space.
    func lines(isColoured: Bool) -> [String] {
        (0..<height).map { row in
            let cells = cells[row * width..<(row + 1) * width]
            let last = cells.lastIndex { $0.character != " " } ?? cells.startIndex - 1
            return Self.line(cells[..<(last + 1)], isColoured: isColoured)
        }
    }

    private static func line(_ cells: ArraySlice<Cell>, isColoured: Bool) -> String {
        var text = ""
        var ink = TextInk.plain
        for cell in cells {
            // A space has no colour, and interrupts none.
            if isColoured, cell.character != " ", cell.ink != ink {
                if ink != .plain { text += "\u{1b}[0m" }
                if cell.ink != .plain { text += "\u{1b}[\(cell.ink.code)m" }
                ink = cell.ink
            }
            text.append(cell.character)
        }
        return ink == .plain ? text : text + "\u{1b}[0m"
    }
}
