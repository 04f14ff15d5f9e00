import JSON
import Testing

@testable import Publishing

struct PostTextTests {
    private func says(_ post: String, _ sent: String) throws -> Bool {
        PostText(try JSONReader.parse(Array(post.utf8))).says(sent)
    }

    @Test(
        arguments: [
            (#"{"text":"P&amp;L: &lt; 0"}"#, "P&L: < 0"),
            (#"{"text":"&amp;lt;"}"#, "&lt;"),
            (#"{"text":"a\n\nb"}"#, "a\n\nb"),
            (#"{"text":"a b"}"#, " a  b \n"),
            (#"{"text":"caf\u00e9"}"#, "cafe\u{301}"),
            (#"{"text":"chart https://t.co/AbC"}"#, "chart"),
            (#"{"text":"@algom and on"}"#, "and on"),
            (
                #"{"text":"see https://t.co/x1 now","entities":{"urls":[{"url":"https://t.co/x1","#
                    + #""expanded_url":"https://example.com/a"}]}}"#,
                "see https://example.com/a now"
            ),
            (
                #"{"text":"see https://t.co/x1","entities":{"urls":[{"url":"https://t.co/x1","#
                    + #""expanded_url":"http://example.com/"}]}}"#, "see http://example.com"
            ),
            (
                #"{"text":"c https://t.co/p","entities":{"urls":[{"url":"https://t.co/p","#
                    + #""expanded_url":"https://x.com/a/photo/1","media_key":"3_1"}]}}"#, "c"
            ),
            (
                #"{"text":"long be\u2026","note_tweet":{"text":"long before the end &amp; after"}}"#,
                "long before the end & after"
            ),
        ])
    func `undoes what X does to a text`(post: String, sent: String) throws {
        #expect(try says(post, sent))
    }

    /// Entities that would replace each other's text, or a part of it, over and over.
    @Test(arguments: [1_000, 2_000, 4_000])
    func `does not grow with what replaces what`(count: Int) throws {
        let short = "https://t.co/a"
        for (name, whole) in [
            ("a", String(repeating: "a", count: 10)), (short, "\(short) \(short)"),
            (short, String(repeating: "x", count: 1_000)), ("t", "tttt"), (" ", "  "),
        ] {
            let link = #"{"url":"\#(name)","expanded_url":"\#(whole)"}"#
            let links = Array(repeating: link, count: count).joined(separator: ",")
            let text = Array(repeating: short, count: count).joined(separator: " ")
            let post = #"{"text":"\#(text)","entities":{"urls":[\#(links)]}}"#
            let read = PostText(try JSONReader.parse(Array(post.utf8)))
            let most = min(text.utf8.count + count * whole.utf8.count, PostText.maximumBytes)
            #expect(read.byteCount <= most, "\(name)")
        }
    }

    @Test func `what stands for a link is not looked at again`() throws {
        let post =
            #"{"text":"https://t.co/a https://t.co/b","entities":{"urls":["#
            + #"{"url":"https://t.co/a","expanded_url":"https://t.co/b"},"#
            + #"{"url":"https://t.co/b","expanded_url":"https://example.com"}]}}"#
        #expect(try says(post, "https://t.co/b https://example.com"))
    }

    @Test(arguments: [
        (#"{"text":"P&L: 1"}"#, "P&L: 2"), (#"{"text":"a"}"#, "A"), (#"{"text":"ab"}"#, "a b"),
        (#"{"text":""}"#, ""), ("{}", ""), (#"{"text":17}"#, "17"), (#"{"text":"a b"}"#, "b"),
        (#"{"text":"see https://t.co/x1 now"}"#, "see https://example.com now"),
    ])
    func `and holds different texts apart`(post: String, sent: String) throws {
        #expect(try !says(post, sent))
    }
}
