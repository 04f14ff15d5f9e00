internal import Crypto
package import HTTP
internal import JSON
package import Text

/// Any address that takes JSON: the message as it is, signed.
///
/// ```
/// X-Algom-Timestamp: 1767614400
/// X-Algom-Signature: sha256=HEX of HMAC-SHA256(secret, timestamp + "." + body)
/// X-Algom-Id: binance/1234-1fe37d29
/// {"schema":1,"id":…,"kind":…,"title":…,"lines":[…],"at":…,"urgent":…,"count":…}
/// ```
///
/// A message may come twice; its id tells. Any 2xx means that it was taken.
package struct WebhookService: AlertService {
    private let url: HTTPURL
    private let key: Secret

    package var secrets: [Secret] { [key] + url.secrets }

    /// Where messages go, and what they are signed with.
    package init(url: HTTPURL, key: Secret) {
        self.url = url
        self.key = key
    }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let body = Self.body(alert).bytes
        let signed = Array("\(nowSeconds).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(
            for: signed, using: SymmetricKey(data: Array(key.revealed.utf8)))
        return post(
            to: url,
            headers: [
                HTTPRequest.Header("X-Algom-Timestamp", "\(nowSeconds)"),
                HTTPRequest.Header("X-Algom-Signature", "sha256=\(Hexadecimal.text(code))"),
                HTTPRequest.Header("X-Algom-Id", alert.id),
            ], body)
    }

    /// What the address does when it is asked without a message nobody knows, so only its host is.
    package var question: ServiceQuestion { ServiceQuestion(url.root) }

    private static func body(_ alert: Alert) -> JSONValue {
        [
            "schema": 1, "id": .string(alert.id), "kind": .string(alert.kind.rawValue),
            "title": .string(alert.title), "lines": .array(alert.lines.map { .string($0) }),
            "at": .number("\(alert.atSeconds)"), "urgent": .bool(alert.isUrgent),
            "count": .number("\(alert.count)"),
        ]
    }

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        answer.isSuccess
            ? .delivered
            : failure(
                answer, nil, isOfText: [400, 413, 422].contains(answer.status), nowSeconds: now)
    }
}

/// `alerts.webhook`.
struct WebhookSection: ChannelSection {
    let variables = ["ALERT_WEBHOOK_URL", "ALERT_WEBHOOK_SECRET"]

    func way(_ values: ChannelValues) throws(JobError) -> AlertChannel.Way {
        .http(
            WebhookService(
                url: try values.url("ALERT_WEBHOOK_URL"),
                key: try values.secret("ALERT_WEBHOOK_SECRET")))
    }
}
