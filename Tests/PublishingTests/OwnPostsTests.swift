import HTTP
import Testing

@testable import Publishing

struct OwnPostsTests {
    private static let now: Int64 = 1_760_000_000

    private func id(_ offset: Int64) -> String {
        String(XPostID.least(atSeconds: Self.now + offset) + 5)
    }

    private func look(
        for text: String = "sent", excluding: Set<String> = [], status: Int = 200, _ body: String
    ) -> LookOutcome {
        SoughtPost(text: text, notOlderThanSeconds: Self.now, excluding: excluding).look(
            in: .success(HTTPResponse(status: status, body: Array(body.utf8))), hiding: [])
    }

    private func isUnreadable(_ outcome: LookOutcome) -> Bool {
        if case .unreadable(let why) = outcome { !why.isEmpty } else { false }
    }

    @Test func `finds the text among posts that are not older`() {
        let list = """
            {"data":[{"id":"\(id(50))","text":"other"},{"id":"\(id(9))","text":"sent"}],
             "meta":{"result_count":2}}
            """
        #expect(look(list) == .found(id: id(9)))
        #expect(look(for: "absent", list) == .notFound)
        #expect(look(excluding: [id(9)], list) == .notFound)
    }

    @Test func `an older post of the same text is another`() {
        let list = #"{"data":[{"id":"\#(id(-301))","text":"sent"}]}"#
        #expect(look(list) == .notFound)
        #expect(look(#"{"data":[{"id":"\#(id(-299))","text":"sent"}]}"#) == .found(id: id(-299)))
    }

    @Test func `an empty list says that it is empty`() {
        #expect(look(#"{"meta":{"result_count":0}}"#) == .notFound)
        for body in [
            "{}", #"{"meta":{"result_count":3}}"#, #"{"errors":[{"title":"x"}]}"#, "", "[]",
        ] {
            #expect(isUnreadable(look(body)), "\(body)")
        }
        #expect(isUnreadable(look(#"{"meta":{"result_count":0},"errors":[{"title":"x"}]}"#)))
    }

    @Test func `a list that goes on elsewhere proves nothing`() {
        let list =
            #"{"data":[{"id":"\#(id(1))","text":"other"}],"meta":{"next_token":"b26v89c19zqg"}}"#
        #expect(isUnreadable(look(list)))
    }

    @Test(arguments: [401, 403, 404, 429, 500, 503, 302])
    func `other answers cannot be read`(status: Int) {
        #expect(isUnreadable(look(status: status, #"{"title":"no"}"#)))
    }

    @Test func `nor can a broken exchange`() {
        let sought = SoughtPost(text: "sent", notOlderThanSeconds: 0)
        #expect(
            isUnreadable(
                sought.look(in: .failure(.timedOut(host: "h", milliseconds: 1)), hiding: [])))
    }

    @Test func `asks for no more than it needs`() {
        let query = SoughtPost(text: "", notOlderThanSeconds: Self.now).query
        let since = query.first { $0.0 == "since_id" }
        #expect(since?.1 == String(XPostID.least(atSeconds: Self.now - 300)))
    }
}
