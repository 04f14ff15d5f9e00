import Testing

@testable import Reporting

struct ExplanationReportTests {
    private func text(width: Int, isColoured: Bool = false) throws -> String {
        ExplanationReport(
            entries: [
                .trader(Explanation(try Sample().view(), closeBefore: nil)),
                .absent(name: "eth", reason: "No tick has come to its end yet."),
            ], width: width, isColoured: isColoured
        ).text
    }

    @Test func `a trader is a heading and its sentences, whoever cannot be told of too`() throws {
        let text = try text(width: 10_000)
        let blocks = text.components("\n\n")
        #expect(blocks.count == 2)
        #expect(blocks[1] == "eth\n  No tick has come to its end yet.")
        let lines = blocks[0].components("\n")
        let sentences = Explanation(try Sample().view(), closeBefore: nil).sentences
        #expect(lines == ["binance  binance BTC/USDT 5m"] + sentences.map { "  \($0)" })
    }

    @Test(arguments: [30, 60, 80])
    func `no line is wider than the terminal, and no word is lost`(width: Int) throws {
        let lines = try text(width: width).components("\n")
        #expect(lines.dropFirst().allSatisfy { $0.count <= width && !$0.hasSuffix(" ") })
        let words = { (text: String) in text.split { $0 == " " || $0 == "\n" } }
        #expect(try words(text(width: width)) == words(text(width: 10_000)))
    }

    @Test func `only names are coloured`() throws {
        #expect(try !text(width: 80).contains("\u{1b}"))
        #expect(try text(width: 80, isColoured: true).ranges(of: "\u{1b}[1m").count == 2)
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
