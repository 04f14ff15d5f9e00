package import HTTP
internal import JSON
internal import Text

/// A Telegram bot that writes into one chat: `POST /botTOKEN/sendMessage` of the Bot API.
///
/// The text is HTML, in which only `&`, `<` and `>` have to be escaped. At most 4,096 characters
/// count after that is undone; they are counted as UTF-16, which is never less.
package struct TelegramService: AlertService {
    package static let standardBase = "https://api.telegram.org"
    private static let longest = 4_096

    private let base: HTTPURL
    private let token: Secret
    private let chat: String

    package var secrets: [Secret] { [token] }

    /// - Parameters:
    ///   - base: where the Bot API is.
    ///   - token: the bot's, as BotFather told it.
    ///   - chat: the chat's number, or `@name` of a channel.
    package init(base: HTTPURL, token: Secret, chat: String) {
        self.base = base
        self.token = token
        self.chat = chat
    }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let text = Self.text(alert)
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.name("chat_id")
            writer.string(chat)
            writer.name("text")
            writer.string(text)
            writer.name("parse_mode")
            writer.string("HTML")
            writer.name("link_preview_options")
            writer.object { (writer: inout JSONWriter) in
                writer.name("is_disabled")
                writer.bool(true)
            }
        }
        return Self.post(
            base.appending(path: "/bot\(token.revealed)/sendMessage"), type: Self.jsonType,
            body: writer.bytes)
    }

    package var question: ServiceQuestion {
        ServiceQuestion(
            base.appending(path: "/bot\(token.revealed)/getMe"), shows: "the bot's token")
    }

    static func text(_ alert: Alert) -> String {
        let lines = alert.lines.map { Escaping.angles($0) }
        let title = "<b>\(Escaping.angles(alert.title))</b>"
        // Escaped text is longer than what it stands for, so what fits escaped fits.
        return MessageText.fitted([title] + lines, within: longest) { $0.utf16.count }
    }

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        let json = try? JSONReader.parse(answer.body)
        if answer.status == 200 {
            return json?["ok"] == .bool(true)
                ? .delivered : .unclear("HTTP 200 without \"ok\": \(shown(Self.raw(answer)))")
        }
        var answer = answer
        let seconds = json?["parameters"]?["retry_after"]?.scalarText.flatMap { Int64($0) }
        answer.retryAfterSeconds = seconds ?? answer.retryAfterSeconds
        return failure(answer, json?["description"]?.string, nowSeconds: now)
    }

    private static func raw(_ answer: HTTPResponse) -> String { ForeignText.raw(answer.body) }
}
