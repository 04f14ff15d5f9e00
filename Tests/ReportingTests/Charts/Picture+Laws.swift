import Testing

@testable import Reporting

extension Picture {
    /// What holds of every picture, whatever it shows.
    ///
    /// It is well-formed and not large, every point lies on the canvas, every text too; texts are
    /// legible, do not cover one another, and the words are few.
    func keepsTheLaws(_ seed: UInt64, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let comment: Comment = "seed \(seed)"
        #expect(svg.utf8.count < 300_000, comment, sourceLocation: sourceLocation)
        for word in ["href", "url(", "<style", "<!"] {
            #expect(!svg.contains(word), "seed \(seed): \(word)", sourceLocation: sourceLocation)
        }
        let text = try SVGText(svg)
        let (right, bottom) = (Double(Picture.width), Double(Picture.height))
        for (x, y) in try text.points where !(0...right ~= x && 0...bottom ~= y) {
            Issue.record("seed \(seed): \(x), \(y) is outside", sourceLocation: sourceLocation)
        }
        let boxes = try text.boxes {
            TextWidth.pixels(Self.plain($0), size: $1, isBold: $2)
        }
        #expect(boxes.count >= 4, comment, sourceLocation: sourceLocation)
        for (index, one) in boxes.enumerated() {
            #expect(
                one.box.left >= 0 && one.box.right <= right && one.box.top >= 0
                    && one.box.bottom <= bottom, "seed \(seed): '\(one.text)' is outside",
                sourceLocation: sourceLocation)
            for other in boxes[(index + 1)...] where one.box.overlaps(other.box) {
                Issue.record(
                    "seed \(seed): '\(one.text)' and '\(other.text)' overlap",
                    sourceLocation: sourceLocation)
            }
        }
        let sizes = text.elements.compactMap { $0.number("font-size") }
        #expect(sizes.allSatisfy { $0 >= 24 }, comment, sourceLocation: sourceLocation)
        #expect(svg.contains(">paper trading, no real money<"), sourceLocation: sourceLocation)
        #expect(
            (1...Picture.longestAltText).contains(altText.count), comment,
            sourceLocation: sourceLocation)
        #expect(altText.contains("paper trading, no real money"), sourceLocation: sourceLocation)
    }

    /// The text that an escaped one stands for.
    static func plain(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
            .reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
