import Testing

@testable import Reporting

struct CandleGlyphTests {
    private func column(
        _ wick: ClosedRange<Int>, _ body: ClosedRange<Int>, isRising: Bool
    ) -> String {
        let glyphs = CandleGlyph.column(wick: wick, body: body, isRising: isRising)
        #expect(glyphs.map(\.row) == Array(wick.lowerBound / 2...wick.upperBound / 2))
        return String(glyphs.map(\.character))
    }

    @Test func `rising candles are lines and falling ones blocks, to half a row`() {
        #expect(column(1...10, 4...7, isRising: true) == "╷│┃┃│╵")
        #expect(column(1...10, 4...7, isRising: false) == "╷│██│╵")
        #expect(column(0...5, 1...4, isRising: true) == "╽┃╿")
        #expect(column(0...5, 1...4, isRising: false) == "▄█▀")
        #expect(column(1...4, 1...4, isRising: true) == "╻┃╹")
        #expect(column(1...4, 1...4, isRising: false) == "▄█▀")
    }

    @Test func `a candle without extent is half a row of body`() {
        #expect(column(6...6, 6...6, isRising: true) == "╹")
        #expect(column(7...7, 7...7, isRising: false) == "▄")
    }
}
