internal import Alerting
internal import HTTP

/// A channel as it is used: what it tells, when, and by which way.
struct AlertChannel: Sendable {
    enum Way: Sendable {
        case http(any AlertService)
        case mail(EmailService)
    }

    let name: String
    let events: Set<Alert.Kind>
    let urgent: Set<Alert.Kind>
    let rules: AlertRules
    var way: Way

    /// The variables that are read, from the environment or `.env`.
    static let variables = [
        "SMTP_PASSWORD", "TELEGRAM_BOT_TOKEN", "TELEGRAM_BASE_URL", "DISCORD_WEBHOOK_URL",
        "SLACK_WEBHOOK_URL", "ALERT_WEBHOOK_URL", "ALERT_WEBHOOK_SECRET", "NTFY_TOPIC",
        "NTFY_TOKEN", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_BASE_URL",
    ]

    /// - Throws: ``JobError`` that names the variable that is missing or no address.
    init(
        _ configuration: ChannelConfiguration, brand: String, _ value: @escaping (String) -> Secret?
    ) throws(JobError) {
        name = configuration.kind.rawValue
        let telling = configuration.telling
        events = Set(telling.events.compactMap(Alert.Kind.init))
        urgent = Set(telling.urgent.compactMap(Alert.Kind.init))
        rules = AlertRules(
            messagesPerHour: telling.messagesPerHour, quietHours: telling.quiet,
            // One message too many costs money and wakes somebody; the journal keeps what is missed.
            isOnceAtMost: configuration.kind == .sms)
        way = try Self.way(configuration, brand: brand, Values(name: name, value: value))
    }

    /// The variables, and errors that name them.
    private struct Values {
        let name: String
        let value: (String) -> Secret?

        func secret(_ variable: String) throws(JobError) -> Secret {
            guard let secret = value(variable) else {
                throw JobError(
                    .configuration, "alerts.\(name): \(variable) is missing; set it in .env")
            }
            return secret
        }

        func url(_ variable: String, standard: String? = nil) throws(JobError) -> HTTPURL {
            let text =
                if let standard { value(variable)?.revealed ?? standard } else {
                    try secret(variable).revealed
                }
            do {
                return try HTTPURL(text)
            } catch {
                throw JobError(.configuration, "\(variable): \(error)")
            }
        }
    }

    private static func way(
        _ channel: ChannelConfiguration, brand: String, _ values: Values
    ) throws(JobError) -> Way {
        switch channel.kind {
        case .email: return .mail(try email(channel, brand: brand, values))
        case .telegram:
            return .http(
                TelegramService(
                    base: try values.url(
                        "TELEGRAM_BASE_URL", standard: TelegramService.standardBase),
                    token: try values.secret("TELEGRAM_BOT_TOKEN"), chat: channel.chat))
        case .discord: return .http(DiscordService(url: try values.url("DISCORD_WEBHOOK_URL")))
        case .slack: return .http(SlackService(url: try values.url("SLACK_WEBHOOK_URL")))
        case .webhook:
            return .http(
                WebhookService(
                    url: try values.url("ALERT_WEBHOOK_URL"),
                    key: try values.secret("ALERT_WEBHOOK_SECRET")))
        case .ntfy:
            do {
                return .http(
                    NtfyService(
                        server: try HTTPURL(channel.server),
                        topic: try values.secret("NTFY_TOPIC"), token: values.value("NTFY_TOKEN")))
            } catch let error as HTTPURLError {
                throw JobError(.configuration, "alerts.ntfy.server: \(error)")
            } catch let error as JobError {
                throw error
            } catch {
                throw JobError(.bug, "alerts.ntfy: \(error)")
            }
        case .sms:
            return .http(
                TwilioService(
                    base: try values.url("TWILIO_BASE_URL", standard: TwilioService.standardBase),
                    account: try values.secret("TWILIO_ACCOUNT_SID"),
                    token: try values.secret("TWILIO_AUTH_TOKEN"), from: channel.from,
                    to: channel.to.first ?? ""))
        }
    }

    private static func email(
        _ channel: ChannelConfiguration, brand: String, _ values: Values
    ) throws(JobError) -> EmailService {
        guard let server = channel.mailServer else {
            throw JobError(.configuration, "alerts.email.host: it is no mail server's name")
        }
        var login: (user: String, password: Secret)?
        if let user = channel.user { login = (user, try values.secret("SMTP_PASSWORD")) }
        return EmailService(
            server: server, login: login, sender: channel.from, recipients: channel.to,
            brand: brand)
    }
}
