package import HTTP
internal import JSON
internal import Reporting
package import Text

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
    package var maximumTokens: Int

    package init(
        base: HTTPURL, apiKey: Secret, model: String = standardModel, maximumTokens: Int = 400
    ) {
        self.base = base
        self.apiKey = apiKey
        self.model = model
        self.maximumTokens = min(max(maximumTokens, 1), 4_096)
    }

    var headers: [HTTPRequest.Header] {
        [
            HTTPRequest.Header("x-api-key", apiKey),
            HTTPRequest.Header("anthropic-version", "2023-06-01"),
        ]
    }

    /// Asks whether the key is good and the model is there, which costs nothing.
    package func keyQuestion(withinMilliseconds limit: Int) -> HTTPRequest {
        HTTPRequest(
            base.appending(path: "/v1/models/\(model)"), headers: headers,
            withinMilliseconds: limit)
    }
}

/// What came of asking for a text.
package enum Draft: Equatable, Sendable {
    /// A text that says nothing the facts do not, fit to be shown to a person.
    case text(String)
    /// No text; in one line why. The built-in ones serve.
    case none(reason: String)
}

/// A language model that writes drafts: `POST /v1/messages`, once, without a second try.
///
/// What it wrote leaves here only after ``TextCheck`` has found nothing wrong with it. Whatever else
/// happens is a line for the operator, and the texts there are serve.
package struct Writer {
    private static let timeoutMilliseconds = 30_000
    private static let maximumBodyBytes = 256 << 10

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
        let quoted = JSONValue.string(text).bytes
        switch answer(to: String(decoding: quoted, as: UTF8.self), by: Judgement.system) {
        case .failed(let reason): return Judgement(isGood: false, words: reason)
        case .text(let text): return Judgement(answer: text)
        }
    }

    private func answer(to user: String, by system: String) -> MessagesAnswer {
        MessagesAnswer(transport.exchange(request(system, user)), hiding: settings.apiKey)
    }

    private func request(_ system: String, _ user: String) -> HTTPRequest {
        let body: JSONValue = [
            "model": .string(settings.model), "max_tokens": .number(String(settings.maximumTokens)),
            "system": .string(system),
            "messages": [["role": "user", "content": .string(user)]],
        ]
        return HTTPRequest(
            .post, settings.base.appending(path: "/v1/messages"),
            headers: settings.headers + [HTTPRequest.Header("Content-Type", "application/json")],
            body: body.bytes, totalTimeoutMilliseconds: Self.timeoutMilliseconds,
            maximumBodyBytes: Self.maximumBodyBytes)
    }
}

/// What the model is told: rules that never change, then the subject and what there are places for.
///
/// No value of a fact is among it: what the model has not seen it cannot repeat, and its text holds
/// on every day.
struct WritingPrompt {
    /// The rules that the check enforces afterwards, in the model's language.
    let system: String
    let user: String

    /// The topic is our own words for what the text is about.
    init(topic: String, facts: [NamedFact], longest: Int) {
        system = """
            You write one short text for the account of a program that trades crypto on paper, with \
            no money. Write plain English for readers who are learning. Be honest about losses.
            Write no number, neither in digits nor in words, and no name of a person, company, \
            exchange, currency, product or place, and no abbreviation. Begin no word with a capital \
            but the first of a sentence. Where the text needs a figure, write one of the places \
            listed below, as {win_rate}: it is replaced by its label with the figure behind it, as \
            in "win rate (figure)". Its value is not known to you and changes daily, so say nothing \
            that only holds for some values.
            Give no advice to buy, sell, hold or invest. Promise nothing and predict nothing.
            Write no links, no mentions, no hashtags and no cashtags.
            Answer with the text alone: no quotation marks around it, no Markdown, no JSON, no \
            introduction. At most \(longest) characters.
            """
        let lines = facts.map { "- {\($0.name)}: \($0.label)" }.joined(separator: "\n")
        user = "Subject: \(topic)\n\nPlaces:\n\(lines.isEmpty ? "none" : lines)"
    }
}
