/// What a server answered.
///
/// Any status is an answer; only a broken exchange is an ``HTTPError``.
package struct HTTPResponse: Equatable, Sendable {
    package var status: Int
    package var body: [UInt8]
    /// The `Date` header in seconds since 1970; `nil` where it is absent or unreadable.
    package var dateSeconds: Int64?
    /// The `Retry-After` header as seconds from the answer, from either of its two forms; never
    /// negative; `nil` where it is absent or unreadable.
    package var retryAfterSeconds: Int64?
    /// All headers of the final answer, names in lower case, in the order they came.
    package var headers: [HTTPRequest.Header]

    package init(
        status: Int, body: [UInt8], dateSeconds: Int64? = nil, retryAfterSeconds: Int64? = nil,
        headers: [HTTPRequest.Header] = []
    ) {
        self.status = status
        self.body = body
        self.dateSeconds = dateSeconds
        self.retryAfterSeconds = retryAfterSeconds
        self.headers = headers
    }
}
