import HTTP
import LoopbackExchange
import Testing
import Text

@testable import Publishing

struct PostOutcomeTests {
    private static let now: Int64 = 1_700_000_000

    private func outcome(_ status: Int, _ body: String, _ headers: [String: String] = [:])
        -> PostOutcome
    {
        PostOutcome(
            .success(
                HTTPResponse(
                    status: status, body: Array(body.utf8),
                    headers: headers.map { HTTPRequest.Header($0.key, $0.value) })),
            nowSeconds: Self.now, hiding: [])
    }

    @Test(arguments: [
        #"{"title":"Forbidden","detail":"token 17-AbCdEfGhIjKl is suspended"}"#,
        #"{"errors":[{"code":89,"message":"17-AbCdEfGhIjKl, cut as 17-AbCdEfG"}]}"#,
        "<html>Authorization: OAuth oauth_token=\"17-AbCdEfGhIjKl\"</html>", "17-AbCdEfGhIjKl",
    ])
    func `what comes back of the credentials is not shown`(body: String) {
        let response = HTTPResponse(status: 403, body: Array(body.utf8))
        let outcome = PostOutcome(
            .success(response), nowSeconds: Self.now,
            hiding: [Secret("a key of ours"), Secret("17-AbCdEfGhIjKl")])
        #expect("\(outcome)".contains("HTTP 403: ") && "\(outcome)".contains("(hidden)"))
        #expect(!"\(outcome)".contains("AbCdEf"), "\(outcome)")
    }

    private func isUnclear(_ outcome: PostOutcome) -> Bool {
        if case .unclear(let why) = outcome { !why.isEmpty && !why.contains("\n") } else { false }
    }

    private func isRefused(_ outcome: PostOutcome) -> Bool {
        if case .refused(_, let why) = outcome {
            !why.isEmpty && !why.contains("\n")
        } else {
            false
        }
    }

    @Test(arguments: [200, 201])
    func `a number is a post`(status: Int) {
        #expect(outcome(status, #"{"data":{"id":"17","text":"a"}}"#) == .created(id: "17"))
    }

    @Test(arguments: [
        "", "{}", #"{"data":null}"#, #"{"data":{}}"#, #"{"data":{"id":17}}"#,
        #"{"data":{"id":""}}"#, #"{"data":{"id":"x"}}"#, #"{"data":{"id":"17""#, "[]", "<html>",
    ])
    func `success without a number is unclear`(body: String) {
        #expect(isUnclear(outcome(201, body)))
    }

    @Test(arguments: [400, 401, 402, 403, 404, 409, 413, 415, 422])
    func `an error of the API is a refusal`(status: Int) {
        #expect(isRefused(outcome(status, #"{"title":"T","detail":"D","type":"about:blank"}"#)))
        #expect(isUnclear(outcome(status, "<html><body>Attention required</body></html>")))
        #expect(isUnclear(outcome(status, "")))
    }

    private static let invalid =
        #""title":"Invalid Request","detail":"One or more parameters to your request was invalid.","#
        + #""type":"https://api.twitter.com/2/problems/invalid-request""#

    /// A 403 as X answers nearly all of them.
    private static func forbidden(_ detail: String) -> String {
        #"{"detail":"\#(detail)","type":"about:blank","title":"Forbidden","status":403}"#
    }

    @Test func `a day's limit is waited for`() {
        let words = Self.forbidden("You have reached your daily limit for sending Tweets.")
        for body in [words, #"{"errors":[{"code":185,"message":"over it"}]}"#] {
            #expect(outcome(403, body) == .rateLimited(untilSeconds: Self.now + 900))
        }
    }

    @Test(arguments: [
        ("HTTP 402: CreditsDepleted", "credits"), ("HTTP 403: SpendCapReached", "spend cap"),
        ("HTTP 401: Unauthorized", "keys in .env"), ("HTTP 403: account is suspended", "log in"),
        ("HTTP 403: Forbidden, … oauth1 app permissions …", "Read and write"),
        ("HTTP 403: Forbidden, You are not permitted to perform this action.", "no cause"),
    ])
    func `the remedy makes up no cause`(said: String, remedy: String) {
        let words = XRefusal.remedy(for: said)
        #expect(words.contains(remedy))
        #expect(words.contains("credits") == said.lowercased().contains(#/credit|spendcap/#))
    }

