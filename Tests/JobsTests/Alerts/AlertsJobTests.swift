import Alerting
import Foundation
import HTTP
import JSON
import LoopbackServices
import Market
import Seeds
import Store
import Testing

@testable import Jobs
@testable import Text
@testable import Settings
@testable import Watch

struct AlertsJobTests {
    private static let told = ["opened", "closed", "paused", "revised"]
    private static let names = ["telegram", "discord", "slack", "webhook", "ntfy", "sms"]

    private func later(_ now: Timestamp, minutes: Int64) -> Timestamp {
        now.advanced(byMilliseconds: minutes * 60_000)
    }

    @Test(arguments: [90, 91, 92])
    func `every channel tells each event once, however often it is run`(seed: UInt64) throws {
        let fixture = try AlertFixture(
            seed: seed, alerts: "messagesPerHour: 1000, \(AlertFixture.channels)")
        // A new channel begins with what happens next.
        let first = try fixture.tick(upTo: 60)
        let result = try fixture.tell(at: first)
        #expect(result.status == .ok && result.failures.isEmpty)
        #expect(fixture.services.messages.isEmpty)
        let lines = try fixture.ticks.journal.count
        for index in [150, 151, 200, 300, 398] {
            let now = try fixture.tick(upTo: index)
            try fixture.tell(at: now)
            try fixture.tell(at: now)
        }
        let events = try fixture.events(of: Self.told, behind: lines)
        #expect(events.count >= 10)
        for name in Self.names {
            #expect(fixture.services.texts(name).count == events.count, "\(name), seed \(seed)")
        }
        let kinds = try fixture.ticks.text("alerts.jsonl").split(separator: "\n").map {
            try JSONReader.parse(Array($0.utf8))
        }.filter { $0["channel"]?.string == "slack" }.compactMap { $0["kind"]?.string }
        #expect(kinds == events)
    }

    @Test func `words are those of the journal, spelled as reports spell them`() throws {
        let fixture = try AlertFixture(alerts: "messagesPerHour: 1000, webhook: {}")
        try fixture.tell(at: try fixture.tick(upTo: 60))
        try fixture.tell(at: try fixture.tick(upTo: 398))
        let titles = fixture.services.texts("webhook")
        #expect(
            titles.contains {
                $0.wholeMatch(of: #/binance: bought [0-9.]+ BTC at \$[0-9,.]+ on paper/#) != nil
            })
        #expect(
            titles.contains {
                $0.wholeMatch(
                    of: #/binance: sold at \$[0-9,.]+ on paper, [+-]?\$[0-9,.]+ \([+-]?[0-9.]+%\)/#)
                    != nil
            })
    }

    @Test func `a burst is summed up, and nothing of it is lost`() throws {
        let fixture = try AlertFixture(alerts: "messagesPerHour: 3, webhook: {}, slack: {}")
        try fixture.tell(at: try fixture.tick(upTo: 60))
        let lines = try fixture.ticks.journal.count
        try fixture.tell(at: try fixture.tick(upTo: 398))
        let count = try fixture.events(of: Self.told, behind: lines).count
        let titles = fixture.services.texts("webhook")
        #expect(titles.count == 3)
        #expect(titles[2].hasPrefix("\(count - 2) events in one message: "))
    }

    @Test func `what happened over a day ago is not told, and that is said`() throws {
        let fixture = try AlertFixture(alerts: "webhook: {}")
        let first = try fixture.tick(upTo: 60)
        try fixture.tell(at: first)
        try fixture.tick(upTo: 150)
        let result = try fixture.tell(at: later(first, minutes: 3 * 1_440))
        #expect(fixture.services.messages.isEmpty)
        #expect(result.warnings.first?.contains("are older than a day and are not told") == true)
    }

