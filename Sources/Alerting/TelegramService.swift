package import HTTP
internal import JSON
internal import Market
package import Text

/// A Telegram bot that writes into one chat: `POST /botTOKEN/sendMessage` of the Bot API.
///
/// The text is HTML, in which only `&`, `<` and `>` have to be escaped. At most 4,096 characters
/// count after that is undone; they are counted as UTF-16, which is never less.
package struct TelegramService: AlertService {
    package static let standardBase = "https://api.telegram.org"
    private static let longest = 4_096
    /// There are no codes, only descriptions.
    private static let textWords = [
        "entit", "too long", "too_long", "text is empty", "text must", "length",
    ]

    private let base: HTTPURL
    private let token: Secret
    private var chat: String
    /// Whether the chat is another one than the settings say.
    private var isMoved = false

    package var secrets: [Secret] { [token] }

    /// The token is the bot's, as BotFather told it; the chat a number, or `@name` of a channel.
    package init(base: HTTPURL, token: Secret, chat: String) {
        self.base = base
        self.token = token
        self.chat = chat
    }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let lines = alert.lines.map { Escaping.angles($0) }
        let title = "<b>\(Escaping.angles(alert.title))</b>"
        // Escaped text is longer than what it stands for, so what fits escaped fits.
        let text = fitted([title] + lines, within: Self.longest)
        let body: JSONValue = [
            "chat_id": .string(chat), "text": .string(text), "parse_mode": "HTML",
            "link_preview_options": ["is_disabled": true],
        ]
        return post(to: base.appending(path: "/bot\(token.revealed)/sendMessage"), body.bytes)
    }

    package var question: ServiceQuestion {
        ServiceQuestion(
            base.appending(path: "/bot\(token.revealed)/getMe"), shows: "the bot's token")
    }

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        let json = try? JSONReader.parse(answer.body)
        if answer.status == 200 {
            guard json?["ok"] == .bool(true) else {
                return .unclear("HTTP 200 without \"ok\": \(shown(ForeignText.raw(answer.body)))")
            }
            return isMoved ? .deliveredBut(moveWords) : .delivered
        }
        if let chat = json?["parameters"]?["migrate_to_chat_id"]?.integer, !isMoved {
            return .moved(to: "\(chat)")
        }
        var answer = answer
        let seconds = json?["parameters"]?["retry_after"]?.scalarText.flatMap {
            Int64(saturating: $0)
        }
        answer.retryAfterSeconds = seconds ?? answer.retryAfterSeconds
        let description = json?["description"]?.string
        let words = description?.lowercased() ?? ""
        return failure(
            answer, description, isOfText: Self.textWords.contains { words.contains($0) },
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
}

/// `alerts.telegram`.
struct TelegramSection: ChannelSection {
    private var chat = ""
    let variables = ["TELEGRAM_BOT_TOKEN", "TELEGRAM_BASE_URL"]

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("chat", &chat)
    }

    var flaw: ChannelFlaw? {
        let isChat = (1...64).contains(chat.utf8.count) && chat.utf8.allSatisfy { $0 > 0x20 }
        return isChat ? nil : ("chat", "a chat's number as \"-1001234\", or \"@channel\"")
    }

    func way(_ values: ChannelValues) throws(JobError) -> AlertChannel.Way {
        .http(
            TelegramService(
                base: try values.url("TELEGRAM_BASE_URL", standard: TelegramService.standardBase),
                token: try values.secret("TELEGRAM_BOT_TOKEN"), chat: chat))
    }
}
