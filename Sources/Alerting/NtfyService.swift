package import HTTP
internal import JSON
package import Text

/// An ntfy topic: a message published as JSON to the server's root.
///
/// Title, tags and priority are fields there, in UTF-8, where as headers they would have to be
/// encoded; and the topic, which is as good as a password on a public server, is in no address.
/// A message of more than 4,096 bytes would become an attachment, so it is cut.
package struct NtfyService: AlertService {
    package static let standardServer = "https://ntfy.sh"
    private static let longest = 4_000
    private static let longestTitle = 200
    /// No UTF-8, no JSON, or that the attachment which a long message becomes is not allowed.
    private static let textCodes = ["40011", "40014", "40017", "40024"]

    private let server: HTTPURL
    private let topic: Secret
    private let token: Secret?

    package var secrets: [Secret] { [topic] + (token.map { [$0] } ?? []) }

    /// A server's root, a topic of it, and an access token where the topic is protected.
    package init(server: HTTPURL, topic: Secret, token: Secret?) {
        self.server = server
        self.topic = topic
        self.token = token
    }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let lines = alert.lines.isEmpty ? [alert.title] : alert.lines
        let body: JSONValue = [
            "topic": .string(topic.revealed),
            "title": .string(String(alert.title.prefix(Self.longestTitle))),
            "message": .string(fitted(lines, within: Self.longest) { $0.utf8.count }),
            "tags": [.string(alert.kind.tag)], "priority": alert.isUrgent ? 4 : 3,
        ]
        return post(to: server, headers: authorization, body.bytes)
    }

    private var authorization: [HTTPRequest.Header] {
        guard let token else { return [] }
        return [HTTPRequest.Header("Authorization", Secret("Bearer \(token.revealed)"))]
    }

    package var question: ServiceQuestion {
        token == nil
            ? ServiceQuestion(server.appending(path: "/v1/health"))
            : ServiceQuestion(
                server.appending(path: "/v1/account"), headers: authorization,
                shows: "the access token")
    }

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        if answer.isSuccess { return .delivered }
        let json = try? JSONReader.parse(answer.body)
        return failure(
            answer, json?["error"]?.string,
            isOfText: Self.textCodes.contains(json?["code"]?.scalarText ?? ""), nowSeconds: now)
    }
}

extension Alert.Kind {
    /// A tag that ntfy shows as an emoji.
    fileprivate var tag: String {
        switch self {
        case .opened: "inbox_tray"
        case .closed: "outbox_tray"
        case .paused: "pause_button"
        case .revised: "pencil2"
        case .reset: "arrows_counterclockwise"
        case .health: "warning"
        case .summary: "package"
        case .test: "white_check_mark"
        }
    }
}

/// `alerts.ntfy`.
struct NtfySection: ChannelSection {
    private var server = NtfyService.standardServer
    let variables = ["NTFY_TOPIC", "NTFY_TOKEN"]

    mutating func fields(_ visitor: inout some FieldVisitor) throws(JSONError) {
        try visitor.field("server", &server)
    }

    var flaw: ChannelFlaw? {
        (try? HTTPURL(server)) == nil ? ("server", "an https address") : nil
    }

    func way(_ values: ChannelValues) throws(JobError) -> AlertChannel.Way {
        .http(
            NtfyService(
                server: try values.url(server, in: "alerts.ntfy.server"),
                topic: try values.secret("NTFY_TOPIC"), token: values.value("NTFY_TOKEN")))
    }
}
