package import HTTP
internal import JSON
package import Text

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
    ///
    /// `isOfText` says that the refusal is known to speak of the message's text: the same again would
    /// be refused again, and the next message may be another matter. Whatever else a service refuses
    /// is the account's, the chat's or the settings': there the messages wait until a person has put
    /// it right. So what a service does not know waits, and is not dropped.
    func failure(
        _ answer: HTTPResponse, _ said: String?, isOfText: Bool = false, nowSeconds now: Int64
    ) -> AlertOutcome {
        let words = said ?? ForeignText.raw(answer.body)
        return AlertOutcome(
            status: answer.status, isOfText: isOfText, words: shown(words),
            retryAfterSeconds: answer.retryAfterSeconds, nowSeconds: now)
    }

    /// The bounds on every exchange: a channel never takes longer than 10 seconds.
    func post(
        to url: HTTPURL, type: String = "application/json; charset=utf-8",
        headers: [HTTPRequest.Header] = [], _ body: [UInt8]
    ) -> HTTPRequest {
        HTTPRequest(
            .post, url, headers: [HTTPRequest.Header("Content-Type", type)] + headers, body: body,
            connectTimeoutMilliseconds: 5_000, totalTimeoutMilliseconds: 10_000,
            maximumBodyBytes: 256 << 10)
    }
}

/// What a service is asked to see whether its settings serve, without a message.
package struct ServiceQuestion: Sendable {
    package let request: HTTPRequest
    /// What a good answer shows, as "the bot's token"; `nil` where it shows no more than that somebody
    /// answers there.
    package let shows: String?

    init(_ url: HTTPURL, headers: [HTTPRequest.Header] = [], shows: String? = nil) {
        request = HTTPRequest(url, headers: headers, withinMilliseconds: 5_000)
        self.shows = shows
    }
}

extension AlertService {
    /// What an answer to ``AlertService/question`` says; `nil` where it is a good one.
    package func flaw(in answer: HTTPResponse) -> AlertOutcome? {
        guard question.shows != nil, !answer.isSuccess else { return nil }
        return failure(answer, nil, nowSeconds: 0)
    }
}

/// Lines put together as far as they fit, with an ellipsis where some do not.
///
/// Lines are kept whole, so that what was escaped in one stays so; only a first line that is longer
/// than the limit by itself is left out.
func fitted(
    _ lines: [String], within limit: Int, by length: (String) -> Int = { $0.utf16.count }
) -> String {
    let whole = lines.joined(separator: "\n")
    if length(whole) <= limit { return whole }
    var text = ""
    for line in lines {
        let longer = text.isEmpty ? line : "\(text)\n\(line)"
        guard length("\(longer)\n…") <= limit else { break }
        text = longer
    }
    return text.isEmpty ? "…" : "\(text)\n…"
}
