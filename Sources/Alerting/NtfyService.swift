package import HTTP
internal import JSON

/// An ntfy topic: a message published as JSON to the server's root.
///
/// Title, tags and priority are fields there, in UTF-8, where as headers they would have to be
/// encoded; and the topic, which is as good as a password on a public server, is in no address.
/// A message of more than 4,096 bytes would become an attachment, so it is cut.
package struct NtfyService: AlertService {
    package static let standardServer = "https://ntfy.sh"
    private static let longest = 4_000
    private static let longestTitle = 200

    private let server: HTTPURL
    private let topic: Secret
    private let token: Secret?

    package var secrets: [Secret] { [topic] + (token.map { [$0] } ?? []) }

    /// - Parameters:
    ///   - server: its root.
    ///   - topic: where those who are told listen.
    ///   - token: an access token, for a topic that is protected.
    package init(server: HTTPURL, topic: Secret, token: Secret?) {
        self.server = server
        self.topic = topic
        self.token = token
    }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let text = MessageText.fitted(
            alert.lines.isEmpty ? [alert.title] : alert.lines, within: Self.longest
        ) { $0.utf8.count }
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.name("topic")
            writer.string(topic.revealed)
            writer.name("title")
            writer.string(String(alert.title.prefix(Self.longestTitle)))
            writer.name("message")
            writer.string(text)
            writer.name("tags")
            [alert.kind.tag].write(to: &writer)
            writer.name("priority")
            writer.number(alert.isUrgent ? 4 : 3)
        }
        return Self.post(
            server, type: Self.jsonType,
            headers: token.map {
                [HTTPRequest.Header("Authorization", Secret("Bearer \($0.revealed)"))]
            } ?? [], body: writer.bytes)
    }

    package var question: ServiceQuestion {
        guard let token else { return ServiceQuestion(server.appending(path: "/v1/health")) }
        return ServiceQuestion(
            server.appending(path: "/v1/account"),
            headers: [HTTPRequest.Header("Authorization", Secret("Bearer \(token.revealed)"))],
            shows: "the access token")
    }

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        if (200..<300).contains(answer.status) { return .delivered }
        let json = try? JSONReader.parse(answer.body)
        return failure(
            answer, json?["error"]?.string,
            isOfText: RefusedText.isMeant(byNtfy: json?["code"]?.scalarText), nowSeconds: now)
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
