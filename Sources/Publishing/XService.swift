package import HTTP
internal import JSON

/// X, asked on behalf of one account: each method is one exchange, or says how many.
///
/// Nothing is repeated here and nothing waits; what to do about an answer is the outbox's business.
/// Every exchange has limits on seconds and bytes.
package struct XService {
    /// Where X's API is.
    package static let standardBase = "https://api.x.com"

    private static let mostBodyBytes = 1 << 20
    private static let postMilliseconds = 30_000
    private static let uploadMilliseconds = 60_000
    private static let readMilliseconds = 15_000

    private let base: HTTPURL
    private let credentials: XCredentials
    private let transport: any HTTPTransport
    private let stamp: () -> OAuthStamp

    /// - Parameters:
    ///   - base: scheme, host and port; X signs the host, so it must be the one asked.
    ///   - credentials: whose account it is.
    ///   - transport: with nothing else under way.
    ///   - stamp: called for each request; no two may have the same nonce.
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
            .post, "/2/tweets", type: "application/json", body: post.body, stamp,
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
            upload: exchange(
                .post, "/2/media/upload", type: parts.contentType, body: parts.body, stamp,
                milliseconds: Self.uploadMilliseconds), nowSeconds: stamp.timestampSeconds,
            hiding: credentials.secrets)
        guard case .uploaded(let mediaID) = uploaded else { return uploaded }
        let second = self.stamp()
        return UploadOutcome(
            metadata: exchange(
                .post, "/2/media/metadata", type: "application/json",
                body: XPicture.metadata(mediaID: mediaID, altText: picture.altText), second,
                milliseconds: Self.postMilliseconds),
            mediaID: mediaID, nowSeconds: second.timestampSeconds, hiding: credentials.secrets)
    }

    /// The account's own number, `GET /2/users/me`; it never changes, so it is worth keeping.
    ///
    /// - Throws: ``XReadError`` with one line for the operator.
    package func ownID() throws(XReadError) -> String {
        switch exchange(.get, "/2/users/me", stamp(), milliseconds: Self.readMilliseconds) {
        case .failure(let error): throw XReadError(words: "\(error)")
        case .success(let response):
            guard response.status == 200, let id = XAnswer.json(response)?["data"]?["id"]?.string,
                XPostID.isOne(id)
            else {
                throw XReadError(words: XAnswer.words(of: response, hiding: credentials.secrets))
            }
            return id
        }
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
        let signature = OAuthSignature(
            method: method.rawValue, address: base.appending(path: path).description,
            parameters: query, credentials: credentials, stamp: stamp)
        var headers = [HTTPRequest.Header("Authorization", signature.header)]
        if let type { headers.append(HTTPRequest.Header("Content-Type", type)) }
        return transport.exchange(
            HTTPRequest(
                method, base.appending(path: path, query: query), headers: headers, body: body,
                totalTimeoutMilliseconds: milliseconds, maximumBodyBytes: Self.mostBodyBytes))
    }
}

/// Why our own number could not be read.
package struct XReadError: Error, Equatable, CustomStringConvertible {
    package let words: String

    package var description: String { words }
}
