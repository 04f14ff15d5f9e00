import Testing

@testable import Writing

struct PhraseTests {
    private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    @Test(arguments: [
        ("buy|sell now", "we buy now", 1..<3 as Range<Int>?), ("buy|sell now", "buy it now", nil),
        ("guarant*", "all guaranteed", 1..<2), ("guarant*", "a warrant", nil),
        ("will ... rise", "it will rise", 1..<3), ("will ... rise", "will a b c rise", 0..<5),
        ("will ... rise", "will a b c d rise", nil), ("a b", "a", nil), ("a", "", nil),
    ])
    func `finds choices, beginnings and gaps`(pattern: String, text: String, range: Range<Int>?) {
        #expect(Phrase(pattern).range(in: words(text)) == range)
    }

    @Test func `passes over what is denied, but not over "not only"`() {
        let phrase = Phrase("guarant*")
        #expect(phrase.range(in: words("nothing is guaranteed"), unlessDenied: true) == nil)
        #expect(phrase.range(in: words("not only is it guaranteed"), unlessDenied: true) != nil)
        #expect(
            phrase.range(in: words("no risk at all it is guaranteed"), unlessDenied: true) != nil)
    }
}
