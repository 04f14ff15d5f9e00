package import HTTP
internal import JSON
internal import Text

/// Short messages through Twilio: `POST /2010-04-01/Accounts/SID/Messages.json`.
///
/// A message costs money and wakes people, so it has at most two segments, all in the 7-bit
/// alphabet: 160 characters, or twice 153.
package struct TwilioService: AlertService {
    package static let standardBase = "https://api.twilio.com"

    private let base: HTTPURL
    private let account: Secret
    private let token: Secret
    private let from: String
    private let to: String

    package var secrets: [Secret] { [credentials, token, account] }

    /// - Parameters:
    ///   - base: where Twilio's API is.
    ///   - account: the account's SID.
    ///   - token: its auth token.
    ///   - from: a number of the account, as `+15005550006`.
    ///   - to: whom the messages go to.
    package init(base: HTTPURL, account: Secret, token: Secret, from: String, to: String) {
        self.base = base
        self.account = account
        self.token = token
        self.from = from
        self.to = to
    }

    package var question: ServiceQuestion {
        ServiceQuestion(
            base.appending(path: "/2010-04-01/Accounts/\(account.revealed).json"),
            headers: [HTTPRequest.Header("Authorization", authorization)],
            shows: "account and token")
    }

    private var credentials: Secret { Secret("\(account.revealed):\(token.revealed)") }

    private var authorization: Secret {
        Secret("Basic \(Base64.encoded(Array(credentials.revealed.utf8)))")
    }

    package func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest {
        let fields = [("To", to), ("From", from), ("Body", ShortMessage.text(alert))]
        let form = fields.map { "\($0.0)=\(PercentEncoding.encoded($0.1))" }
        return Self.post(
            base.appending(path: "/2010-04-01/Accounts/\(account.revealed)/Messages.json"),
            type: "application/x-www-form-urlencoded",
            headers: [HTTPRequest.Header("Authorization", authorization)],
            body: Array(form.joined(separator: "&").utf8))
    }

    package func outcome(of answer: HTTPResponse, nowSeconds now: Int64) -> AlertOutcome {
        let json = try? JSONReader.parse(answer.body)
        if (200..<300).contains(answer.status) {
            return json?["sid"]?.string != nil
                ? .delivered : .unclear("HTTP \(answer.status) without the message's number")
        }
        let code = json?["code"]?.scalarText
        return failure(
            answer, json?["message"]?.string.map { "\(code ?? "") \($0)" },
            isOfText: RefusedText.isMeant(byTwilio: code), nowSeconds: now)
    }
}
