package import HTTP
internal import JSON
internal import Market
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
    private var chat: String
    /// Whether the chat is another one than the settings say.
    private var isMoved = false

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
            guard json?["ok"] == .bool(true) else {
                return .unclear("HTTP 200 without \"ok\": \(shown(ForeignText.raw(answer.body)))")
            }
            return isMoved ? .deliveredBut(moveWords) : .delivered
        }
        if let chat = Self.newChat(json), !isMoved { return .moved(to: chat) }
        var answer = answer
        let seconds = json?["parameters"]?["retry_after"]?.scalarText.flatMap {
            Int64(saturating: $0)
        }
        answer.retryAfterSeconds = seconds ?? answer.retryAfterSeconds
        let description = json?["description"]?.string
        return failure(
            answer, description, isOfText: RefusedText.isMeant(byTelegram: description ?? ""),
            nowSeconds: now)
    }

    // MARK: A group that has become a supergroup

    package func moved(to place: String) -> any AlertService {
        var moved = self
        moved.chat = place
        moved.isMoved = true
        return moved
    }

    private var moveWords: String {
        "the group is a supergroup now, under another number; write \"chat\": \"\(chat)\" for "
            + "alerts.telegram in algom.json"
    }

    /// The number that Telegram names.
    private static func newChat(_ json: JSONValue?) -> String? {
        json?["parameters"]?["migrate_to_chat_id"]?.scalarText.flatMap { Int64($0) }.map(
            String.init)
    }
}
