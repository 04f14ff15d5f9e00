internal import HTTP
internal import Market
internal import Publishing
internal import Text

/// X's answers, whatever was asked: what is said of them may be shown, holds nothing of what X was
/// told about the account, and a number is one.
///
/// An input begins with two letters: one for the question, one for the status (`a` for the first of
/// the list). The rest is the body.
enum PublishingLaw: Law {
    private static let statuses = [
        200, 201, 204, 301, 400, 401, 403, 404, 408, 429, 500, 502, 503, 599,
    ]
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func check(_ input: [UInt8]) throws(BrokenLaw) {
        guard input.count >= 2, let body = EchoedSecret.planted(in: input[2...]) else { return }
        guard let base = try? HTTPURL("https://x.test") else { throw BrokenLaw("no address") }
        let status = statuses[(Int(input[1]) + 1) % statuses.count]
        let answer = HTTPResponse(status: status, body: body)
        let credentials = XCredentials(
            apiKey: Secret("another key"), apiSecret: Secret("its secret"),
            accessToken: Secret(EchoedSecret.value), accessTokenSecret: Secret("the last one"))
        let service = XService(
            base: base, credentials: credentials,
            transport: ScriptedTransport(
                [answer], at: Timestamp(milliseconds: 0)),
            stamp: { OAuthStamp(nonce: "n", timestampSeconds: 1_760_000_000) })
        switch input[0] % 5 {
        case 0: try judge(service.create(XPost(text: "a")))
        case 1: try judge(service.upload(XPicture(png: png, altText: "a")))
        case 2: try judge(service)
        case 3:
            let sought = SoughtPost(text: "a", notOlderThanSeconds: 1_760_000_000)
            try judge(service.look(for: sought, amongPostsOf: "17"))
        default: try judge(XAccountQuestion(credentials: credentials).answer(answer))
        }
    }

    private static func judge(_ outcome: PostOutcome) throws(BrokenLaw) {
        switch outcome {
        case .created(let id): try number(id)
        case .refused(_, let words), .unreached(let words), .unclear(let words): try told(words)
        case .duplicate, .rateLimited: break
        }
    }

    private static func judge(_ outcome: UploadOutcome) throws(BrokenLaw) {
        switch outcome {
        case .uploaded(let id): try number(id)
        case .refused(let words), .accountRefused(let words), .failed(let words): try told(words)
        case .rateLimited: break
        }
    }

    private static func judge(_ outcome: LookOutcome) throws(BrokenLaw) {
        switch outcome {
        case .found(let id): try number(id)
        case .unreadable(let words): try told(words)
        case .notFound: break
        }
    }

    private static func judge(_ answer: XAccountQuestion.Answer) throws(BrokenLaw) {
        switch answer {
        case .account(let name, _): if !name.isEmpty { try told(name) }
        case .refused(let words), .unclear(let words): try told(words)
        }
    }

    private static func judge(_ service: XService) throws(BrokenLaw) {
        let answer = Result { () throws(XReadError) in try service.ownID() }
        switch answer {
        case .success(let id): try number(id)
        case .failure(let error): try told(error.words)
        }
    }

    private static func number(_ id: String) throws(BrokenLaw) {
        try hold(
            !id.isEmpty && id.utf8.allSatisfy { (0x30...0x39).contains($0) },
            "'\(id)' passed for a number")
    }

    private static func told(_ words: String) throws(BrokenLaw) {
        try MessageLaw.check(words, "what is said of an answer")
        try EchoedSecret.check(words, "what is said of an answer")
    }
}
