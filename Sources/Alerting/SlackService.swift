package import HTTP
internal import JSON
internal import Text

/// A Slack incoming webhook: `POST` of a text, answered `ok`.
///
/// `&`, `<` and `>` are escaped, so that no text can mention anybody. Slack cuts texts at 40,000
/// characters and advises less; these have at most 3,000.
package struct SlackService: AlertService {
    private static let longest = 3_000

    private let url: HTTPURL

    package var secrets: [Secret] { url.secrets }

    /// - Parameter url: the webhook's, which is its secret as well.
    package init(url: HTTPURL) { self.url = url }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let text = Self.text(alert)
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.name("text")
            writer.string(text)
        }
        return Self.post(url, type: Self.jsonType, body: writer.bytes)
    }

    package var question: ServiceQuestion { ServiceQuestion(url.root) }

    static func text(_ alert: Alert) -> String {
        MessageText.fitted(
            ["*\(Escaping.angles(alert.title))*"]
                + alert.lines.map { Escaping.angles($0) }, within: longest
        ) { $0.utf16.count }
    }

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
            answer, json?["error"]?.string, isOfText: RefusedText.isMeant(bySlack: error),
            nowSeconds: now)
    }
}
