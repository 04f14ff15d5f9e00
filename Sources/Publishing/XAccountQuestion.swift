package import HTTP
internal import JSON

/// Whose account four credentials are of, and whether it may post: `GET /2/users/me`, which posts
/// nothing.
///
/// What an access token may do, X tells in the header `x-access-level`, as `read` or `read-write`;
/// not in every answer.
package struct XAccountQuestion: Sendable {
    private static let mostBodyBytes = 64 << 10

    private let credentials: XCredentials

    package init(credentials: XCredentials) { self.credentials = credentials }

    /// What an answer says of the credentials.
    package enum Answer: Equatable, Sendable {
        /// They are of this account; `mayPost` is `nil` where X does not tell.
        case account(name: String, mayPost: Bool?)
        /// X does not know them, or nobody with them may use its API; in one line.
        case refused(String)
        /// Nothing can be said of them; in one line why.
        case unclear(String)
    }

    /// The question, signed; the stamp is for it alone.
    package func request(
        at base: HTTPURL, stamp: OAuthStamp, withinMilliseconds limit: Int
    ) -> HTTPRequest {
        let url = base.appending(path: "/2/users/me")
        let signature = OAuthSignature(
            method: "GET", address: url.description, parameters: [], credentials: credentials,
            stamp: stamp)
        return HTTPRequest(
            .get, url, headers: [HTTPRequest.Header("Authorization", signature.header)],
            connectTimeoutMilliseconds: limit, totalTimeoutMilliseconds: limit,
            maximumBodyBytes: Self.mostBodyBytes)
    }

    package func answer(_ response: HTTPResponse) -> Answer {
        switch response.status {
        case 200:
            guard let name = XAnswer.json(response)?["data"]?["username"]?.string else {
                return .unclear("HTTP 200 without an account")
            }
            let level = response.headers.first { $0.name == "x-access-level" }?.value
            return .account(
                name: ForeignText.shown(name, hiding: credentials.secrets),
                mayPost: level.map { $0.hasPrefix("read-write") })
        case 401, 402, 403:
            return .refused(XAnswer.words(of: response, hiding: credentials.secrets))
        default: return .unclear(XAnswer.words(of: response, hiding: credentials.secrets))
        }
    }
}
