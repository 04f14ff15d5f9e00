internal import Market

/// What a server answered.
///
/// Any status is an answer; only a broken exchange is an ``HTTPError``. Moments and waits are judged
/// where they enter, here: what cannot be meant is as if it had not been said.
package struct HTTPResponse: Equatable, Sendable {
    package var status: Int
    package var body: [UInt8]
    /// All headers of the final answer, names in lower case, in the order they came.
    package var headers: [HTTPRequest.Header]
    private var date: Int64?
    private var retryAfter: Int64?

    /// Whether a server can mean a moment, in seconds since 1970, by "now".
    static func isCredible(_ seconds: Int64) -> Bool {
        Timestamp.credible.contains(Timestamp(seconds: seconds))
    }

    /// The longest wait that is told; a server that asks for more means "go away".
    private static let longestWait: Int64 = 366 * 86_400

    package init(
        status: Int, body: [UInt8], dateSeconds: Int64? = nil, retryAfterSeconds: Int64? = nil,
        headers: [HTTPRequest.Header] = []
    ) {
        self.status = status
        self.body = body
        self.headers = headers
        self.dateSeconds = dateSeconds
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// An answer whose moments and waits are those of its headers; a wait until a date is the local
    /// clock's where the answer has no date of its own.
    package init(
        status: Int, body: [UInt8], _ headers: HeaderBlock, waitByLocalClock: Int64
    ) {
        self.init(
            status: status, body: body, dateSeconds: headers.dateSeconds,
            retryAfterSeconds: headers.retryAfterSeconds(byLocalClock: waitByLocalClock),
            headers: headers.headers)
    }

    package var isSuccess: Bool { (200..<300).contains(status) }

    /// The `Date` header in seconds since 1970; `nil` where it is absent, unreadable, or none of the
    /// years 2009 to 2099.
    package var dateSeconds: Int64? {
        get { date }
        set { date = newValue.flatMap { Self.isCredible($0) ? $0 : nil } }
    }

    /// The `Retry-After` header as seconds from the answer, from either of its two forms: 1 to a
    /// year; `nil` where it is absent or unreadable, or asks for no wait.
    package var retryAfterSeconds: Int64? {
        get { retryAfter }
        set { retryAfter = newValue.flatMap { $0 > 0 ? min($0, Self.longestWait) : nil } }
    }
}
