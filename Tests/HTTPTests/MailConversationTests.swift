import Testing
import Text

@testable import HTTP

struct MailConversationTests {
    @Test func `whatever a login consists of is hidden until the server has judged it`() {
        var talk = MailConversation(login: ("me", Secret("secret123")))
        talk.hear("220 hello\r\n")
        talk.say("EHLO here\r\n")
        talk.hear("250-AUTH LOGIN PLAIN\r\n250 OK\r\n")
        talk.say("AUTH LOGIN bWU=\r\n")
        talk.hear("334 UGFzc3dvcmQ6\r\n")
        talk.say("c2VjcmV0MTIz\r\n")
        talk.hear("235 go on\r\n")
        talk.say("MAIL FROM:<a@b>\r\n")
        #expect(
            talk.lines == [
                "< 220 hello", "> EHLO here", "< 250-AUTH LOGIN PLAIN", "< 250 OK",
                "> AUTH LOGIN (hidden)", "< 334 UGFzc3dvcmQ6", "> (hidden)", "< 235 go on",
                "> MAIL FROM:<a@b>",
            ])
        #expect(talk.said(235) == "235 go on")
        #expect(talk.said(250) == "250 OK")
        #expect(talk.said(550) == "550")
    }

    @Test func `it is bounded, and holds nothing a terminal obeys`() {
        var talk = MailConversation(login: nil)
        for _ in 0..<1_000 { talk.hear("250 \u{1b}[2J\(String(repeating: "x", count: 5_000))") }
        #expect(talk.lines.count == 100)
        #expect(talk.lines.allSatisfy { $0.count < 240 && !$0.contains("\u{1b}") })
    }
}
