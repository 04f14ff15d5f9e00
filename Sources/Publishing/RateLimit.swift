internal import HTTP
internal import Market

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
    static let mostSeconds: Int64 = 25 * 3_600

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
        return now + min(max(wait, leastSeconds), mostSeconds)
    }

    private static func number(_ response: HTTPResponse, _ name: String) -> Int64? {
        response.headers.first { $0.name == name }.flatMap { Int64(saturating: $0.value) }
    }
}
