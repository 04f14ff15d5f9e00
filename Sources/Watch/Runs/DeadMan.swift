internal import Alerting
package import HTTP
package import Settings
package import Text

/// Tells a service that raises the alarm when nothing comes that a run began and how it ended.
///
/// It takes 3 seconds at most, in two parts, and decides nothing: a ping that fails is the service's
/// to miss. Only an address that is wrong is worth a word.
package struct DeadMan {
    private static let startMilliseconds = 1_000
    private static let endMilliseconds = 2_000

    private let ping: DeadManPing
    private let variable: String
    private let transport: any HTTPTransport
    /// What is wrong with the address, as the beginning was answered.
    private var warning: String?

    /// Begins a run of a program; `nil` where nobody watches it.
    ///
    /// `random` is 128 bits for this run alone.
    ///
    /// - Throws: ``JobError`` where the address is none; it is not told, for it is a secret.
    package init?(
        of program: String, environment: [String: String], options: Settings.Options,
        random: (UInt64, UInt64),
        transport: (TrustStore) -> any HTTPTransport = { CurlTransport(trust: $0) }
    ) throws(JobError) {
        guard
            let watch = try Settings.watch(
                over: program, environment: environment, options: options)
        else { return nil }
        ping = DeadManPing(url: watch.url, runID: DeadManPing.runID(random.0, random.1))
        variable = watch.variable
        self.transport = transport(watch.trust)
        warning = send(ping.start(withinMilliseconds: Self.startMilliseconds))
    }

    /// Ends the run as the ledger tells it, with more lines for people; returns what is wrong with
    /// the address.
    package func end(_ entry: RunEntry, lines: [String] = []) -> String? {
        let words = lines + [String(decoding: entry.line, as: UTF8.self)]
        // That another run is at it, or that somebody asked for a pause, is no failure.
        let status = entry.status == .tryLater ? nil : entry.status.rawValue
        let answer = send(
            ping.end(status: status, lines: words, withinMilliseconds: Self.endMilliseconds))
        return answer ?? warning
    }

    private func send(_ request: HTTPRequest) -> String? {
        guard case .success(let answer) = transport.exchange(request),
            (300..<500).contains(answer.status), answer.status != 429, answer.status != 408
        else { return nil }
        return "the ping was answered HTTP \(answer.status); look at \(variable)"
    }
}
