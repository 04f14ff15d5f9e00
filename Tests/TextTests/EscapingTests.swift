import Testing

@testable import Text

struct EscapingTests {
    @Test func `markup is spelled out, and what XML cannot hold is left out`() {
        #expect(
            Escaping.markup("a<b> & \"c\" 'd'") == "a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;")
        #expect(Escaping.markup("x\u{0}\u{1b}[31m\u{7f}\u{85}\u{fffe}y\nz\t.") == "x[31my z .")
        #expect(Escaping.markup("ÄÖ € 🟢") == "ÄÖ € 🟢")
    }

    @Test func `orders to write the other way round are left out, letters that do so are kept`() {
        #expect(Escaping.markup("a\u{202e}b\u{2066}c\u{2069}\u{200e}") == "abc")
        #expect(Escaping.markup("שלום 👩\u{200d}🔬") == "שלום 👩\u{200d}🔬")
    }

    @Test func `marks are no marks for Slack, Telegram and Discord`() {
        #expect(Escaping.angles("<b>&\"") == "&lt;b&gt;&amp;\"")
        #expect(Escaping.markdown("- a *b* [c](d) #") == "\\- a \\*b\\* \\[c\\]\\(d\\) #")
        #expect(Escaping.markdown("  # a") == "  \\# a")
    }

    /// What combines with a mark, joins it or chooses how it looks makes another `Character` of it,
    /// and the mark itself stays.
    @Test(arguments: ["\u{301}", "\u{20e3}", "\u{fe0f}", "\u{200d}", "\u{338}", "\u{302}\u{301}"])
    func `nothing behind a mark hides it`(companion: String) {
        for mark in "<>&" {
            let text = "a\(mark)\(companion)b"
            for escaped in [Escaping.markup(text), Escaping.angles(text)] {
                #expect(!escaped.unicodeScalars.contains { "<>".unicodeScalars.contains($0) })
                #expect(escaped.unicodeScalars.filter { $0 == "&" }.count == 1)
            }
        }
        for mark in "\\*_~`|<>[]()" {
            let escaped = Escaping.markdown("a\(mark)\(companion)b")
            #expect(
                Array(escaped.unicodeScalars).starts(with: Array("a\\\(mark)".unicodeScalars)),
                "\(escaped.debugDescription)")
        }
    }
}
