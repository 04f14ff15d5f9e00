import Testing

@testable import Reporting

struct XMLTextTests {
    @Test func `markup is spelled out, and what XML cannot hold is left out`() {
        #expect(
            XMLText.escaped("a<b> & \"c\" 'd'") == "a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;")
        #expect(XMLText.escaped("x\u{0}\u{1b}[31m\u{7f}\u{85}\u{fffe}y\nz\t.") == "x[31my z .")
        #expect(XMLText.escaped("ÄÖ € 🟢") == "ÄÖ € 🟢")
    }

    @Test func `orders to write the other way round are left out, letters that do so are kept`() {
        #expect(XMLText.escaped("a\u{202e}b\u{2066}c\u{2069}") == "abc")
        #expect(XMLText.escaped("שלום 👩\u{200d}🔬") == "שלום 👩\u{200d}🔬")
    }
}
