import HTTP
import LoopbackServices
import Testing
import Text

@testable import Publishing

struct XAccountQuestionTests {
    private static let keys = XKeys(
        apiKey: "key+1", apiSecret: "s3cr&t", accessToken: "22-token", accessTokenSecret: "t=ken s")

    private func ask(
        _ x: LoopbackX, apiSecret: String = keys.apiSecret
    ) throws -> XAccountQuestion.Answer {
        let question = XAccountQuestion(
            credentials: XCredentials(
                apiKey: Secret(Self.keys.apiKey), apiSecret: Secret(apiSecret),
                accessToken: Secret(Self.keys.accessToken),
                accessTokenSecret: Secret(Self.keys.accessTokenSecret)))
        let request = question.request(
            at: try HTTPURL(x.baseURL),
            stamp: OAuthStamp(nonce: "n1", timestampSeconds: 1_760_000_000),
            withinMilliseconds: 5_000)
        return question.answer(
            try CurlTransport(trust: .system).exchange(request).get())
    }

    @Test func `a signed question is answered with the account, and posts nothing`() throws {
        let x = LoopbackX(keys: Self.keys)
        #expect(try ask(x) == .account(name: "algom", mayPost: nil))
        #expect(x.requests == ["GET /2/users/me"] && x.created.isEmpty)
    }

    @Test func `a wrong secret is refused`() throws {
        guard case .refused(let words) = try ask(LoopbackX(keys: Self.keys), apiSecret: "another")
        else {
            Issue.record("not refused")
            return
        }
        #expect(words.hasPrefix("HTTP 401"))
    }

    @Test(arguments: [
        ("read", false), ("read-write", true), ("read-write-directmessages", true),
    ])
    func `the token's access level is told`(level: String, mayPost: Bool) throws {
        let x = LoopbackX(keys: Self.keys)
        x.enqueue(
            .answers(
                status: 200, headers: ["x-access-level": level],
                body: #"{"data":{"id":"1","username":"me"}}"#), for: "/2/users/me")
        #expect(try ask(x) == .account(name: "me", mayPost: mayPost))
    }

    @Test func `an answer that echoes a secret tells none`() throws {
        let x = LoopbackX(keys: Self.keys)
        x.enqueue(.answers(status: 500, body: "oh 22-token"), for: "/2/users/me")
        #expect(try ask(x) == .unclear("HTTP 500: oh (hidden)"))
    }
}
