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

/// What a terminal is told before a character: the colours of charts in its own 256.
///
/// They are of middling lightness, to be read on a dark ground and on a light one. As in
/// ``Palette``, none carries a meaning alone: without colour a chart says the same.
struct TextInk: Equatable {
    /// The parameters of the escape sequence; empty for what needs none.
    let code: String

    static let plain = TextInk(code: "")
    static let bold = TextInk(code: "1")
    static let quiet = TextInk(code: "2")

    static let rising = TextInk(code: "38;5;33")
    static let falling = TextInk(code: "38;5;208")

    /// The lines of a strategy.
    static let lines = [36, 170, 178, 99, 245, 75].map { TextInk(code: "38;5;\($0)") }

    /// One for each of up to eight traders.
    static let traders = [33, 208, 36, 178, 170, 202, 99, 245].map { TextInk(code: "38;5;\($0)") }
}

/// Pieces of text on one row: some from the left, some up to the right edge.
struct TextHeading {
    struct Piece {
        let text: String
        var ink = TextInk.plain
    }

    /// From the left, as many as fit; the first is cut where it alone is too long.
    var left: [Piece]
    /// Up to the right edge, left out where there is no room for it.
    var right: Piece?
    /// Between two pieces.
    var gap = 2

    func draw(on canvas: inout TextCanvas, row: Int) {
        var column = 0
        for (index, piece) in left.enumerated() {
            let text = index == 0 ? TextPlot.fitted(piece.text, canvas.width) : piece.text
            guard column + text.count <= canvas.width else { break }
            canvas.put(text, row: row, column: column, piece.ink)
            column += text.count + gap
        }
        guard let right, column + right.text.count <= canvas.width else { return }
        canvas.put(right.text, row: row, column: canvas.width - right.text.count, right.ink)
    }
}
