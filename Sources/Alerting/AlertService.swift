package import HTTP
internal import JSON

/// A service that takes messages over HTTP: what is asked of it, and what its answers mean.
///
/// Nothing is repeated here and nothing waits; what to do about an answer is the queue's business.
package protocol AlertService: Sendable {
    /// What must not appear in any word about it.
    var secrets: [Secret] { get }

    /// The request that sends a message; the time is in seconds since 1970.
    func request(for alert: Alert, nowSeconds: Int64) -> HTTPRequest

    /// What it is asked without a message, to see whether its settings serve.
    var question: ServiceQuestion { get }

    /// What an answer means.
    func outcome(of answer: HTTPResponse, nowSeconds: Int64) -> AlertOutcome

    /// The same service at the place that ``AlertOutcome/moved(to:)`` names.
    func moved(to place: String) -> any AlertService
}

extension AlertService {
    package func moved(to place: String) -> any AlertService { self }

    /// What came of an exchange.
    package func outcome(
        of result: Result<HTTPResponse, HTTPError>, nowSeconds now: Int64
    ) -> AlertOutcome {
        switch result {
        case .failure(let error): AlertOutcome(error)
        case .success(let answer): outcome(of: answer, nowSeconds: now)
        }
    }

    /// What was said, for people who try a channel out: secrets and what carries them are hidden.
    package func conversation(
        _ request: HTTPRequest, _ result: Result<HTTPResponse, HTTPError>
    ) -> [String] {
        var lines = ["> \(request.method.rawValue) \(request.url.host), address hidden"]
        lines += request.headers.map { "> \($0)" }
        lines.append("> \(shown(String(decoding: request.body, as: UTF8.self)))")
        switch result {
        case .failure(let error): lines.append("< \(error)")
        case .success(let answer):
            lines.append("< HTTP \(answer.status)")
            if !answer.body.isEmpty { lines.append("< \(shown(ForeignText.raw(answer.body)))") }
        }
        return lines
    }

    /// Text from outside as one line without secrets.
    func shown(_ text: String) -> String { ForeignText.shown(text, hiding: secrets) }

    /// What any status but the service's own success amounts to.
    func failure(
        _ answer: HTTPResponse, _ said: String?, isOfText: Bool = false, nowSeconds now: Int64
    ) -> AlertOutcome {
        let words = said ?? ForeignText.raw(answer.body)
        return AlertOutcome(
            status: answer.status, isOfText: isOfText, words: shown(words),
            retryAfterSeconds: answer.retryAfterSeconds, nowSeconds: now)
    }

    /// The bounds on every exchange: a channel never takes longer than 10 seconds.
    static func post(
        _ url: HTTPURL, type: String, headers: [HTTPRequest.Header] = [], body: [UInt8]
    ) -> HTTPRequest {
        HTTPRequest(
            .post, url, headers: [HTTPRequest.Header("Content-Type", type)] + headers, body: body,
            connectTimeoutMilliseconds: 5_000, totalTimeoutMilliseconds: 10_000,
            maximumBodyBytes: 256 << 10)
    }

    static var jsonType: String { "application/json; charset=utf-8" }
}
