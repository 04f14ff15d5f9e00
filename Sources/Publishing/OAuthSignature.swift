internal import Crypto
internal import HTTP
package import Text

/// What makes one request unlike every other: when it is signed, and a word never used before.
package struct OAuthStamp: Equatable, Sendable {
    package let nonce: String
    /// Seconds since 1970.
    package let timestampSeconds: Int64

    package init(nonce: String, timestampSeconds: Int64) {
        self.nonce = nonce
        self.timestampSeconds = timestampSeconds
    }
}

/// The signature of a request in OAuth 1.0a's user context, by HMAC-SHA1.
///
/// Signed are the method, the address without its query, and all parameters: OAuth's own, those of
/// the query, and those of a form. A body of JSON or in parts is not signed.
/// Source: RFC 5849, section 3.4; X's "Creating a signature".
package struct OAuthSignature {
    /// The parameters sorted and joined, as they are signed.
    let parameterString: String
    /// The signature in Base64.
    package let text: String

    private let ownParameters: [(String, String)]

    /// - Parameters:
    ///   - method: in capitals.
    ///   - address: scheme, host, port and path; the host counts, so it must be the one asked.
    ///   - parameters: those of the query and of a form, decoded.
    ///   - credentials: whose signature it is.
    ///   - stamp: used for this request and no other.
    package init(
        method: String, address: String, parameters: [(String, String)],
        credentials: XCredentials, stamp: OAuthStamp
    ) {
        ownParameters = [
            ("oauth_consumer_key", credentials.apiKey.revealed), ("oauth_nonce", stamp.nonce),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", String(stamp.timestampSeconds)),
            ("oauth_token", credentials.accessToken.revealed), ("oauth_version", "1.0"),
        ]
        parameterString = Self.joined(ownParameters + parameters)
        let signed = [method, Self.withLowerCaseHost(address), parameterString]
            .map(PercentEncoding.encoded).joined(separator: "&")
        let key = [credentials.apiSecret.revealed, credentials.accessTokenSecret.revealed]
            .map(PercentEncoding.encoded).joined(separator: "&")
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Array(signed.utf8), using: SymmetricKey(data: Array(key.utf8)))
        text = Base64.encoded(Array(code))
    }

    /// The value of the `Authorization` header.
    package var header: Secret {
        let all = (ownParameters + [("oauth_signature", text)]).sorted { $0.0 < $1.0 }
        let pairs = all.map { "\($0.0)=\"\(PercentEncoding.encoded($0.1))\"" }
        return Secret("OAuth " + pairs.joined(separator: ", "))
    }

    /// Sorted after they are encoded, by bytes: names first, then values.
    private static func joined(_ parameters: [(String, String)]) -> String {
        let encoded = parameters.map {
            (PercentEncoding.encoded($0.0), PercentEncoding.encoded($0.1))
        }
        return encoded.sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    private static func withLowerCaseHost(_ address: String) -> String {
        guard let scheme = address.firstRange(of: "://") else { return address }
        let host = address[scheme.upperBound...].prefix { $0 != "/" }
        return address[..<scheme.upperBound].lowercased() + host.lowercased()
            + address[host.endIndex...]
    }
}

/// What an account of X gave to this program: the application's key and the user's token.
package struct XCredentials: Equatable, Sendable {
    /// `TWITTER_API_KEY`.
    package let apiKey: Secret
    /// `TWITTER_API_SECRET`.
    package let apiSecret: Secret
    /// `TWITTER_ACCESS_TOKEN`.
    package let accessToken: Secret
    /// `TWITTER_ACCESS_TOKEN_SECRET`.
    package let accessTokenSecret: Secret

    /// All four: keys and tokens stand in each request too, and may come back in an answer.
    var secrets: [Secret] { [apiKey, apiSecret, accessToken, accessTokenSecret] }

    package init(
        apiKey: Secret, apiSecret: Secret, accessToken: Secret, accessTokenSecret: Secret
    ) {
        self.apiKey = apiKey
        self.apiSecret = apiSecret
        self.accessToken = accessToken
        self.accessTokenSecret = accessTokenSecret
    }

    /// What signs a request of the account.
    func header(
        _ method: HTTPRequest.Method, _ url: HTTPURL, _ query: [(String, String)],
        _ stamp: OAuthStamp
    ) -> HTTPRequest.Header {
        let signature = OAuthSignature(
            method: method.rawValue, address: url.description, parameters: query,
            credentials: self, stamp: stamp)
        return HTTPRequest.Header("Authorization", signature.header)
    }
}
