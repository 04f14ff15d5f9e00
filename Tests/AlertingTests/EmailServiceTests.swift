import Foundation
import HTTP
import Testing

@testable import Alerting

struct EmailServiceTests {
    private let service: EmailService

    init() throws {
        service = EmailService(
            server: try #require(
                Mail.Server(host: "mail.example.com", port: 587, security: .starttls)),
            login: nil, sender: "algom@example.com",
            recipients: ["a@example.com", "b@example.com"],
            brand: "ALGOM")
    }

    private func text(_ alert: Alert) -> String {
        String(decoding: service.mail(for: alert, nowSeconds: 1_767_614_400).message, as: UTF8.self)
    }

    @Test func `a mail is what mail programs expect`() {
        let alert = Alert(
            id: "binance/7", kind: .closed, title: "sold at $1.00, -$3.10", lines: [".", "two"],
            atSeconds: 0, isUrgent: false)
        let id = text(alert).firstMatch(of: #/Message-ID: <([0-9a-f]{32})@example\.com>/#)?.1 ?? ""
        #expect(
            text(alert) == """
                Date: Mon, 05 Jan 2026 12:00:00 +0000\r
                From: algom@example.com\r
                To: a@example.com,\r
                 b@example.com\r
                Subject: [ALGOM] sold at $1.00, -$3.10\r
                Message-ID: <\(id)@example.com>\r
                MIME-Version: 1.0\r
                Auto-Submitted: auto-generated\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: 7bit\r
                \r
                sold at $1.00, -$3.10\r
                .\r
                two\r

                """)
        #expect(id.count == 32)
    }

    @Test func `the same alert has the same number, another one another`() {
        let ids = [Alert.sample(1), .sample(1), .sample(2)].map { alert in
            text(alert).split(separator: "\r\n").first { $0.hasPrefix("Message-ID") }
        }
        #expect(ids[0] == ids[1] && ids[0] != ids[2])
    }

    @Test func `letters beyond ASCII are encoded, and no line is too long`() throws {
        let text = text(.hard)
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 998 && !$0.contains("\n") })
        #expect(
            lines.filter { $0.hasPrefix(" ") || $0.hasPrefix("Subject") }.allSatisfy {
                $0.utf8.count <= 78
            })
        let parts = text.components(separatedBy: "\r\n\r\n")
        let body = try #require(Data(base64Encoded: parts[1].replacing("\r\n", with: "")))
        let expected = ([Alert.hard.title] + Alert.hard.lines).map { "\($0)\r\n" }.joined()
        #expect(String(decoding: body, as: UTF8.self) == expected)
    }

    @Test(arguments: [
        "plain", "ünï", "a \u{1F600} b", String(repeating: "é\u{1F600}x", count: 40),
        "=?UTF-8?B?eA==?=",
    ])
    func `encoded words read back as the subject`(subject: String) throws {
        let encoded = EncodedWords.text(subject, after: 9)
        for line in encoded.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 76) }
        guard encoded.hasPrefix("=?") else { return #expect(encoded == subject) }
        let words = encoded.components(separatedBy: "\r\n ")
        let read = try words.map { word in
            let match = try #require(word.wholeMatch(of: #/=\?UTF-8\?B\?([A-Za-z0-9+\/=]+)\?=/#))
            let bytes = try #require(Data(base64Encoded: String(match.1)))
            return try #require(String(data: bytes, encoding: .utf8))
        }
        #expect(read.joined() == subject)
    }

    @Test func `long subjects are folded between words`() {
        let subject = Array(repeating: "word", count: 60).joined(separator: " ")
        let folded = EncodedWords.text(subject, after: 9)
        #expect(folded.replacing("\r\n", with: "") == subject)
        #expect(folded.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
        (1_767_225_599, "Wed, 31 Dec 2025 23:59:59 +0000"),
    ])
    func `dates are RFC 5322's`(seconds: Int64, date: String) {
        #expect(EmailService.date(seconds) == date)
    }

    @Test func `codes say whether it is the message, the settings or the moment`() {
        func outcome(_ error: MailError?) -> AlertOutcome {
            service.outcome(of: MailReceipt(error: error, conversation: []))
        }
        func refused(
            _ code: Int, _ said: String = "x", isJudged: Bool = false,
            of refusals: [MailReceipt.Refusal] = []
        ) -> AlertOutcome {
            service.outcome(
                of: MailReceipt(
                    error: .refused(host: "h", code: code, said: said), conversation: [],
                    refusals: refusals, isJudged: isJudged))
        }
        #expect(outcome(nil) == .delivered)
        #expect(refused(421) == .unreached("h refuses: x"))
        #expect(refused(535) == .misconfigured("h refuses: x"))
        #expect(refused(550, isJudged: true) == .refused("h refuses: x"))
        // Before it has the message, a server speaks of sender and recipients.
        #expect(refused(550) == .misconfigured("h refuses: x"))
        let nobody = MailReceipt.Refusal(address: "a@example.com", said: "550 no")
        #expect(
            refused(550, of: [nobody, nobody])
                == .misconfigured("h refuses a@example.com (550 no), a@example.com (550 no)"))
        #expect(refused(535, of: [nobody]) == .misconfigured("h refuses: x"))
        for said in ["550 5.4.5 daily limit", "550 5.7.60 not this sender", "552 5.2.2 full"] {
            #expect(refused(550, said, isJudged: true) == .misconfigured("h refuses: \(said)"))
        }
        #expect(
            refused(530)
                == .misconfigured(
                    "h refuses: x; it wants a login: set alerts.email.user, and SMTP_PASSWORD in "
                        + ".env"))
        #expect(
            service.outcome(
                of: MailReceipt(error: nil, conversation: [], refusals: [nobody]))
                == .deliveredBut("not to a@example.com (550 no)"))
        #expect(
            outcome(.unclear(host: "h", detail: "d"))
                == .unclear("no word from h on the message: d"))
        #expect(outcome(.notSent(host: "h", detail: "d")) == .unreached("no mail through h: d"))
    }
}
