import HTTP
import JSON
import LoopbackExchange
import LoopbackServices
import Reporting
import Synchronization
import Testing
import Text

@testable import Writing

/// The writer against a stand-in for the Messages API, over real HTTP through libcurl.
struct WriterTests {
    private static let key = "sk-test-0815"

    private final class Requests: Sendable {
        let all = Mutex<[ServedRequest]>([])
    }

    private func draft(_ reply: Reply, requests: Requests = Requests()) throws -> Draft {
        let server = RawServer { request in
            requests.all.withLock { $0.append(request) }
            return reply
        }
        let settings = WriterSettings(
            base: try HTTPURL(server.baseURL), apiKey: Secret(Self.key), model: "model-of-a-test",
            maximumTokens: 300)
        return withExtendedLifetime(server) {
            Writer(settings: settings, transport: CurlTransport(trust: .system))
                .draft(on: "what a losing streak teaches", check: sampleCheck)
        }
    }

    private func message(_ text: String, stop: String = "end_turn") -> Reply {
        var writer = JSONWriter()
        writer.string(text)
        let quoted = String(decoding: writer.bytes, as: UTF8.self)
        return .answer(
            status: 200,
            body: #"{"type":"message","role":"assistant","stop_reason":"\#(stop)","#
                + #""content":[{"type":"text","text":\#(quoted)}]}"#)
    }

    private func reason(_ draft: Draft) -> String {
        if case .none(let reason) = draft { reason } else { "" }
    }

    @Test(arguments: [
        "A plan that needs luck is a wish, sk-test-0815.", "A wish: sk-test, no more.",
    ])
    func `a text that holds a part of the key is not used, and not shown`(text: String) throws {
        let told = reason(try draft(message(text)))
        #expect(told.hasPrefix("the model's text was not used: "))
        #expect(!told.contains("sk-test"), "\(told)")
        #expect(reason(try draft(message(text, stop: Self.key))).contains("(hidden)"))
    }

    @Test func `asks once, with the places and nothing else`() throws {
        let requests = Requests()
        _ = try draft(message("A plan that needs luck is a wish."), requests: requests)
        let request = try #require(requests.all.withLock { $0.count == 1 ? $0.first : nil })
        #expect(request.method == "POST" && request.path == "/v1/messages")
        #expect(request.headers["x-api-key"] == Self.key)
        #expect(request.headers["anthropic-version"] == "2023-06-01")
        let json = try JSONReader.parse(request.body)
        #expect(json["model"] == .string("model-of-a-test"))
        #expect(json["max_tokens"] == .number("300"))
        #expect(json["system"]?.string?.contains("280") == true)
        let said = try #require(json["messages"]?.elements?.first?["content"]?.string)
        for fact in sampleFacts {
            #expect(said.contains("{\(fact.name)}: \(fact.label)"))
            #expect(!said.contains(fact.value), "its value is not the model's to know")
        }
        #expect(!request.bodyText.contains(Self.key))
    }

    @Test func `a clean text comes through, trimmed`() throws {
        let text = "A losing streak is normal, and a {win_rate} says little. A plan is no wish."
        #expect(try draft(message("\n \(text)\n")) == .text(text))
    }

    @Test func `a text that fails the check never leaves`() throws {
        let told = try draft(message("The win rate is 90 %. Buy now!"))
        #expect(reason(told).hasPrefix("the model's text was not used: a number that is no fact's"))
        #expect(reason(told).contains("more"))
    }

    @Test func `what the model thought before is passed over`() throws {
        let thoughts =
            #"{"type":"thinking","thinking":"Buy!","signature":"s"},{"type":"redacted_thinking"}"#
        let body = { (blocks: String) in
            Reply.answer(
                status: 200,
                body: #"{"type":"message","stop_reason":"end_turn","content":[\#(blocks)]}"#)
        }
        let text = #"{"type":"text","text":"A plan is a wish."}"#
        #expect(try draft(body("\(thoughts),\(text)")) == .text("A plan is a wish."))
        #expect(reason(try draft(body(thoughts))) == "the model answered nothing")
        #expect(reason(try draft(body("\(text),\(thoughts)"))).contains("something else than text"))
    }

    private static let rules = ["advice", "promise", "figure", "name", "untrue", "appeal"]

    @Test func `a judgement is good only where each rule is named once, and none is broken`() {
        let answer = { (said: [String]) in
            "{" + zip(Self.rules, said).map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
        }
        let no = [String](repeating: "false", count: Self.rules.count)
        #expect(Judgement(answer: answer(no)) == Judgement(isGood: true, words: "no rule broken"))
        for index in Self.rules.indices {
            for word in ["true", "null", "0", "\"false\""] {
                var said = no
                said[index] = word
                let judged = Judgement(answer: answer(said))
                #expect(judged == Judgement(isGood: false, words: "broken: \(Self.rules[index])"))
            }
        }
        let whole = answer(no)
        for other in [
            "", "no", "true", "[]", "{}", "```json\n\(whole)\n```", "\(whole) It is fine.",
            "Sure: \(whole)", whole.replacing("}", with: ", \"more\": false}"),
            whole.replacing("}", with: ", \"name\": false}"), answer(Array(no.dropLast())),
            "{\"ok\": true}", "\(whole)\(whole)",
        ] {
            let judged = Judgement(answer: other)
            #expect(!judged.isGood && judged.words.contains("not the object"), "\(other)")
        }
    }

    @Test(arguments: ["max_tokens", "refusal", "tool_use", "stop_sequence", "pause_turn", ""])
    func `a text that the model did not end is none`(stop: String) throws {
        let told = try draft(message("A plan that needs luck is a wish.", stop: stop))
        #expect(reason(told).hasPrefix("the model did not finish"))
    }

    @Test(arguments: [
        (400, "invalid_request_error"), (401, "authentication_error"), (404, "not_found_error"),
        (413, "request_too_large"), (429, "rate_limit_error"), (500, "api_error"),
        (529, "overloaded_error"),
    ])
    func `an error is one line, told by its type`(status: Int, type: String) throws {
        let told = try draft(
            .answer(
                status: status,
                body:
                    #"{"type":"error","error":{"type":"\#(type)","message":"no\nfor \#(Self.key)"}}"#
            ))
        #expect(reason(told).hasPrefix("HTTP \(status): \(type), no for (hidden)"))
        #expect(!reason(told).contains("\n") && !reason(told).contains(Self.key))
    }

    @Test(arguments: [
        Reply.hangUp, .cutShort(status: 200, body: "{"), .answer(status: 200, body: ""),
        .answer(status: 502, body: "<html>Bad Gateway</html>"), .answer(status: 200, body: "[]"),
        .answer(status: 200, body: "{}"), .answer(status: 200, body: #"{"type":"message"}"#),
        .answer(
            status: 200,
            body: #"{"type":"message","stop_reason":"end_turn","content":[{"type":"tool_use"}]}"#),
        .answer(status: 200, body: #"{"type":"message","stop_reason":"end_turn","content":[]}"#),
        .answer(status: 200, body: String(repeating: " ", count: 300_000)),
        .answer(status: 302, headers: ["Location": "http://127.0.0.1:1/"], body: ""),
    ])
    func `anything else is none too, with a reason`(reply: Reply) throws {
        #expect(try !reason(draft(reply)).isEmpty)
    }

    @Test(
        .enabled(if: RecordedData.isPresent, "\(RecordedData.absence)"),
        arguments: [
            ("anthropic-messages-200", 200, .text("The capital of France is Paris.")),
            (
                "anthropic-error-529-overloaded", 529,
                .failed("HTTP 529: overloaded_error, Overloaded; the next run asks again")
            ),
        ] as [(String, Int, MessagesAnswer)])
    func `understands what was recorded`(
        name: String, status: Int, told: MessagesAnswer
    ) throws {
        let body = try #require(try RecordedData.text("http/\(name).json"))
        let response = HTTPResponse(status: status, body: Array(body.utf8))
        #expect(MessagesAnswer(.success(response), hiding: Secret("")) == told)
    }

    @Test(.enabled(if: RecordedData.isPresent, "\(RecordedData.absence)"))
    func `the recorded refusal names its type`() throws {
        let name = "http/anthropic-error-400-invalid-request.json"
        let body = try #require(try RecordedData.text(name))
        guard
            case .failed(let words) = MessagesAnswer(
                .success(HTTPResponse(status: 400, body: Array(body.utf8))), hiding: Secret(""))
        else {
            Issue.record("a text")
            return
        }
        #expect(words.hasPrefix("HTTP 400: invalid_request_error, "))
    }
}
