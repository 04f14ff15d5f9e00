internal import HTTP
internal import JSON
internal import Market
internal import Text

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
        case .failure(let error):
            self =
                switch error {
                case .nameNotResolved, .notConnected, .insecure, .noTrust: .unreached("\(error)")
                case .timedOut, .tooLarge, .broken, .packed: .unclear("\(error)")
                }
        case .success(let response):
            let words = XAnswer.words(of: response, hiding: secrets)
            let limit = RateLimit.endSeconds(response, nowSeconds: now)
            switch response.status {
            case 200..<300:
                self =
                    XAnswer.id(in: response).map { .created(id: $0) }
                    ?? .unclear("no number for the post in \(words)")
            case 300..<400:
                self = .refused(
                    XRefusal(response),
                    "HTTP \(response.status), a redirect: check the address of X's API")
            case 429: self = .rateLimited(untilSeconds: limit)
            case 400..<500 where response.status != 408:
                guard let json = XAnswer.json(response), json.members != nil else {
                    self = .unclear(words)
                    return
                }
                let refusal = XRefusal(response)
                self =
                    XAnswer.speaksOfDuplicate(json, status: response.status)
                    ? .duplicate
                    : refusal == .limit
                        ? .rateLimited(untilSeconds: limit) : .refused(refusal, words)
            default: self = .unclear(words)
            }
        }
    }
}

extension Result where Success == HTTPResponse, Failure == HTTPError {
    /// Why there is no answer; empty where there is one.
    var trouble: String {
        if case .failure(let error) = self { "\(error)" } else { "" }
    }
}

/// What came of uploading a picture; a second upload does no harm, unused ones expire.
package enum UploadOutcome: Equatable, Sendable {
    case uploaded(mediaID: String)
    /// X will not have it, and would say the same again.
    case refused(String)
    /// X will have nothing of this account.
    case accountRefused(String)
    /// Nothing before this moment, in seconds since 1970.
    case rateLimited(untilSeconds: Int64)
    case failed(String)
}

extension UploadOutcome {
    /// What an answer to the upload itself amounts to, or, once the picture has its number, to the text
    /// beside it, whose contents are of no use.
    init(
        _ result: Result<HTTPResponse, HTTPError>, mediaID: String? = nil, nowSeconds now: Int64,
        hiding secrets: [Secret]
    ) {
        guard case .success(let response) = result else {
            self = .failed(result.trouble)
            return
        }
        let words = XAnswer.words(of: response, hiding: secrets)
        self =
            switch response.status {
            case 200..<300:
                (mediaID ?? XAnswer.id(in: response)).map { .uploaded(mediaID: $0) }
                    ?? .failed("no number for the picture in \(words)")
            case 429:
                .rateLimited(untilSeconds: RateLimit.endSeconds(response, nowSeconds: now))
            case 401, 402: .accountRefused(words)
            case 300..<500 where response.status != 408: .refused(words)
            default: .failed(words)
            }
    }
}

/// When X will listen again, from the headers of a 429.
///
/// Three limits have headers of their own: the window of 15 minutes, the application's 24 hours and
/// the user's 24 hours. Those count that have nothing remaining or do not say; where all of them
/// claim to have some left, all count. The latest end holds, and `Retry-After` if it is later.
/// Ends are told by X's clock, so they are taken as distances from the answer's `Date`.
enum RateLimit {
    private static let families = ["x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour"]
    /// Where X says nothing: the length of its window.
    private static let standardSeconds: Int64 = 900
    /// At least a minute, or the next run would be the same one.
    private static let leastSeconds: Int64 = 60
    /// At most a little over a day: what lies further off is asked again before.
    static let maximumSeconds: Int64 = 25 * 3_600

    /// Seconds since 1970 by the local clock.
    static func endSeconds(_ response: HTTPResponse, nowSeconds now: Int64) -> Int64 {
        let sent = response.dateSeconds ?? now
        var limits: [(wait: Int64, isSpent: Bool)] = []
        for family in families {
            guard let reset = number(response, "\(family)-reset") else { continue }
            let remaining = number(response, "\(family)-remaining") ?? 0
            let (wait, overflow) = reset.subtractingReportingOverflow(sent)
            // A reset that is past has been met already, and says nothing.
            if !overflow, wait > 0 { limits.append((wait, remaining <= 0)) }
        }
        let spent = limits.filter(\.isSpent)
        var waits = (spent.isEmpty ? limits : spent).map(\.wait)
        if let seconds = response.retryAfterSeconds { waits.append(seconds) }
        let wait = waits.max() ?? standardSeconds
        return now + min(max(wait, leastSeconds), maximumSeconds)
    }

    private static func number(_ response: HTTPResponse, _ name: String) -> Int64? {
        response.headers.first { $0.name == name }.flatMap { Int64(saturating: $0.value) }
    }
}
