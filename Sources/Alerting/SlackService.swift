package import HTTP
internal import JSON
package import Text

/// A Slack incoming webhook: `POST` of a text, answered `ok`.
///
/// `&`, `<` and `>` are escaped, so that no text can mention anybody. Slack cuts texts at 40,000
/// characters and advises less; these have at most 3,000.
package struct SlackService: AlertService {
    private static let longest = 3_000
    private static let textErrors = [
        "invalid_payload", "no_text", "msg_too_long", "too_many_attachments", "invalid_blocks",
        "invalid_attachments",
    ]

    private let url: HTTPURL

    package var secrets: [Secret] { url.secrets }

    /// A webhook's address is its secret as well.
    package init(url: HTTPURL) { self.url = url }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let lines = alert.lines.map { Escaping.angles($0) }
        let title = "*\(Escaping.angles(alert.title))*"
        let body: JSONValue = ["text": .string(fitted([title] + lines, within: Self.longest))]
        return post(to: url, body.bytes)
    }

    package var question: ServiceQuestion { ServiceQuestion(url.root) }

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        let said = ForeignText.raw(answer.body)
        let json = try? JSONReader.parse(answer.body)
        // A word alone, or the answer that Slack's other methods give.
        let error = json?["error"]?.string ?? said.filter { !$0.isWhitespace }
        var answer = answer
        if answer.status == 200 {
            if said == "ok" || json?["ok"] == .bool(true) { return .delivered }
            guard json?["ok"] == .bool(false) else {
                return .unclear("HTTP 200 without \"ok\": \(shown(said))")
            }
            // Nothing was taken, whatever the status says.
            answer.status = error == "ratelimited" ? 429 : 400
        }
        return failure(
            answer, json?["error"]?.string, isOfText: Self.textErrors.contains(error),
            nowSeconds: now)
    }
}

/// `alerts.slack`.
struct SlackSection: ChannelSection {
    let variables = ["SLACK_WEBHOOK_URL"]

    func way(_ values: ChannelValues) throws(JobError) -> AlertChannel.Way {
        .http(SlackService(url: try values.url("SLACK_WEBHOOK_URL")))
    }
}
