package import HTTP
internal import JSON
internal import Market
package import Text

/// A Discord webhook: `POST` of a message's content, with the answer once it is there.
///
/// At most 2,000 characters; Markdown is escaped, and nobody is mentioned whatever a text says.
package struct DiscordService: AlertService {
    private static let longest = 2_000

    private let url: HTTPURL

    package var secrets: [Secret] { url.secrets }

    /// A webhook's address is its secret as well.
    package init(url: HTTPURL) { self.url = url }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let lines = alert.lines.map { Escaping.markdown($0) }
        let title = "**\(Escaping.markdown(alert.title))**"
        let body: JSONValue = [
            "content": .string(fitted([title] + lines, within: Self.longest)),
            "allowed_mentions": ["parse": []],
        ]
        return post(
            to: url.appending(path: "", query: [("wait", "true")]), headers: [Self.userAgent],
            body.bytes)
    }

    /// A webhook tells about itself to whoever knows its address.
    package var question: ServiceQuestion {
        ServiceQuestion(url, headers: [Self.userAgent], shows: "the webhook")
    }

    /// `DiscordBot (URL, version)`, the form that Discord's documentation asks of whoever uses its API.
    ///
    /// What has another one may be turned away before Discord has seen it. There is no page about this
    /// program, which the name under `.invalid` says.
    ///
    /// Source: https://discord.com/developers/docs/reference#user-agent
    private static let userAgent = HTTPRequest.Header(
        "User-Agent", "DiscordBot (https://algom.invalid, \(UserAgent.version))")

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        if answer.isSuccess { return .delivered }
        let json = try? JSONReader.parse(answer.body)
        var answer = answer
        // A fraction of seconds, where the header is rounded.
        let seconds = json?["retry_after"]?.scalarText.flatMap { Double($0) }
        if let seconds, seconds >= 0 {
            answer.retryAfterSeconds = Int64(saturating: seconds.rounded(.up))
        }
        return failure(
            answer, json?["message"]?.string, isOfText: Self.isOfText(json),
            nowSeconds: now)
    }

    /// Discord's JSON error codes: an empty message, invalid JSON, words that are not let through; of
    /// an invalid form what is said of the message's own field.
    private static func isOfText(_ json: JSONValue?) -> Bool {
        guard let code = json?["code"]?.scalarText else { return json?["content"] != nil }
        if code == "50035" { return json?["errors"].map { $0["content"] != nil } ?? true }
        return ["20009", "50006", "50109", "200000", "240000"].contains(code)
    }
}

/// `alerts.discord`.
struct DiscordSection: ChannelSection {
    let variables = ["DISCORD_WEBHOOK_URL"]

    func way(_ values: ChannelValues) throws(JobError) -> AlertChannel.Way {
        .http(DiscordService(url: try values.url("DISCORD_WEBHOOK_URL")))
    }
}
