package import HTTP
internal import JSON

/// Which model writes, and how much at most.
package struct WriterSettings: Sendable {
    /// Where the Messages API is.
    package static let standardBase = "https://api.anthropic.com"
    package static let standardModel = "claude-haiku-4-5"

    package var base: HTTPURL
    /// `ANTHROPIC_API_KEY`.
    package var apiKey: Secret
    package var model: String
    /// The most tokens of an answer.
    package var mostTokens: Int

    package init(
        base: HTTPURL, apiKey: Secret, model: String = standardModel, mostTokens: Int = 400
    ) {
        self.base = base
        self.apiKey = apiKey
        self.model = model
        self.mostTokens = min(max(mostTokens, 1), 4_096)
    }

    /// Asks whether the key is good and the model is there, which costs nothing.
    package func keyQuestion(withinMilliseconds limit: Int) -> HTTPRequest {
        HTTPRequest(
            .get, base.appending(path: "/v1/models/\(model)"),
            headers: [
                HTTPRequest.Header("x-api-key", apiKey),
                HTTPRequest.Header("anthropic-version", Writer.version),
            ], connectTimeoutMilliseconds: limit, totalTimeoutMilliseconds: limit,
            maximumBodyBytes: 64 << 10)
    }
}

/// A language model that writes from facts: `POST /v1/messages`, once, without a second try.
///
/// What it wrote leaves here only after ``TextCheck`` has found nothing wrong with it. Whatever else
/// happens is a line for the operator, and the built-in texts serve.
package struct Writer {
    static let version = "2023-06-01"
    private static let timeoutMilliseconds = 30_000
    private static let mostBodyBytes = 256 << 10

    private let settings: WriterSettings
    private let transport: any HTTPTransport

    /// The transport must have nothing else under way.
    package init(settings: WriterSettings, transport: any HTTPTransport) {
        self.settings = settings
        self.transport = transport
    }

    /// A checked text about a subject.
    package func draft(on topic: String, check: TextCheck) -> Draft {
        let prompt = WritingPrompt(
            topic: topic, facts: check.facts, hashtags: check.hashtags, longest: check.longest)
        let result = transport.exchange(request(prompt))
        switch MessagesAnswer(result, hiding: settings.apiKey) {
        case .failed(let reason): return .none(reason: reason)
        case .text(let text):
            let flaws = check.flaws(in: text)
            let key = settings.apiKey
            guard let first = flaws.first else {
                return ForeignText.holds(text, partOf: key)
                    ? .none(reason: "the model's text was not used: it holds a part of the key")
                    : .text(text)
            }
            let more = flaws.count > 1 ? ", and \(flaws.count - 1) more" : ""
            return .none(
                reason: "the model's text was not used: "
                    + ForeignText.shown("\(first)\(more)", hiding: key))
        }
    }

    private func request(_ prompt: WritingPrompt) -> HTTPRequest {
        HTTPRequest(
            .post, settings.base.appending(path: "/v1/messages"),
            headers: [
                HTTPRequest.Header("x-api-key", settings.apiKey),
                HTTPRequest.Header("anthropic-version", Self.version),
                HTTPRequest.Header("Content-Type", "application/json"),
            ], body: body(prompt), totalTimeoutMilliseconds: Self.timeoutMilliseconds,
            maximumBodyBytes: Self.mostBodyBytes)
    }

    private func body(_ prompt: WritingPrompt) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("model")
            writer.string(settings.model)
            writer.name("max_tokens")
            writer.number(settings.mostTokens)
            writer.name("system")
            writer.string(prompt.system)
            writer.name("messages")
            writer.array { writer in
                writer.object { writer in
                    writer.name("role")
                    writer.string("user")
                    writer.name("content")
                    writer.string(prompt.user)
                }
            }
        }
        return writer.bytes
    }
}
