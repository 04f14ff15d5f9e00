import Crypto
import Foundation
import HTTP
import JSON
import Testing
import Text

@testable import Alerting

struct AlertServiceTests {
    private static let now: Int64 = 1_767_614_400
    private static let mark = "pLaNtEd0123456789"

    private static func url(_ text: String) -> HTTPURL {
        guard let url = try? HTTPURL(text) else { preconditionFailure(text) }
        return url
    }

    static let services: [(name: String, service: any AlertService)] = [
        (
            "telegram",
            TelegramService(
                base: url("https://api.telegram.org"), token: Secret("12:\(mark)"), chat: "-100")
        ),
        ("discord", DiscordService(url: url("https://discord.com/api/webhooks/1/\(mark)"))),
        ("slack", SlackService(url: url("https://hooks.slack.com/services/T/B/\(mark)"))),
        (
            "webhook",
            WebhookService(
                url: url("https://example.com/in?key=\(mark)"), key: Secret("\(mark)key"))
        ),
        (
            "ntfy",
            NtfyService(
                server: url("https://ntfy.sh"), topic: Secret("\(mark)topic"),
                token: Secret("tk_\(mark)"))
        ),
        (
            "sms",
            TwilioService(
                base: url("https://api.twilio.com"), account: Secret("AC\(mark)"),
                token: Secret("\(mark)token"), from: "+15005550006", to: "+491700000000")
        ),
    ]

    private static func service(_ name: String) throws -> any AlertService {
        try #require(services.first { $0.name == name }?.service)
    }

    private static func body(_ name: String, _ alert: Alert) throws -> JSONValue {
        try JSONReader.parse(try service(name).request(for: alert, nowSeconds: now).body)
    }

    // MARK: Formats

