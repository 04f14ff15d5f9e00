package import HTTP

/// What came of sending a message.
package enum AlertOutcome: Equatable, Sendable {
    case delivered
    /// It is there, and something has to be put right all the same.
    case deliveredBut(String)
    /// The service knows the place under another name, and is to be sent the message there.
    case moved(to: String)
    /// The service will not have this message, and would say the same again.
    case refused(String)
    /// The service will not have any message until its settings are others: a key, an address.
    case misconfigured(String)
    /// Nothing was sent, and nothing is to be before this moment, in seconds since 1970.
    case limited(untilSeconds: Int64, String)
    /// Nothing was sent: no connection came about.
    case unreached(String)
    /// It may have arrived, or not.
    case unclear(String)
}

extension AlertOutcome {
    /// At least a minute, or the next run would be the same one.
    private static let leastWait: Int64 = 60
    private static let maximumWait: Int64 = 25 * 3_600
    private static let standardWait: Int64 = 300

    /// What a status amounts to where it is no success.
    ///
    /// - 429 is a limit whatever its body says.
    /// - 413, and what is known to be of the text, speak of the message; any other 4xx, and a redirect,
    ///   of account, place or settings.
    /// - 5xx and 408 are unclear: who has failed may have passed the message on before.
    init(
        status: Int, isOfText: Bool, words: String, retryAfterSeconds: Int64?,
        nowSeconds now: Int64
    ) {
        let line = "HTTP \(status): \(words)"
        switch status {
        case 429:
            self = .limited(untilSeconds: Self.end(retryAfterSeconds, now), line)
        case 413: self = .refused(line)
        case 408, 500...: self = .unclear(line)
        case 300..<400:
            self = .misconfigured("HTTP \(status), a redirect: the address must be the final one")
        default: self = isOfText ? .refused(line) : .misconfigured(line)
        }
    }

    /// When a limit ends: what the service says, within reason.
    static func end(_ seconds: Int64?, _ now: Int64) -> Int64 {
        now + min(max(seconds ?? standardWait, leastWait), maximumWait)
    }

    /// What a broken exchange amounts to.
    package init(_ error: HTTPError) {
        self =
            switch error {
            case .nameNotResolved, .notConnected, .insecure, .noTrust: .unreached("\(error)")
            case .timedOut, .tooLarge, .broken, .packed: .unclear("\(error)")
            }
    }
}
