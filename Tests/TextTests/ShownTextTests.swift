import Testing

@testable import Text

struct ShownTextTests {
    private static let evil = [
        "\u{1b}", "\r", "\t", "\u{7}", "\u{7f}", "\u{85}", "\u{9b}", "\u{ad}", "\u{61c}",
        "\u{200b}", "\u{200d}", "\u{200e}", "\u{2028}", "\u{2029}", "\u{202e}", "\u{2066}",
        "\u{2069}", "\u{feff}", "\u{e0041}",
    ]

    @Test(arguments: evil)
    func `what a terminal would obey is a question mark`(order: String) {
        for companion in ["", "\u{301}", "x", "\u{fe0f}"] {
            #expect(ShownText.line("a\(order)\(companion)b") == "a?\(companion)b")
            #expect(ShownText.lines("a\n\(order)\(companion)b\n") == "a\n?\(companion)b\n")
            #expect(ShownText.painted("a\(order)\(companion)b") == "a?\(companion)b")
        }
    }

    @Test func `a newline stays where lines may stand, and a return before it does not`() {
        #expect(ShownText.line("a\nb") == "a?b")
        #expect(ShownText.lines("a\r\nb\n\n") == "a?\nb\n\n")
        #expect(ShownText.lines("") == "")
    }

    @Test(arguments: ["שלום", "ÄÖ € 🟢", "e\u{301}", "日本語", "▲ × ▼ ⣿", ""])
    func `text of any script is itself`(text: String) {
        for shown in [ShownText.line(text), ShownText.lines(text), ShownText.painted(text)] {
            #expect(shown.unicodeScalars.elementsEqual(text.unicodeScalars))
        }
    }

    @Test(arguments: 5...60)
    func `a phrase that is to be pasted is never broken`(width: Int) {
        let phrase = "algom repair --home '/a b'"
        let text = "it is broken; '\(phrase)' rebuilds it from what there is"
        let lines = ShownText.wrapped(text, width: width, breakingWords: true, keeping: [phrase])
        #expect(lines.filter { $0.contains(phrase) }.count == 1)
        #expect(lines.allSatisfy { $0.count <= max(width, phrase.count + 2) })
        #expect(ShownText.wrapped(text, width: 500, keeping: [phrase]) == [text])
        #expect(ShownText.wrapped("a b\u{1}c", width: 9, keeping: ["a b"]) == ["a b?c"])
    }

    @Test func `a long text is cut between scalars`() {
        #expect(ShownText.line("abcd", atMost: 3) == "abc…")
        #expect(ShownText.line("abc", atMost: 3) == "abc")
        #expect(ShownText.line("äbc", atMost: 3) == "äbc")
        #expect(ShownText.line("ä\u{1b}cd", atMost: 2) == "ä?…")
    }

    @Test func `colours stay where they are meant, other orders do not`() {
        #expect(ShownText.painted("\u{1b}[1mb\u{1b}[0m\n") == "\u{1b}[1mb\u{1b}[0m\n")
        #expect(ShownText.painted("\u{1b}[38;5;33mx") == "\u{1b}[38;5;33mx")
        #expect(ShownText.painted("\u{1b}[2J\u{1b}]0;t\u{7}") == "?[2J?]0;t?")
        #expect(ShownText.painted("\u{1b}[1\u{1b}[m\u{1b}") == "?[1\u{1b}[m?")
        #expect(ShownText.painted("\u{1b}m[\u{1b}[1;2H") == "?m[?[1;2H")
        #expect(ShownText.lines("\u{1b}[1mb") == "?[1mb")
    }

    @Test func `JSON stays the same JSON`() {
        let line = #"{"a":"é\n"# + "\u{9b}\u{202e}\u{e0041}" + #""}"#
        #expect(ShownText.json(line) == #"{"a":"é\n\u009b\u202e\udb40\udc41"}"#)
        #expect(ShownText.json("{}") == "{}")
    }

    @Test func `digits are two a byte`() {
        #expect(Hexadecimal.text([0, 0x0f, 0xa0, 0xff]) == "000fa0ff")
        #expect(Hexadecimal.text([]) == "")
    }
}
