package import HTTP

/// What a service is asked to see whether its settings serve, without a message.
package struct ServiceQuestion: Sendable {
    package let request: HTTPRequest
    /// What a good answer shows, as "the bot's token"; `nil` where it shows no more than that somebody
    /// answers there.
    package let shows: String?

    private static let milliseconds = 5_000
    private static let mostBodyBytes = 64 << 10

    init(_ url: HTTPURL, headers: [HTTPRequest.Header] = [], shows: String? = nil) {
        request = HTTPRequest(
            .get, url, headers: headers, connectTimeoutMilliseconds: Self.milliseconds,
            totalTimeoutMilliseconds: Self.milliseconds, maximumBodyBytes: Self.mostBodyBytes)
        self.shows = shows
    }
}

extension AlertService {
    /// What an answer to ``AlertService/question`` says; `nil` where it is a good one.
    package func flaw(in answer: HTTPResponse) -> AlertOutcome? {
        guard question.shows != nil, !(200..<300).contains(answer.status) else { return nil }
        return failure(answer, nil, nowSeconds: 0)
    }
}
