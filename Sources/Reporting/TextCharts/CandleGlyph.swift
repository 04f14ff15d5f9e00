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
