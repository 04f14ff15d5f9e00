internal import HTTP
internal import JSON

/// What came of a request to create a post.
package enum PostOutcome: Equatable, Sendable {
    case created(id: String)
    /// X will not have it, and would say the same again: why, and what it is about.
    case refused(XRefusal, String)
    /// X says that there is such a post already.
    case duplicate
    /// Nothing was created, and nothing will be before this moment, in seconds since 1970.
    case rateLimited(untilSeconds: Int64)
    /// The request never left: no connection came about.
    case unreached(String)
    /// It may have been created, or not.
    case unclear(String)
}

extension PostOutcome {
    /// What an exchange amounts to.
    ///
    /// - 2xx with a number for the post is `created`; without one it is unclear.
    /// - 429 is a rate limit whatever its body says, and so is what names one.
    /// - Any other 4xx is a refusal if its body is the API's own: a JSON object. A page from
    ///   something in between says nothing about what lies behind it, so it leaves the case unclear.
    ///   What is refused, ``XRefusal`` says.
    /// - 3xx was not followed, so nothing was created.
    /// - 5xx, 408 and a broken exchange are unclear.
    init(
        _ result: Result<HTTPResponse, HTTPError>, nowSeconds now: Int64, hiding secrets: [Secret]
    ) {
        switch result {
        case .failure(let error): self = Self.failed(error)
        case .success(let response):
            switch response.status {
            case 200..<300: self = Self.accepted(response, hiding: secrets)
            case 300..<400:
                self = .refused(
                    XRefusal(response),
                    "HTTP \(response.status), a redirect: check the address of X's API")
            case 429:
                self = .rateLimited(
                    untilSeconds: RateLimit.endSeconds(response, nowSeconds: now))
            case 400..<500 where response.status != 408:
                self = Self.refused(response, nowSeconds: now, hiding: secrets)
            default: self = .unclear(XAnswer.words(of: response, hiding: secrets))
            }
        }
    }

    private static func failed(_ error: HTTPError) -> PostOutcome {
        switch error {
        case .nameNotResolved, .notConnected, .insecure, .noTrust: .unreached("\(error)")
        case .timedOut, .tooLarge, .broken, .packed: .unclear("\(error)")
        }
    }

    private static func accepted(_ response: HTTPResponse, hiding secrets: [Secret]) -> PostOutcome
    {
        guard let json = XAnswer.json(response), let id = json["data"]?["id"]?.string,
            XPostID.isOne(id)
        else {
            let words = XAnswer.words(of: response, hiding: secrets)
            return .unclear("no number for the post in \(words)")
        }
        return .created(id: id)
    }

    private static func refused(
        _ response: HTTPResponse, nowSeconds now: Int64, hiding secrets: [Secret]
    ) -> PostOutcome {
        let words = XAnswer.words(of: response, hiding: secrets)
        guard let json = XAnswer.json(response), json.members != nil else {
            return .unclear(words)
        }
        if XAnswer.speaksOfDuplicate(json, status: response.status) { return .duplicate }
        let refusal = XRefusal(response)
        return refusal == .limit
            ? .rateLimited(untilSeconds: RateLimit.endSeconds(response, nowSeconds: now))
            : .refused(refusal, words)
    }
}
