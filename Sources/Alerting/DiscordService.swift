package import HTTP
internal import JSON
internal import Market
internal import Text

/// A Discord webhook: `POST` of a message's content, with the answer once it is there.
///
/// At most 2,000 characters; Markdown is escaped, and nobody is mentioned whatever a text says.
package struct DiscordService: AlertService {
    private static let longest = 2_000

    private let url: HTTPURL

    package var secrets: [Secret] { url.secrets }

    /// - Parameter url: the webhook's, which is its secret as well.
    package init(url: HTTPURL) { self.url = url }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let text = Self.text(alert)
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.name("content")
            writer.string(text)
            writer.name("allowed_mentions")
            writer.object { (writer: inout JSONWriter) in
                writer.name("parse")
                writer.array { (_: inout JSONWriter) in }
            }
        }
        return Self.post(
            url.appending(path: "", query: [("wait", "true")]), type: Self.jsonType,
            body: writer.bytes)
    }

    /// A webhook tells about itself to whoever knows its address.
    package var question: ServiceQuestion { ServiceQuestion(url, shows: "the webhook") }

    static func text(_ alert: Alert) -> String {
        MessageText.fitted(
            ["**\(Escaping.markdown(alert.title))**"]
                + alert.lines.map { Escaping.markdown($0) }, within: longest
        ) { $0.utf16.count }
    }

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        if (200..<300).contains(answer.status) { return .delivered }
        let json = try? JSONReader.parse(answer.body)
        var answer = answer
        // A fraction of seconds, where the header is rounded.
        let seconds = json?["retry_after"]?.scalarText.flatMap { Double($0) }
        if let seconds, seconds >= 0 {
            answer.retryAfterSeconds = Int64(saturating: seconds.rounded(.up))
        }
        return failure(
            answer, json?["message"]?.string, isOfText: RefusedText.isMeant(byDiscord: json),
            nowSeconds: now)
    }
}