    @Test func `Telegram gets HTML that fits, with what it would take for tags escaped`() throws {
        let request = try Self.service("telegram").request(for: .hard, nowSeconds: Self.now)
        #expect(
            request.url.description == "https://api.telegram.org/bot12:\(Self.mark)/sendMessage")
        let body = try JSONReader.parse(request.body)
        let text = try #require(body["text"]?.string)
        #expect(text.hasPrefix("<b>*b* &lt;i&gt; &amp; _c_"))
        #expect(text.utf16.count <= 4_096 && text.hasSuffix("\n…"))
        #expect(body["parse_mode"]?.string == "HTML" && body["chat_id"]?.string == "-100")
        let tags = text.matches(of: /<[^>]*>/).map { String($0.0) }
        #expect(tags == ["<b>", "</b>"])
    }

    @Test func `Discord gets text without markup or mentions`() throws {
        let request = try Self.service("discord").request(for: .hard, nowSeconds: Self.now)
        #expect(request.url.query == "wait=true")
        let body = try JSONReader.parse(request.body)
        let text = try #require(body["content"]?.string)
        #expect(text.hasPrefix(#"**\*b\* \<i\> & \_c\_ \`d\` \\ \| \~ \[x\]\(y\) @everyone"#))
        #expect(text.utf16.count <= 2_000)
        #expect(body["allowed_mentions"]?["parse"]?.elements == [])
        // As Discord's documentation has it: DiscordBot ($url, $versionNumber).
        let question = try Self.service("discord").question.request
        for request in [request, question] {
            let agents = request.headers.filter { $0.name == "User-Agent" }.map(\.value)
            #expect(agents.count == 1)
            #expect(agents.first?.wholeMatch(of: #/DiscordBot \(https://[^ ,]+, [0-9.]+\)/#) != nil)
        }
    }

    @Test func `Slack gets text in which nobody is mentioned`() throws {
        let body = try Self.body("slack", .hard)
        let text = try #require(body["text"]?.string)
        #expect(text.hasPrefix("**b* &lt;i&gt; &amp;"))
        #expect(!text.contains("<") && text.utf16.count <= 3_000)
    }

    @Test func `a webhook gets the message signed, so that its taker can check it`() throws {
        let alert = Alert.sample(7, lines: ["a", "b"])
        let request = try Self.service("webhook").request(for: alert, nowSeconds: Self.now)
        let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("\(Self.now).".utf8) + Data(request.body),
            using: SymmetricKey(data: Data("\(Self.mark)key".utf8)))
        let digits = code.map { String(format: "%02x", $0) }.joined()
        #expect(headers["X-Algom-Signature"] == "sha256=\(digits)")
        #expect(headers["X-Algom-Timestamp"] == "1767614400")
        #expect(headers["X-Algom-Id"] == "binance/7")
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == #"{"schema":1,"id":"binance/7","kind":"closed","title":"title 7","#
                + #""lines":["a","b"],"at":7,"urgent":false,"count":1}"#)
    }

    /// The example of RFC 4231, case 2, through the same function.
    @Test func `the code is HMAC-SHA256`() {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("what do ya want for nothing?".utf8),
            using: SymmetricKey(data: Data("Jefe".utf8)))
        #expect(
            code.map { String(format: "%02x", $0) }.joined()
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func `ntfy gets title, tags and priority, and less than an attachment`() throws {
        let body = try Self.body("ntfy", .hard)
        #expect(body["topic"]?.string == "\(Self.mark)topic")
        #expect(body["priority"]?.scalarText == "4")
        #expect(body["tags"]?.elements == [.string("outbox_tray")])
        #expect(try #require(body["message"]?.string).utf8.count <= 4_096)
        #expect(try Self.body("ntfy", .sample(1))["message"]?.string == "title 1")
        #expect(try Self.body("ntfy", .sample(1))["priority"]?.scalarText == "3")
    }

    @Test func `a short message has two segments at most, in the 7-bit alphabet`() throws {
        let text = ShortMessage.text(.hard)
        let alphabet = Set(
            ("@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars
        )
        let double = Set("^{}\\[~]|€".unicodeScalars)
        #expect(text.unicodeScalars.allSatisfy { alphabet.contains($0) || double.contains($0) })
        let units = text.unicodeScalars.reduce(0) { $0 + (double.contains($1) ? 2 : 1) }
        #expect(units <= 306 && units > 300)
        #expect(
            ShortMessage.text(
                Alert(
                    id: "a", kind: .closed, title: "see <\u{301}b> *\u{301} e\u{301}",
                    lines: ["Ä é ñ ő [x]\u{20e3} 日 ΔΩ 1\u{fe0f}\u{20e3} `"], atSeconds: 0,
                    isUrgent: false)) == "see <b> * é\nÄ é ñ ? [x] ? ΔΩ 1 ?")
        let short = Alert(
            id: "a", kind: .closed, title: "a – “b” €", lines: ["…"], atSeconds: 0, isUrgent: false)
        #expect(ShortMessage.text(short) == "a - \"b\" €\n...")
        let request = try Self.service("sms").request(for: short, nowSeconds: Self.now)
        #expect(
            String(decoding: request.body, as: UTF8.self)
                == "To=%2B491700000000&From=%2B15005550006&Body=a%20-%20%22b%22%20%E2%82%AC%0A...")
        #expect(
            request.headers.last?.value
                == "Basic "
                + Data("AC\(Self.mark):\(Self.mark)token".utf8).base64EncodedString())
    }

    // MARK: Answers

    private enum Meaning { case delivered, refused, misconfigured, limited(Int64), unclear }

    private static func meaning(
        _ service: any AlertService, _ status: Int, _ body: String, retryAfter: Int64? = nil
    ) -> AlertOutcome {
        service.outcome(
            of: .success(
                HTTPResponse(status: status, body: Array(body.utf8), retryAfterSeconds: retryAfter)),
            nowSeconds: now)
    }

    @Test(arguments: [
        ("telegram", 200, #"{"ok":true,"result":{}}"#), ("discord", 200, #"{"id":"1"}"#),
        ("discord", 204, ""), ("slack", 200, "ok"), ("webhook", 202, "anything"),
        ("ntfy", 200, #"{"id":"x"}"#), ("sms", 201, #"{"sid":"SM1"}"#),
    ])
    func `each service's yes is delivered`(name: String, status: Int, body: String) throws {
        #expect(Self.meaning(try Self.service(name), status, body) == .delivered)
    }

    @Test(arguments: [
        ("telegram", 200, #"{"ok":false}"#), ("telegram", 200, "<html>"), ("slack", 200, "no_text"),
        ("sms", 200, "{}"), ("sms", 201, ""),
    ])
    func `a yes in other words is unclear`(name: String, status: Int, body: String) throws {
        guard case .unclear = Self.meaning(try Self.service(name), status, body) else {
            return #expect(Bool(false), "\(name) \(status) \(body)")
        }
    }

    @Test func `limits are heeded as each service tells them`() throws {
        let cases: [(String, String, Int64?, Int64)] = [
            (
                "telegram", #"{"ok":false,"error_code":429,"parameters":{"retry_after":350}}"#, nil,
                350
            ),
            ("discord", #"{"message":"rate limited","retry_after":64.57,"global":false}"#, 1, 65),
            ("slack", "", 90, 90),
            ("ntfy", #"{"code":42901,"http":429,"error":"limit"}"#, nil, 300),
            ("sms", #"{"code":20429,"message":"Too Many Requests"}"#, 2, 60),
            ("webhook", "", 10_000_000, 90_000),
            ("discord", #"{"retry_after":1e300}"#, nil, 90_000),
            ("discord", #"{"retry_after":-1}"#, nil, 300),
            ("telegram", #"{"parameters":{"retry_after":"99999999999999999999"}}"#, nil, 90_000),
        ]
        for (name, body, header, wait) in cases {
            let outcome = Self.meaning(
                try Self.service(name), 429, body, retryAfter: header)
            guard case .limited(let until, _) = outcome else {
                Issue.record("\(name): \(outcome)")
                continue
            }
            #expect(until == Self.now + wait, "\(name) \(body)")
        }
    }

    @Test func `statuses mean the same everywhere, and no word tells a secret`() throws {
        for (name, service) in Self.services {
            for status in Array(300..<600) {
                let secrets = service.secrets.map(\.revealed).joined(separator: " and ")
                for body in ["<html>\(secrets)</html>", #"{"message":"\#(secrets)","code":1}"#] {
                    let outcome = Self.meaning(service, status, body)
                    #expect(!"\(outcome)".contains(Self.mark), "\(name) \(status): \(outcome)")
                    let isRight: Bool =
                        switch (outcome, status) {
                        case (.limited, 429), (.refused, 413), (.unclear, 408), (.unclear, 500...):
                            true
                        // Where nobody knows what is spoken of, the messages wait.
                        case (.refused, 400), (.refused, 422): name == "webhook"
                        case (.misconfigured, 300..<500):
                            name != "webhook" || ![400, 422].contains(status)
                        default: false
                        }
                    #expect(isRight, "\(name) \(status): \(outcome)")
                }
            }
            for error in [HTTPError.timedOut(host: "h", milliseconds: 1)] {
                #expect(
                    service.outcome(of: .failure(error), nowSeconds: Self.now)
                        == .unclear("\(error)"))
            }
            let refused = HTTPError.notConnected(host: "h", detail: "refused")
            #expect(
                service.outcome(of: .failure(refused), nowSeconds: Self.now)
                    == .unreached("\(refused)"))
        }
    }

    @Test(arguments: [
        ("telegram", 400, #"{"description":"Bad Request: can't parse entities: Unsupported"}"#),
        ("telegram", 400, #"{"description":"Bad Request: message is too long"}"#),
        ("telegram", 400, #"{"description":"Bad Request: message text is empty"}"#),
        ("discord", 400, #"{"code":50035,"message":"Invalid Form Body","errors":{"content":{}}}"#),
        ("discord", 400, #"{"code":50006,"message":"Cannot send an empty message"}"#),
        ("discord", 400, #"{"content":["Must be 2000 or fewer in length."]}"#),
        ("slack", 400, "invalid_payload"), ("slack", 400, "no_text"),
        ("slack", 200, #"{"ok":false,"error":"msg_too_long"}"#),
        ("ntfy", 400, #"{"code":40011,"http":400,"error":"message must be UTF-8 encoded"}"#),
        ("ntfy", 413, #"{"code":41301,"http":413,"error":"attachment too large"}"#),
        ("sms", 400, #"{"code":21617,"message":"body exceeds the limit"}"#),
        ("webhook", 422, "no"),
    ])
    func `what is refused of the text ends that message`(
        name: String, status: Int, body: String
    ) throws {
        guard case .refused = Self.meaning(try Self.service(name), status, body) else {
            return #expect(Bool(false), "\(name) \(body)")
        }
    }

    @Test(arguments: [
        ("telegram", 400, #"{"description":"Bad Request: chat not found"}"#),
        (
            "telegram", 400,
            #"{"description":"Bad Request: not enough rights to send text messages"}"#
        ),
        ("telegram", 400, #"{"description":"Bad Request: a thing of next year"}"#),
        ("telegram", 403, #"{"description":"Forbidden: bot was blocked by the user"}"#),
        ("telegram", 401, #"{"description":"Unauthorized"}"#), ("telegram", 400, "<html>"),
        ("discord", 404, #"{"code":10015,"message":"Unknown Webhook"}"#),
        ("discord", 400, #"{"code":220001,"message":"… must have a thread_name"}"#),
        ("discord", 400, #"{"code":50035,"errors":{"webhook_id":{}}}"#),
        ("discord", 401, #"{"code":50027,"message":"Invalid Webhook Token"}"#),
        ("discord", 400, #"{"code":1,"message":"new"}"#),
        ("slack", 404, "channel_not_found"), ("slack", 403, "action_prohibited"),
        ("slack", 410, "channel_is_archived"), ("slack", 400, "user_not_found"),
        ("slack", 200, #"{"ok":false,"error":"invalid_auth"}"#),
        ("slack", 200, #"{"ok":false,"error":"account_inactive"}"#),
        ("ntfy", 401, #"{"code":40101,"http":401,"error":"unauthorized"}"#),
        ("ntfy", 403, #"{"code":40301,"http":403,"error":"forbidden"}"#),
        ("ntfy", 400, #"{"code":40010,"http":400,"error":"topic name is disallowed"}"#),
        ("sms", 401, #"{"code":20003,"message":"Authenticate"}"#),
        ("sms", 400, #"{"code":21211,"message":"Invalid 'To' Phone Number"}"#),
        ("sms", 400, #"{"code":21608,"message":"unverified"}"#), ("sms", 402, "pay"),
        ("webhook", 401, "who?"), ("webhook", 402, "pay"), ("webhook", 404, "nothing here"),
    ])
    func `what is refused of account, chat or settings lets the messages wait`(
        name: String, status: Int, body: String
    ) throws {
        guard case .misconfigured = Self.meaning(try Self.service(name), status, body) else {
            return #expect(Bool(false), "\(name) \(body)")
        }
    }

    @Test func `a group that has become a supergroup is followed, once`() throws {
        let telegram = try Self.service("telegram")
        let body =
            #"{"ok":false,"error_code":400,"description":"Bad Request: group chat was "#
            + #"upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}"#
        #expect(Self.meaning(telegram, 400, body) == .moved(to: "-1001234567890"))
        let moved = telegram.moved(to: "-1001234567890")
        let request = moved.request(for: .sample(1), nowSeconds: Self.now)
        #expect(try JSONReader.parse(request.body)["chat_id"]?.string == "-1001234567890")
        guard case .deliveredBut(let words) = Self.meaning(moved, 200, #"{"ok":true}"#) else {
            return #expect(Bool(false), "nobody is told")
        }
        #expect(words.contains(#"write "chat": "-1001234567890""#))
        guard case .misconfigured = Self.meaning(moved, 400, body) else {
            return #expect(Bool(false), "it would be followed for ever")
        }
        let odd = #"{"parameters":{"migrate_to_chat_id":"../x"}}"#
        guard case .misconfigured = Self.meaning(telegram, 400, odd) else {
            return #expect(Bool(false), "a chat that is no number")
        }
    }

    @Test func `words of an address that tell nothing stay words`() throws {
        let outcome = Self.meaning(
            try Self.service("discord"), 404, #"{"code":10015,"message":"Unknown Webhook"}"#)
        #expect(outcome == .misconfigured("HTTP 404: Unknown Webhook"))
    }

    @Test func `a conversation hides what is secret`() throws {
        for (name, service) in Self.services {
            let request = service.request(for: .hard, nowSeconds: Self.now)
            let echo = HTTPResponse(status: 401, body: Array("you said \(Self.mark)key".utf8))
            let lines = service.conversation(request, .success(echo))
            #expect(!lines.joined().contains(Self.mark), "\(name): \(lines)")
            #expect(lines.contains("< HTTP 401"))
            #expect(lines.allSatisfy { $0.count <= 240 })
        }
    }
}
