import Testing

@testable import Reporting

struct MarkupTests {
    static let hostile =
        "</style><script>alert(1)</script><img src=x onerror=\"a\">&'\u{0}\u{202e}\u{1b}"

    @Test func `elements are closed and nested as they were opened`() throws {
        var markup = Markup()
        markup.element("ul", ["class": "a", "id": "b"]) { markup in
            markup.element("li", "one")
            markup.newline()
            markup.element("li") { $0.element("b", ["class": "c"], "two") }
        }
        #expect(
            markup.html
                == "<ul class=\"a\" id=\"b\"><li>one</li>\n<li><b class=\"c\">two</b></li></ul>")
    }

    @Test func `no text and no attribute becomes markup`() throws {
        var markup = Markup()
        markup.element("p", ["title": Self.hostile]) { markup in
            markup.text(Self.hostile)
            markup.lines("\(Self.hostile)\n\(Self.hostile)")
        }
        let text = try SVGText(markup.html)
        #expect(text.elements.map(\.name) == ["p"])
        #expect(text.elements[0].attributes.keys.sorted() == ["title"])
        #expect(markup.html.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
        #expect(!markup.html.contains("\u{202e}"))
        #expect(markup.html.split(separator: "\n").count == 2)
    }
}
