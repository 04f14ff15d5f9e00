import Testing

@testable import Jobs
@testable import Text

struct ExcerptTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("a\nb\r\n\u{1b}[2J", "a?b???[2J"), ("é\u{202e}", "é?"),
        (String(repeating: "x", count: 40), String(repeating: "x", count: 40)),
        (String(repeating: "x", count: 41), String(repeating: "x", count: 40) + "…"),
        (
            "e" + String(repeating: "\u{301}", count: 99),
            "e" + String(repeating: "\u{301}", count: 39) + "…"
        ),
    ])
    func `keeps what prints, and not too much of it`(text: String, shown: String) {
        #expect(excerpt(of: text) == shown)
    }
}
