package import HTTP
internal import JSON
internal import Text

/// X, asked on behalf of one account: each method is one exchange, or says how many.
///
/// Nothing is repeated here and nothing waits; what to do about an answer is the outbox's business.
/// Every exchange has limits on seconds and bytes.
package struct XService {
    /// Where X's API is.
    package static let standardBase = "https://api.x.com"

    private static let maximumBodyBytes = 1 << 20
    private static let postMilliseconds = 30_000
    private static let uploadMilliseconds = 60_000
    private static let readMilliseconds = 15_000

    private let base: HTTPURL
    private let credentials: XCredentials
    private let transport: any HTTPTransport
    private let stamp: () -> OAuthStamp

    /// X signs the host, so `base` must be the one asked; the transport has nothing else under way;
    /// `stamp` is called for each request, and no two may have the same nonce.
    package init(
        base: HTTPURL, credentials: XCredentials, transport: any HTTPTransport,
        stamp: @escaping () -> OAuthStamp
    ) {
        self.base = base
        self.credentials = credentials
        self.transport = transport
        self.stamp = stamp
    }

    /// Creates a post: `POST /2/tweets`.
    package func create(_ post: XPost) -> PostOutcome {
        let stamp = stamp()
        let result = exchange(
            .post, "/2/tweets", type: "application/json", body: post.body.bytes, stamp,
            milliseconds: Self.postMilliseconds)
        return PostOutcome(
            result, nowSeconds: stamp.timestampSeconds, hiding: credentials.secrets)
    }

    /// Uploads a picture, `POST /2/media/upload`, and then its text, `POST /2/media/metadata`.
    package func upload(_ picture: XPicture) -> UploadOutcome {
        if let flaw = picture.flaw { return .refused(flaw) }
        let stamp = stamp()
        // The nonce is as unlikely inside a picture as any boundary.
        var parts = Multipart(boundary: "algom" + stamp.nonce.filter { $0.isLetter || $0.isNumber })
        parts.field("media_category", "tweet_image")
        parts.field("media_type", "image/png")
        parts.file("media", fileName: "chart.png", type: "image/png", picture.png)
        let uploaded = UploadOutcome(
            exchange(
                .post, "/2/media/upload", type: parts.contentType, body: parts.body, stamp,
                milliseconds: Self.uploadMilliseconds), nowSeconds: stamp.timestampSeconds,
            hiding: credentials.secrets)
        guard case .uploaded(let mediaID) = uploaded else { return uploaded }
        let second = self.stamp()
        return UploadOutcome(
            exchange(
                .post, "/2/media/metadata", type: "application/json",
                body: XPicture.metadata(mediaID: mediaID, altText: picture.altText), second,
                milliseconds: Self.postMilliseconds),
            mediaID: mediaID, nowSeconds: second.timestampSeconds, hiding: credentials.secrets)
    }

    /// The account's own number, `GET /2/users/me`; it never changes, so it is worth keeping.
    ///
    /// - Throws: ``XReadError`` with one line for the operator.
    package func ownID() throws(XReadError) -> String {
        let result = exchange(.get, "/2/users/me", stamp(), milliseconds: Self.readMilliseconds)
        guard case .success(let response) = result else { throw XReadError(words: result.trouble) }
        guard response.status == 200, let id = XAnswer.id(in: response) else {
            throw XReadError(words: XAnswer.words(of: response, hiding: credentials.secrets))
        }
        return id
    }

    /// Looks for a post among the latest of an account: `GET /2/users/:id/tweets`.
    package func look(for post: SoughtPost, amongPostsOf userID: String) -> LookOutcome {
        guard XPostID.isOne(userID) else { return .unreadable("no number of an account") }
        return post.look(
            in: exchange(
                .get, "/2/users/\(userID)/tweets", query: post.query, stamp(),
                milliseconds: Self.readMilliseconds), hiding: credentials.secrets)
    }

    private func exchange(
        _ method: HTTPRequest.Method, _ path: String, query: [(String, String)] = [],
        type: String? = nil, body: [UInt8] = [], _ stamp: OAuthStamp, milliseconds: Int
    ) -> Result<HTTPResponse, HTTPError> {
        let url = base.appending(path: path)
        var headers = [credentials.header(method, url, query, stamp)]
        if let type { headers.append(HTTPRequest.Header("Content-Type", type)) }
        return transport.exchange(
            HTTPRequest(
                method, url.appending(path: "", query: query), headers: headers, body: body,
                totalTimeoutMilliseconds: milliseconds, maximumBodyBytes: Self.maximumBodyBytes))
    }
}

/// Why our own number could not be read.
package struct XReadError: Error, Equatable, CustomStringConvertible {
    package let words: String

    package var description: String { words }
}

/// A body in parts, `multipart/form-data` as in RFC 7578.
struct Multipart {
    private static let lineEnd = "\r\n"

    let boundary: String
    private var bytes: [UInt8] = []

    /// - Parameter boundary: a line that none of the parts holds; letters and digits.
    init(boundary: String) { self.boundary = boundary }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    /// The body, closed.
    var body: [UInt8] { bytes + Array("--\(boundary)--\(Self.lineEnd)".utf8) }

    mutating func field(_ name: String, _ value: String) {
        add(["Content-Disposition: form-data; name=\"\(name)\""], Array(value.utf8))
    }

    mutating func file(_ name: String, fileName: String, type: String, _ content: [UInt8]) {
        add(
            [
                "Content-Disposition: form-data; name=\"\(name)\"; filename=\"\(fileName)\"",
                "Content-Type: \(type)",
            ], content)
    }

    private mutating func add(_ headers: [String], _ content: [UInt8]) {
        let head = ["--\(boundary)"] + headers + ["", ""]
        bytes += Array(head.joined(separator: Self.lineEnd).utf8)
        bytes += content
        bytes += Array(Self.lineEnd.utf8)
    }
}

/// Whose account four credentials are of, and whether it may post: `GET /2/users/me`, which posts
/// nothing.
///
/// What an access token may do, X tells in the header `x-access-level`, as `read` or `read-write`;
/// not in every answer.
package struct XAccountQuestion: Sendable {
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
        return HTTPRequest(
            url, headers: [credentials.header(.get, url, [], stamp)], withinMilliseconds: limit)
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
