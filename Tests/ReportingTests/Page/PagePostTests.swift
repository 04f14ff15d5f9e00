import Market
import Seeds
import Testing

@testable import Reporting

struct PagePostTests {
    private func html(_ status: String, _ texts: [String], remark: String? = nil) -> String {
        var page = Markup()
        PagePost(
            at: "2026-11-10T21:20:07Z", kind: "trade", status: status, remark: remark, texts: texts
        ).write(to: &page)
        return page.html
    }

    @Test func `a post keeps its lines and parts, and says what became of it`() {
        let post = html("posted", ["🟢 WIN\n• P&L: $1", "part two"])
        #expect(
            post.contains("<p class=\"words\" dir=\"auto\">🟢 WIN\n• P&amp;L: $1\n\npart two</p>"))
        #expect(post.contains("2026-11-10 21:20 UTC</time> · trade, posted</p>"))
        #expect(html("printed", [""]).contains("printed, not posted"))
        #expect(html("givenUp", [""], remark: "why").contains("given up (why)"))
    }

    @Test func `what is longer than any post is cut`() {
        let post = html(
            String(repeating: "s", count: 5_000), [String(repeating: "x", count: 9_000)])
        #expect(post.count < 1_600)
        #expect(post.contains("x…<"))
    }
}
