internal import Alerting
package import HTTP
package import Market
package import Settings
package import Text

/// One message through one channel, now, with what was said: for people who set it up.
///
/// Limits and quiet hours do not count, and nothing is kept.
package struct AlertTrial {
    private let channel: AlertChannel
    private let credentials: Credentials
    private let transport: any HTTPTransport
    private let mail: any MailTransport

    /// The channels there are.
    package static let channels = ChannelKind.allCases.map(\.rawValue)

    /// - Throws: ``JobError`` where there is no such channel, or it cannot be used.
    package init(
        settings: Settings, channel name: String, transport: any HTTPTransport,
        mail: any MailTransport
    ) throws(JobError) {
        let channels = settings.alertChannels()
        guard let found = channels.first(where: { $0.name == name }) else {
            guard Self.channels.contains(name) else {
                let hint = hint(forUnknown: name, among: Self.channels)
                throw JobError(
                    .usage, at: "--test", "there is no channel '\(excerpt(of: name))'",
                    remedy: Remedy(hint))
            }
            throw JobError(
                .usage, at: "--test",
                "\(name) is not configured; algom.json has no section alerts.\(name)")
        }
        channel = try found.channel.get()
        credentials = settings.credentials
        self.transport = transport
        self.mail = mail
    }

    /// Sends it; the lines are the conversation and, last, what it came to.
    package func run(at now: Timestamp) -> (lines: [String], status: ExitStatus) {
        ForeignText.hiding(credentials) { tried(at: now) }
    }

    private func tried(at now: Timestamp) -> (lines: [String], status: ExitStatus) {
        let seconds = now.milliseconds / 1_000
        let alert = Alert(
            id: "test/\(now.milliseconds)", kind: .test, title: "a test of the channel",
            lines: ["sent \(now)", "marks that could be mistaken: & < > * _ ` -31.07 €"],
            atSeconds: seconds, isUrgent: false)
        var outcome: AlertOutcome
        var lines: [String]
        switch channel.way {
        case .http(let service):
            (outcome, lines) = send(alert, service, seconds)
            if case .moved(let place) = outcome {
                let (second, more) = send(alert, service.moved(to: place), seconds)
                (outcome, lines) = (second, lines + more)
            }
        case .mail(let service):
            let receipt = mail.send(service.mail(for: alert, nowSeconds: seconds))
            outcome = service.outcome(of: receipt)
            lines = receipt.conversation
        }
        switch outcome {
        case .delivered:
            lines.append("\(channel.name): delivered")
            return (lines, .ok)
        case .deliveredBut(let why):
            lines.append("\(channel.name): delivered, but \(why)")
            return (lines, .unavailable)
        case .moved(let why), .refused(let why), .misconfigured(let why), .unreached(let why),
            .unclear(let why),
            .limited(_, let why):
            lines.append("\(channel.name): not delivered: \(why)")
            return (lines, .unavailable)
        }
    }

    private func send(
        _ alert: Alert, _ service: any AlertService, _ seconds: Int64
    ) -> (AlertOutcome, [String]) {
        let request = service.request(for: alert, nowSeconds: seconds)
        let result = transport.exchange(request)
        return (
            service.outcome(of: result, nowSeconds: seconds), service.conversation(request, result)
        )
    }
}
