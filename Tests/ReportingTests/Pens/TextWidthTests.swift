import Seeds
import Testing

@testable import Reporting

struct TextWidthTests {
    @Test func `widths are sums of advances`() {
        #expect(TextWidth.pixels("", size: 24) == 0)
        #expect(abs(TextWidth.pixels("113,587.99", size: 24) - 8 * 15.264 - 2 * 7.632) < 0.001)
        #expect(TextWidth.pixels("W", size: 10) > TextWidth.pixels("i", size: 10))
        #expect(TextWidth.pixels("é", size: 10) == 10)
        #expect(TextWidth.pixels("a", size: 10, isBold: true) > TextWidth.pixels("a", size: 10))
    }

    @Test func `what is too wide loses its middle`() {
        #expect(TextWidth.fitted("binance", pixels: 200, size: 24) == "binance")
        #expect(TextWidth.fitted("binance-fast-one", pixels: 120, size: 24) == "bin…one")
        #expect(TextWidth.fitted("binance", pixels: 1, size: 24) == "")
    }

    @Test(arguments: UInt64(0)..<100)
    func `what was fitted fits`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters = Array("iWm .0€🟢")
        let count = Int.random(in: 0...400, using: &random)
        let text = String((0..<count).compactMap { _ in letters.randomElement(using: &random) })
        let pixels = Double.random(in: 0...600, using: &random)
        let fitted = TextWidth.fitted(text, pixels: pixels, size: 24)
        #expect(TextWidth.pixels(fitted, size: 24) <= pixels)
        #expect(fitted.isEmpty || text.first == fitted.first)
    }
}