    @Test(
        arguments: [
            (400, "{\(invalid)}", .text), (422, #"{"title":"T"}"#, .text),
            (403, #"{"errors":[{"code":186,"message":"too long"}]}"#, .text),
            (
                400,
                "{"
                    + #""errors":[{"parameters":{"media.media_ids":["7"]},"message":"Your media IDs are "#
                    + #"invalid."}],\#(invalid)}"#, .picture
            ),
            (413, #"{"title":"T"}"#, .picture),
            (401, #"{"title":"Unauthorized"}"#, .account),
            (402, #"{"title":"CreditsDepleted"}"#, .account),
            (403, #"{"title":"SpendCapReached"}"#, .account),
            (403, #"{"title":"Forbidden","detail":"not permitted"}"#, .account),
            (403, #"{"errors":[{"code":64,"message":"suspended"}]}"#, .account),
            (400, #"{"errors":[{"code":215,"message":"bad authentication data"}]}"#, .account),
            (404, #"{"title":"Not Found Error"}"#, .account), (307, "", .account),
            (403, forbidden("Your Tweet text is too long. For more information, …"), .text),
            (
                403,
                forbidden(
                    "This request looks like it might be automated. To protect our users from spam "
                        + "and other malicious activity, we can't complete this action right now."),
                .text
            ),
            (403, forbidden("You attempted to reply to a Tweet that is deleted"), .text),
            (403, forbidden("Reply to this conversation is not allowed"), .text),
            (403, forbidden("The Tweet contains an invalid URL."), .text),
            (403, #"{"errors":[{"message":"Tweet needs to be a bit shorter. (186)"}]}"#, .text),
            (403, #"{"errors":[{"message":"likely automated","code":226}]}"#, .text),
            (403, forbidden("You may not post a video longer than 2 minutes."), .picture),
            (400, #"{"errors":[{"parameters":{"text":["…"]},"message":"text"}]}"#, .text),
            (403, forbidden("You are not permitted to perform this action."), .account),
            (403, forbidden("Your account is temporarily locked; replies are off."), .account),
            (403, forbidden("User has been suspended for automated posts."), .account),
            (
                403,
                #"{"title":"Forbidden","detail":"Your client app is not configured with the "#
                    + #"appropriate oauth1 app permissions for this endpoint.","#
                    + #""type":"https://api.twitter.com/2/problems/oauth1-permissions"}"#, .account
            ),
            (
                403,
                #"{"title":"Client Forbidden","reason":"client-not-enrolled","detail":"…","#
                    + #""type":"https://api.twitter.com/2/problems/client-forbidden"}"#, .account
            ),
        ] as [(Int, String, XRefusal)])
    func `a refusal says what it is about`(status: Int, body: String, refusal: XRefusal) {
        guard case .refused(refusal, _) = outcome(status, body) else {
            Issue.record("\(outcome(status, body))")
            return
        }
    }

    @Test func `what the inner errors say is told`() {
        let body = #"{"errors":[{"message":"Your media IDs are invalid."}],\#(Self.invalid)}"#
        #expect(
            "\(outcome(400, body))".contains("was invalid., Your media IDs are invalid., https"))
    }

    @Test(arguments: [500, 502, 503, 504, 520, 408, 599, 100])
    func `trouble of the server is unclear, whatever the body`(status: Int) {
        for body in ["", "{}", #"{"data":{"id":"17"}}"#, "<html>"] {
            #expect(isUnclear(outcome(status, body)), "\(body)")
        }
    }

    @Test(arguments: [301, 302, 307, 308])
    func `a redirect creates nothing`(status: Int) {
        #expect(isRefused(outcome(status, "<html>")))
    }

    @Test func `a duplicate is told by its code, or by the only words there are`() {
        let words = #"{"detail":"You may not post Duplicate Content.","type":"about:blank"}"#
        #expect(outcome(403, words) == .duplicate)
        #expect(
            outcome(403, #"{"errors":[{"message":"Authorization: Status is a duplicate."}]}"#)
                == .duplicate)
        #expect(isRefused(outcome(400, words)))
        let code = #"{"errors":[{"code":187,"message":"some other wording"}]}"#
        #expect(outcome(403, code) == .duplicate)
        #expect(isRefused(outcome(403, #"{"errors":[{"code":186,"message":"too long"}]}"#)))
        #expect(isUnclear(outcome(403, "<html>duplicate content</html>")))
    }

    @Test(arguments: [
        HTTPError.nameNotResolved(host: "h"), .notConnected(host: "h", detail: "refused"),
        .insecure(host: "h", detail: "expired"),
    ])
    func `what never left is not unclear`(error: HTTPError) {
        #expect(PostOutcome(.failure(error), nowSeconds: 0, hiding: []) == .unreached("\(error)"))
    }

    @Test(arguments: [
        HTTPError.timedOut(host: "h", milliseconds: 1), .tooLarge(host: "h", limit: 1),
        .broken(host: "h", detail: "it is empty"),
    ])
    func `what broke off is unclear`(error: HTTPError) {
        #expect(PostOutcome(.failure(error), nowSeconds: 0, hiding: []) == .unclear("\(error)"))
    }

    @Test(
        .enabled(if: RecordedData.isPresent, "\(RecordedData.absence)"),
        arguments: [
            ("x-tweets-201-created", 201, .created(id: "1456012973835788293")),
            ("x-tweets-401", 401, .refused(.account, "HTTP 401: Unauthorized, Unauthorized")),
            ("x-tweets-403-duplicate", 403, .duplicate),
            ("x-tweets-429", 429, .rateLimited(untilSeconds: now + 900)),
        ] as [(String, Int, PostOutcome)])
    func `understands what was recorded`(name: String, status: Int, told: PostOutcome) throws {
        let body = try #require(try RecordedData.text("http/\(name).json"))
        #expect(outcome(status, body) == told)
    }
}
