import Testing

@testable import HTTP

struct MailTests {
    @Test(arguments: [
        "a@example.com", "first.last+tag@mail.example.co.uk", "x@localhost", "a@[::1]x",
    ])
    func `an address is one`(text: String) {
        #expect(Mail.isAddress(text) == !text.contains("["))
    }

    @Test(arguments: [
        "", "@", "a@", "@b", "a", "a@b@c", "a b@c", "<a@b>", "a@b\r\nRCPT TO:<c@d>", "a@b>",
        "é@b", "a@b,c@d", "a@b c", "\"a\"@b",
    ])
    func `what would be more than an address is none`(text: String) {
        #expect(!Mail.isAddress(text))
    }

    @Test(arguments: [
        "", "a b", "a/b", "a@b", "a:1", "user:pass@host", "a?b", "a#b", "http://a", "é", "a\r\nb",
    ])
    func `a host that is none is refused`(text: String) {
        #expect(Mail.Server(host: text, port: 587, security: .starttls) == nil)
        #expect(Mail.Server(host: text, port: 443, security: .tls) == nil)
    }

    @Test func `a server's address follows from how it is protected`() throws {
        let first = try #require(
            Mail.Server(host: "mail.example.com", port: 587, security: .starttls))
        #expect(first.url == "smtp://mail.example.com:587")
        let second = try #require(Mail.Server(host: "[::1]", port: 465, security: .tls))
        #expect(second.url == "smtps://[::1]:465")
        #expect(Mail.Server(host: "mail.example.com", port: 443, security: .tls) != nil)
        #expect(Mail.Server(host: "mail.example.com", port: 0, security: .tls) == nil)
    }
}
