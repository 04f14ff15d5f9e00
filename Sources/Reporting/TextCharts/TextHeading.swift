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
