internal import Feeds
internal import HTTP
internal import Market

/// This machine's clock against the exchanges', as the `Date` of one small answer tells it.
///
/// It asks for the time, which costs an exchange nothing, and takes any answer for one: what counts
/// is the header. An exchange that does not answer leaves the question open.
struct ClockCheck {
    static let key = "clock"
    /// As a tick warns.
    private static let maximumSeconds: Int64 = 30
    private static let milliseconds = 5_000

    let venues: [Exchange: VenueSettings]
    let transport: any HTTPTransport
    let wall: () -> Timestamp

    /// Looks at the clock itself, and then asks these exchanges, all at once, each at its first address.
    func observation(_ exchanges: Set<Exchange>) -> Observation {
        let now = wall()
        guard Timestamp.credible.contains(now) else {
            return Observation(
                findings: [
                    Finding(
                        Self.key,
                        "this machine's clock says \(now), which cannot be; run: timedatectl set-ntp true"
                    )
                ])
        }
        var asked: [Int: Exchange] = [:]
        for exchange in Exchange.allCases where exchanges.contains(exchange) {
            guard let settings = venues[exchange],
                let probe = ExchangeProbe(exchange, settings), let base = probe.bases.first
            else { continue }
            let question = probe.time(at: base, withinMilliseconds: Self.milliseconds)
            asked[transport.start(question)] = exchange
        }
        guard !asked.isEmpty else { return Observation() }
        var seen = Observation(unjudged: [Self.key])
        // Each completion ends one request, as its own limit says it must.
        for _ in 0..<1_000 where !asked.isEmpty {
            guard let completion = transport.next(withinMilliseconds: Self.milliseconds),
                let exchange = asked.removeValue(forKey: completion.request)
            else { continue }
            guard case .success(let answer) = completion.result, let date = answer.dateSeconds
            else { continue }
            seen.unjudged = []
            let ahead = wall().milliseconds / 1_000 - date
            guard abs(ahead) > Self.maximumSeconds else { continue }
            seen.findings = [
                Finding(
                    Self.key,
                    "this machine's clock is \(abs(ahead)) s \(ahead > 0 ? "ahead of" : "behind") "
                        + "\(exchange.rawValue)'s; run: timedatectl set-ntp true", patience: 2)
            ]
        }
        transport.cancelAll()
        return seen
    }
}
