import Feeds
import Foundation
import HTTP
import JSON
import LoopbackServices
import Market
import Seeds
import Store

@testable import Jobs
@testable import Settings
@testable import Watch

/// A record with trades, and services on loopback that take what is told of it.
final class AlertFixture {
    let ticks: TickFixture
    let services = LoopbackMessages()
    private let candles: [Candle]

    /// `alerts` is what `algom.json` says in that section.
    init(seed: UInt64 = 90, alerts: String) throws {
        candles = RandomCandles.array(seed: seed, count: 400)
        ticks = try TickFixture(
            binance: candles,
            configuration: """
                { traders: [{ exchange: "binance", warmUp: 30, fast: 3, slow: 8, rsiPeriod: 5,
                              overbought: 90 }],
                  alerts: { \(alerts.replacing("BASE", with: services.baseURL)) } }
                """)
    }

    static let channels = """
        telegram: { chat: "-100" }, discord: {}, slack: {}, webhook: {}, ntfy: { server: "BASE" },
        sms: { from: "+15005550006", to: ["+15005550007"] }
        """

    /// A tick that consumes the candles up to one.
    @discardableResult
    func tick(upTo index: Int) throws -> Timestamp {
        let now = TickFixture.moment(after: candles[index])
        try ticks.tick(at: now)
        return now
    }

    /// The settings of this home, or of a copy of it; the services are these or others.
    func settings(
        home: URL? = nil, services: LoopbackMessages? = nil
    ) throws -> Settings {
        let base = (services ?? self.services).baseURL
        return try Settings(
            environment: [
                "TELEGRAM_BOT_TOKEN": "1:abcdefgh", "TELEGRAM_BASE_URL": base,
                "DISCORD_WEBHOOK_URL": "\(base)/api/webhooks/1/discordsecret",
                "SLACK_WEBHOOK_URL": "\(base)/services/T/B/slacksecret",
                "ALERT_WEBHOOK_URL": "\(base)/hook/webhooksecret",
                "ALERT_WEBHOOK_SECRET": "signingsecret", "NTFY_TOPIC": "topicsecret",
                "TWILIO_ACCOUNT_SID": "ACsecret", "TWILIO_AUTH_TOKEN": "twiliosecret",
                "TWILIO_BASE_URL": base, "SMTP_PASSWORD": "smtpsecret",
            ], options: Settings.Options(home: (home ?? ticks.home).path))
    }

    @discardableResult
    func tell(
        at now: Timestamp, health: HealthResult? = nil,
        mail: any MailTransport = CurlMailTransport(trust: .system)
    ) throws -> AlertsResult {
        let settings = try settings()
        return try AlertsJob(
            settings: settings, transport: CurlTransport(trust: .system),
            mail: mail,
            clock: FeedClock(wall: { now }, monotonicMilliseconds: { 0 }), holder: "a test"
        ).run(problems: health?.problems)
    }

    /// The events of these types in the journal, in order, as `type`.
    func events(of types: [String], behind lines: Int = 0) throws -> [String] {
        try ticks.journal.dropFirst(lines).compactMap { line in
            let type = try JSONReader.parse(Array(line.utf8))["type"]?.string ?? ""
            return types.contains(type) ? type : nil
        }
    }
}
