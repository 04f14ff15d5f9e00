internal import JSON
internal import Synchronization

/// What goes wrong with a request to X, each for one request.
package enum XFault: Sendable {
    /// The post is created, and the connection drops before a byte of the answer.
    case createsAndHangsUp
    /// The post is created, and the connection drops in the middle of the answer.
    case createsAndCutsShort
    /// The post is created, and the answer is a 500.
    case createsAndFails
    /// The post is created, and the answer comes this late.
    case createsSlowly(milliseconds: Int)
    /// The post is created, and nothing is ever answered.
    case createsAndFallsSilent
    /// The post is created, and the answer says 201 without a number.
    case createsWithoutNumber
    /// Nothing is created, and the connection drops.
    case hangsUp
    /// Nothing is created; this is answered.
    case answers(status: Int, headers: [String: String] = [:], body: String)

    /// 429 with these headers.
    package static func rateLimited(_ headers: [String: String]) -> XFault {
        .answers(
            status: 429, headers: headers,
            body: #"{"title":"Too Many Requests","status":429,"type":"about:blank"}"#)
    }

    /// A page such as a guard in front of X sends.
    package static func page(status: Int) -> XFault {
        .answers(
            status: status, headers: ["Content-Type": "text/html"],
            body: "<!DOCTYPE html><html><title>Just a moment...</title></html>")
    }

    /// A body that is JSON, but none of X's.
    package static func wrongJSON(status: Int) -> XFault {
        .answers(status: status, body: #"["what", 17, null]"#)
    }
}

/// X on 127.0.0.1: creates posts, takes pictures, lists what one account posted.
///
/// It checks every request's signature itself, refuses a second request with the same nonce, and
/// refuses a post whose text is there already, as X does. Its numbers tell the time as X's do. It
/// knows one account.
package final class LoopbackX: Sendable {
    /// A post as it was created.
    package struct Created: Equatable, Sendable {
        package let id: String
        package let text: String
        package let replyTo: String?
        package let mediaID: String?
    }

    package static let ownID = "2244994945"

    private let state: Locked
    private let server: RawServer

    /// - Parameter keys: the four credentials that requests must be signed with.
    package init(keys: XKeys) {
        let state = Locked(keys: keys)
        self.state = state
        server = RawServer { request in state.with { $0.reply(to: request) } }
        state.with { $0.address = server.baseURL }
    }

    package var baseURL: String { server.baseURL }

    /// Every post there is, oldest first.
    package var created: [Created] { state.with { $0.created } }

    /// Every picture that came, with the text beside it.
    package var pictures: [(bytes: [UInt8], altText: String)] { state.with { $0.pictures } }

    /// Every request so far, by method and path; also those that were refused.
    package var requests: [String] { state.with { $0.requests } }

    /// Spoils the next requests whose path ends so, after those already queued.
    package func enqueue(_ fault: XFault, for path: String = "/2/tweets") {
        state.with { $0.faults.append((path, fault)) }
    }

    /// Where X's clock stands, in seconds since 1970.
    package func setNow(seconds: Int64) { state.with { $0.nowSeconds = seconds } }

    /// Leaves the latest posts out of the list, as a list that lags behind does.
    package func setListHides(latest count: Int) { state.with { $0.hidden = count } }

    /// A post that was made by other means.
    package func add(text: String) {
        state.with { _ = $0.add(text: text, replyTo: nil, mediaID: nil) }
    }
}

/// The four credentials, in the clear: a test made them up.
package struct XKeys: Sendable {
    package let apiKey: String
    package let apiSecret: String
    package let accessToken: String
    package let accessTokenSecret: String

    package init(
        apiKey: String, apiSecret: String, accessToken: String, accessTokenSecret: String
    ) {
        self.apiKey = apiKey
        self.apiSecret = apiSecret
        self.accessToken = accessToken
        self.accessTokenSecret = accessTokenSecret
    }
}

/// The account behind a lock, shared by the server's threads and the test's.
private final class Locked: Sendable {
    private let account: Mutex<XAccountState>

    init(keys: XKeys) { account = Mutex(XAccountState(keys: keys)) }

    func with<T: Sendable>(_ body: (inout XAccountState) -> T) -> T {
        account.withLock { body(&$0) }
    }
}
