package import HTTP
internal import JSON
internal import Reporting

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

/// A language model that writes drafts: `POST /v1/messages`, once, without a second try.
///
/// What it wrote leaves here only after ``TextCheck`` has found nothing wrong with it. Whatever else
/// happens is a line for the operator, and the texts there are serve.
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
        let prompt = WritingPrompt(topic: topic, facts: check.facts, longest: check.longest)
        switch answer(to: prompt.user, by: prompt.system) {
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

    /// What a second call finds wrong with a draft.
    package func judge(_ text: String) -> Judgement {
        var writer = JSONWriter()
        writer.string(text)
        let quoted = String(decoding: writer.bytes, as: UTF8.self)
        switch answer(to: quoted, by: Judgement.system) {
        case .failed(let reason): return Judgement(isGood: false, words: reason)
        case .text(let text): return Judgement(answer: text)
        }
    }

    private func answer(to user: String, by system: String) -> MessagesAnswer {
        MessagesAnswer(transport.exchange(request(system, user)), hiding: settings.apiKey)
    }

    private func request(_ system: String, _ user: String) -> HTTPRequest {
        HTTPRequest(
            .post, settings.base.appending(path: "/v1/messages"),
            headers: [
                HTTPRequest.Header("x-api-key", settings.apiKey),
                HTTPRequest.Header("anthropic-version", Self.version),
                HTTPRequest.Header("Content-Type", "application/json"),
            ], body: body(system, user), totalTimeoutMilliseconds: Self.timeoutMilliseconds,
            maximumBodyBytes: Self.mostBodyBytes)
    }

    private func body(_ system: String, _ user: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.name("model")
            writer.string(settings.model)
            writer.name("max_tokens")
            writer.number(settings.mostTokens)
            writer.name("system")
            writer.string(system)
            writer.name("messages")
            writer.array { writer in
                writer.object { writer in
                    writer.name("role")
                    writer.string("user")
                    writer.name("content")
                    writer.string(user)
                }
            }
        }
        return writer.bytes
    }
}
