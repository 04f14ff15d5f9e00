import Testing

@testable import Reporting

struct XMLTextTests {
    @Test func `markup is spelled out, and what XML cannot hold is left out`() {
        #expect(
            XMLText.escaped("a<b> & \"c\" 'd'") == "a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;")
        #expect(XMLText.escaped("x\u{0}\u{1b}[31m\u{7f}\u{85}\u{fffe}y\nz\t.") == "x[31my z .")
        #expect(XMLText.escaped("ÄÖ € 🟢") == "ÄÖ € 🟢")
    }
}