    @Test func `a reset is told, and the new record from its beginning`() throws {
        let fixture = try AlertFixture(alerts: "messagesPerHour: 1000, webhook: {}")
        try fixture.tell(at: try fixture.tick(upTo: 150))
        let now = TickFixture.moment(after: RandomCandles.array(seed: 90, count: 400)[151])
        _ = try ResetJob(
            home: fixture.ticks.home.path, trader: "binance", reason: "a test of <it>", now: now,
            holder: "a test"
        ).run()
        try fixture.tell(at: now)
        #expect(fixture.services.messages.isEmpty)
        let next = try fixture.tick(upTo: 152)
        try fixture.tell(at: next)
        try fixture.tell(at: next)
        #expect(
            fixture.services.texts("webhook").first
                == "binance: its record was given up, a new one has begun")
        #expect(
            fixture.services.texts("webhook").count
                == 1 + (try fixture.events(of: Self.told).count))
    }

    @Test func `a record that was put back is told as that, once`() throws {
        let fixture = try AlertFixture(alerts: "messagesPerHour: 1000, webhook: {}")
        try fixture.tick(upTo: 60)
        let home = fixture.ticks.home
        let place = home.appending(path: "state/traders/binance")
        let copy = home.appending(path: "copy")
        try FileManager.default.copyItem(at: place, to: copy)
        let now = try fixture.tick(upTo: 150)
        try fixture.tell(at: now)
        try FileManager.default.removeItem(at: place)
        try FileManager.default.copyItem(at: copy, to: place)
        try? FileManager.default.removeItem(
            at: home.appending(path: "state/binance_trading_stats.json"))
        // What no stats file vouches for yet is not told.
        try fixture.tell(at: now)
        #expect(fixture.services.messages.isEmpty)
        let next = try fixture.tick(upTo: 151)
        try fixture.tell(at: next)
        try fixture.tell(at: next)
        #expect(
            fixture.services.texts("webhook") == [
                "binance: its record is no longer the one that alerts were told from"
            ])
    }

    // MARK: Faults

    @Test func `each channel fails by itself, and catches up`() throws {
        let fixture = try AlertFixture(
            alerts: "messagesPerHour: 1000, \(AlertFixture.channels)")
        try fixture.tell(at: try fixture.tick(upTo: 60))
        let lines = try fixture.ticks.journal.count
        let faults: [Reply] = [
            .answer(status: 500, body: "oops"), .hangUp, .answer(status: 401, body: "no"),
            .answer(status: 429, headers: ["Retry-After": "400"], body: "slowly"),
            .cutShort(status: 200, body: "{"), .answer(status: 503, body: ""),
        ]
        for (name, fault) in zip(Self.names, faults) {
            fixture.services.enqueue(fault, for: name)
        }
        let now = try fixture.tick(upTo: 150)
        let result = try fixture.tell(at: now)
        #expect(result.failures.count == 6)
        #expect(fixture.services.messages.isEmpty || fixture.services.texts("sms").count > 0)
        try fixture.tell(at: later(now, minutes: 7))
        let count = try fixture.events(of: Self.told, behind: lines).count
        for name in Self.names {
            // The short message in doubt is not repeated.
            #expect(
                fixture.services.texts(name).count == (name == "sms" ? count - 1 : count), "\(name)"
            )
        }
    }

    /// A way to a mail server that answers as it is told.
    private final class ScriptedMail: MailTransport {
        var errors: [MailError] = []
        var refusals: [MailReceipt.Refusal] = []
        var isJudged = true
        var mails: [Mail] = []

        func send(_ mail: Mail) -> MailReceipt {
            mails.append(mail)
            return MailReceipt(
                error: errors.isEmpty ? nil : errors.removeFirst(), conversation: [],
                refusals: refusals, isJudged: isJudged)
        }
    }

    @Test func `who is refused is named once, and everybody else gets the mail`() throws {
        let fixture = try AlertFixture(
            alerts: """
                messagesPerHour: 1000,
                email: { host: "mail.example.com", user: "me", from: "a@b", to: ["c@d", "e@f"] }
                """)
        let mail = ScriptedMail()
        try fixture.tell(at: try fixture.tick(upTo: 60), mail: mail)
        let now = try fixture.tick(upTo: 150)
        mail.refusals = [MailReceipt.Refusal(address: "e@f", said: "550 gone")]
        let first = try fixture.tell(at: now, mail: mail)
        #expect(mail.mails.count > 1 && first.status == .ok && first.failures.isEmpty)
        #expect(first.warnings == ["email: not to e@f (550 gone)"])
        let later = try fixture.tick(upTo: 300)
        #expect(try fixture.tell(at: later, mail: mail).warnings.isEmpty)
        let directory = try #require(
            try StateDirectory(existing: fixture.ticks.home.appending(path: "state").path))
        let findings = ChannelChecks.findings(["email"], in: directory)
        #expect(
            findings.map(\.words) == [
                "alerts by email need a hand: not to e@f (550 gone); then try: algom alert --test email"
                    + " --home \(fixture.ticks.home.path)"
            ])
        mail.refusals = []
        try fixture.tell(at: try fixture.tick(upTo: 398), mail: mail)
        #expect(ChannelChecks.findings(["email"], in: directory).isEmpty)
    }

    @Test func `nothing is lost on a refused account, and health says so at once`() throws {
        let fixture = try AlertFixture(
            alerts: "messagesPerHour: 1000, \(AlertFixture.channels)")
        try fixture.tell(at: try fixture.tick(upTo: 60))
        let lines = try fixture.ticks.journal.count
        let now = try fixture.tick(upTo: 150)
        let count = try fixture.events(of: Self.told, behind: lines).count
        let refusals = [
            "telegram": (400, #"{"ok":false,"description":"Bad Request: chat not found"}"#),
            "discord": (400, #"{"code":220001,"message":"… must have a thread_name"}"#),
            "slack": (404, "channel_not_found"), "ntfy": (403, #"{"code":40301}"#),
            "sms": (400, #"{"code":21606,"message":"no such number of yours"}"#),
            "webhook": (402, "pay"),
        ]
        for (name, (status, body)) in refusals {
            fixture.services.enqueue(.answer(status: status, body: body), for: name)
        }
        let result = try fixture.tell(at: now)
        #expect(result.failures.count == refusals.count && result.status == .tryLater)
        #expect(fixture.services.messages.isEmpty)
        let directory = try #require(
            try StateDirectory(existing: fixture.ticks.home.appending(path: "state").path))
        #expect(
            ChannelChecks.findings(Self.names, in: directory).map(\.key)
                == Self.names.map { "alerts/\($0)" })
        try fixture.tell(at: later(now, minutes: 10))
        for name in Self.names { #expect(fixture.services.texts(name).count == count, "\(name)") }
        #expect(ChannelChecks.findings(Self.names, in: directory).isEmpty)
    }

    @Test func `an address that refuses everything loses two messages, which the log tells`() throws
    {
        let fixture = try AlertFixture(alerts: "messagesPerHour: 1000, webhook: {}")
        try fixture.tell(at: try fixture.tick(upTo: 60))
        let lines = try fixture.ticks.journal.count
        let now = try fixture.tick(upTo: 150)
        let count = try fixture.events(of: Self.told, behind: lines).count
        for _ in 0..<4 {
            fixture.services.enqueue(.answer(status: 422, body: "no"), for: "webhook")
        }
        #expect(try fixture.tell(at: now).status == .unavailable)
        #expect(try fixture.tell(at: later(now, minutes: 30)).status == .tryLater)
        let directory = try #require(
            try StateDirectory(existing: fixture.ticks.home.appending(path: "state").path))
        let found = ChannelChecks.findings(["webhook"], in: directory)
        #expect(found.count == 1 && found[0].words.contains("refuses one text after another"))
        let log = try fixture.ticks.text("alerts.jsonl").split(separator: "\n").map {
            try JSONReader.parse(Array($0.utf8))
        }
        #expect(log.map { $0["status"]?.string } == ["givenUp", "givenUp"])
        #expect(log.allSatisfy { $0["lines"]?.elements?.isEmpty == false })
        try fixture.tell(at: later(now, minutes: 120))
        #expect(fixture.services.texts("webhook").count == count - 2)
        #expect(ChannelChecks.findings(["webhook"], in: directory).isEmpty)
    }

    @Test func `a group that has moved is told in the same run, and its owner what to write`()
        throws
    {
        let fixture = try AlertFixture(
            alerts: "messagesPerHour: 1000, telegram: { chat: '-5' }")
        try fixture.tell(at: try fixture.tick(upTo: 60))
        let lines = try fixture.ticks.journal.count
        let now = try fixture.tick(upTo: 150)
        fixture.services.enqueue(
            .answer(
                status: 400,
                body: #"{"ok":false,"description":"Bad Request: group chat was upgraded to a "#
                    + #"supergroup chat","parameters":{"migrate_to_chat_id":-100777}}"#),
            for: "telegram")
        let result = try fixture.tell(at: now)
        let count = try fixture.events(of: Self.told, behind: lines).count
        #expect(fixture.services.texts("telegram").count == count)
        #expect(result.failures.isEmpty && result.status == .ok)
        #expect(result.warnings.count == 1)
        #expect(result.warnings[0].contains(#"write "chat": "-100777""#))
    }

    @Test func `mail goes by the same rules`() throws {
        let fixture = try AlertFixture(
            alerts: """
                messagesPerHour: 1000, slack: {},
                email: { host: "mail.example.com", user: "me", from: "a@b", to: ["c@d"] }
                """)
        let mail = ScriptedMail()
        try fixture.tell(at: try fixture.tick(upTo: 60), mail: mail)
        let lines = try fixture.ticks.journal.count
        let now = try fixture.tick(upTo: 150)
        mail.errors = [.unclear(host: "mail.example.com", detail: "no answer")]
        let first = try fixture.tell(at: now, mail: mail)
        #expect(
            first.failures == [
                "email: no word from mail.example.com on the message: no answer"
            ])
        #expect(first.status == .tryLater)
        // Left alone for a while, it has nothing new to say, and waits all the same.
        let second = try fixture.tell(at: later(now, minutes: 1), mail: mail)
        #expect(second.failures == [] && second.status == .tryLater)
        #expect(second.lines.first?.contains("waiting until") == true)
        mail.errors = [.refused(host: "mail.example.com", code: 554, said: "554 no")]
        let third = try fixture.tell(at: later(now, minutes: 5), mail: mail)
        #expect(third.failures == ["email: mail.example.com refuses: 554 no"])
        #expect(third.status == .unavailable)
        let count = try fixture.events(of: Self.told, behind: lines).count
        #expect(mail.mails.count == count + 1)
        #expect(fixture.services.texts("slack").count == count)
        #expect(mail.mails.allSatisfy { $0.login?.password.revealed == "smtpsecret" })
        #expect(!(try fixture.ticks.text("alerts/email.json")).contains("smtpsecret"))
    }

    @Test func `no answer costs ten seconds at most, all channels together`() throws {
        let fixture = try AlertFixture(
            alerts: "messagesPerHour: 1000, telegram: { chat: '1' }, slack: {}, discord: {}")
        try fixture.tell(at: try fixture.tick(upTo: 60))
        for name in ["telegram", "slack"] { fixture.services.enqueue(.silence, for: name) }
        let now = try fixture.tick(upTo: 150)
        let start = DispatchTime.now().uptimeNanoseconds
        let result = try fixture.tell(at: now)
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
        #expect((9...30).contains(seconds))
        #expect(result.failures.count == 2)
        #expect(!fixture.services.texts("discord").isEmpty)
    }

    @Test func `a damaged document of a channel stops that one alone, untouched`() throws {
        let fixture = try AlertFixture(alerts: "slack: {}, webhook: {}")
        try fixture.tell(at: try fixture.tick(upTo: 60))
        try fixture.ticks.write("{", to: "state/alerts/slack.json")
        let result = try fixture.tell(at: try fixture.tick(upTo: 150))
        #expect(result.status == .configuration)
        #expect(result.failures.first?.contains("slack.json is damaged") == true)
        #expect(!fixture.services.texts("webhook").isEmpty)
        #expect(try fixture.ticks.text("alerts/slack.json") == "{")
    }

    @Test func `a channel without its key is named, and the others tell`() throws {
        let fixture = try AlertFixture(
            alerts: "slack: {}, ntfy: { server: 'BASE' }, telegram: { chat: '1' }")
        try fixture.tick(upTo: 60)
        let settings = try Settings(
            environment: ["SLACK_WEBHOOK_URL": "http://example.com/x/secret", "NTFY_TOPIC": "t"],
            options: Settings.Options(home: fixture.ticks.home.path))
        let channels = settings.alertChannels()
        #expect(channels.map(\.name) == ["telegram", "slack", "ntfy"])
        guard case .failure(let first) = channels[0].channel,
            case .failure(let second) = channels[1].channel, case .success = channels[2].channel
        else { return #expect(Bool(false), "\(channels)") }
        #expect(
            first.description
                == "alerts.telegram: TELEGRAM_BOT_TOKEN is missing; set it in .env")
        #expect(second.description.hasPrefix("SLACK_WEBHOOK_URL: http:// to example.com"))
        #expect(!second.description.contains("secret"))
    }

    @Test func `state and log hold no secret`() throws {
        let fixture = try AlertFixture(alerts: AlertFixture.channels)
        try fixture.tell(at: try fixture.tick(upTo: 60))
        for name in Self.names {
            fixture.services.enqueue(
                .answer(
                    status: 403,
                    body: "no 1:abcdefgh discordsecret slacksecret webhooksecret"
                        + " signingsecret topicsecret ACsecret twiliosecret"), for: name)
        }
        let result = try fixture.tell(at: try fixture.tick(upTo: 150))
        #expect(result.failures.count == 6)
        var texts = result.failures + result.warnings + result.lines
        for file in Self.names.map({ "alerts/\($0).json" }) {
            texts.append(try fixture.ticks.text(file))
        }
        // Each service knows and hides its own.
        let own = [
            "abcdefgh", "discordsecret", "slacksecret", "webhooksecret", "topicsecret", "ACsecret",
        ]
        for (index, secret) in own.enumerated() {
            let document = try fixture.ticks.text("alerts/\(Self.names[index]).json")
            #expect(!document.contains(secret), "\(document)")
            let failure = try #require(result.failures.first { $0.hasPrefix(Self.names[index]) })
            #expect(!failure.contains(secret), "\(failure)")
        }
    }

    // MARK: Health

    private func health(_ wrong: [String], at now: Timestamp) -> HealthResult {
        var memory = HealthMemory()
        let findings = wrong.map { Finding($0, "\($0) is wrong") }
        let changes = memory.consume(Observation(findings: findings), at: now)
        return HealthResult(
            at: now, traders: [], problems: memory.problems, changes: changes, warnings: [],
            failure: nil)
    }

    @Test func `what is wrong is told once, right again once, through quiet hours`() throws {
        let fixture = try AlertFixture(alerts: "quietHours: '0-23:59', webhook: {}")
        let now = try fixture.tick(upTo: 60)
        try fixture.tell(at: now, health: health(["disk"], at: now))
        try fixture.tell(at: now, health: health(["disk", "clock"], at: now))
        try fixture.tell(at: now)
        try fixture.tell(at: now, health: health(["clock"], at: now))
        try fixture.tell(at: now, health: health([], at: now))
        try fixture.tell(at: now, health: health([], at: now))
        #expect(
            fixture.services.texts("webhook") == [
                "wrong: disk is wrong", "wrong: clock is wrong", "right again: disk is wrong",
                "right again: clock is wrong",
            ])
    }

    @Test func `two runs at once are one too many`() throws {
        let fixture = try AlertFixture(alerts: "webhook: {}")
        let now = try fixture.tick(upTo: 60)
        let directory = try StateDirectory(path: fixture.ticks.home.path + "/state")
        let lock = try directory.lock("alerts.lock", holder: "somebody")
        let error = try #require(throws: JobError.self) { try fixture.tell(at: now) }
        #expect(error.status == .tryLater)
        lock.release()
    }

    @Test func `what a clock that was ahead has dated is told when it has come`() throws {
        let fixture = try AlertFixture(alerts: "webhook: {}")
        let first = try fixture.tick(upTo: 60)
        try fixture.tell(at: first)
        let last = try fixture.tick(upTo: 390)
        let early = try fixture.tell(at: first)
        #expect(fixture.services.messages.isEmpty && early.warnings.isEmpty)
        try fixture.tell(at: last)
        let events = try fixture.events(of: ["opened", "closed", "paused"])
        #expect(!events.isEmpty && !fixture.services.messages.isEmpty)
        let told = fixture.services.messages.count
        try fixture.tell(at: last)
        #expect(fixture.services.messages.count == told)
    }
}
