internal import Crypto
package import HTTP
internal import JSON
internal import Text

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

    /// - Parameters:
    ///   - url: where messages go.
    ///   - key: what they are signed with.
    package init(url: HTTPURL, key: Secret) {
        self.url = url
        self.key = key
    }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let body = Self.body(alert)
        let signed = Array("\(nowSeconds).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(
            for: signed, using: SymmetricKey(data: Array(key.revealed.utf8)))
        return Self.post(
            url, type: Self.jsonType,
            headers: [
                HTTPRequest.Header("X-Algom-Timestamp", "\(nowSeconds)"),
                HTTPRequest.Header("X-Algom-Signature", "sha256=\(Hexadecimal.text(code))"),
                HTTPRequest.Header("X-Algom-Id", alert.id),
            ], body: body)
    }

    /// What the address does when it is asked without a message nobody knows, so only its host is.
    package var question: ServiceQuestion { ServiceQuestion(url.root) }

    private static func body(_ alert: Alert) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { (writer: inout JSONWriter) in
            writer.name("schema")
            writer.number(1)
            writer.name("id")
            writer.string(alert.id)
            writer.name("kind")
            writer.string(alert.kind.rawValue)
            writer.name("title")
            writer.string(alert.title)
            writer.name("lines")
            alert.lines.write(to: &writer)
            writer.name("at")
            writer.number(alert.atSeconds)
            writer.name("urgent")
            writer.bool(alert.isUrgent)
            writer.name("count")
            writer.number(alert.count)
        }
        return writer.bytes
    }

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        (200..<300).contains(answer.status)
            ? .delivered
            : failure(
                answer, nil, isOfText: RefusedText.isMeant(byStatus: answer.status),
                nowSeconds: now)
    }
}
