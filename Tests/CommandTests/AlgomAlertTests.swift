import Foundation
import JSON
import LoopbackServices
import Testing

struct AlgomAlertTests {
    private let algom = Command(name: "algom")
    private let tick = Command(name: "algom-tick")
    private let health = Command(name: "algom-health")

    /// Every secret has this in it, and nothing else has.
    private static let mark = "pLaNtEd"
    private static let names = ["telegram", "discord", "slack", "webhook", "ntfy", "sms"]

    /// A home with every channel that goes over HTTP, all secrets in its `.env`.
    private func home(_ services: LoopbackMessages, more: String = "") throws -> TemporaryHome {
        let home = try TemporaryHome(isHome: false)
        let base = services.baseURL
        try home.write(
            """
            { traders: [{ exchange: "sim" }],
              alerts: { telegram: { chat: "-100" }, discord: {}, slack: {}, webhook: {},
                        ntfy: { server: "\(base)" }, messagesPerHour: 1000,
                        sms: { from: "+15005550006", to: ["+15005550007"] }, \(more) } }
            """, to: "algom.json")
        try home.write(
            """
            TELEGRAM_BOT_TOKEN=1:\(Self.mark)-token
            TELEGRAM_BASE_URL=\(base)
            DISCORD_WEBHOOK_URL=\(base)/api/webhooks/1/\(Self.mark)-discord
            SLACK_WEBHOOK_URL=\(base)/services/T/B/\(Self.mark)-slack
            ALERT_WEBHOOK_URL=\(base)/hook/\(Self.mark)-webhook
            ALERT_WEBHOOK_SECRET=\(Self.mark)-signing
            NTFY_TOPIC=\(Self.mark)-topic
            NTFY_TOKEN=tk_\(Self.mark)-ntfy
            TWILIO_ACCOUNT_SID=AC\(Self.mark)-account
            TWILIO_AUTH_TOKEN=\(Self.mark)-twilio
            TWILIO_BASE_URL=\(base)
            SMTP_PASSWORD=\(Self.mark)-smtp
            """, to: ".env")
        return home
    }

    private func expectSilence(_ outcome: Command.Outcome, _ place: String) {
        #expect(!outcome.output.contains(Self.mark), "\(place): \(outcome.output)")
        #expect(!outcome.errors.contains(Self.mark), "\(place): \(outcome.errors)")
        #expect(outcome.status != 70 && outcome.status < 128, "\(place): \(outcome)")
    }

    private func expectSilence(_ home: TemporaryHome) throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: home.path)
        where name != ".env" {
            let bytes = FileManager.default.contents(atPath: "\(home.path)/\(name)") ?? Data()
            #expect(!String(decoding: bytes, as: UTF8.self).contains(Self.mark), "\(name)")
        }
    }

    @Test func `a trial sends one message and shows what was said, without what is secret`() throws
    {
        let services = LoopbackMessages()
        let home = try home(services)
        for name in Self.names {
            let outcome = try algom("alert", "--test", name, "--home", home.path)
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.lines.first == "> POST 127.0.0.1, address hidden")
            #expect(outcome.lines.last == "\(name): delivered")
            #expect(services.texts(name).count == 1)
            expectSilence(outcome, name)
            services.enqueue(
                .answer(
                    status: 401,
                    body: "{\"description\":\"\(Self.mark)-token \(Self.mark)-slack\"}"), for: name)
            let refused = try algom("alert", "--test", name, "--home", home.path)
            #expect(refused.status == 69)
            #expect(refused.output.contains("< HTTP 401"))
        }
        #expect(!FileManager.default.fileExists(atPath: home.path + "/state"))
    }

    @Test func `a trial by e-mail speaks to a real server over TLS and shows it without the login`()
        throws
    {
        let authority = try TestAuthority()
        let server = try SMTPServer(
            .starttls, certificate: authority.certificate(names: "DNS:localhost,IP:127.0.0.1"))
        let home = try TemporaryHome()
        try home.write(
            """
            { traders: [{ exchange: "sim" }],
              alerts: { email: { host: "localhost", port: \(server.port), security: "starttls",
                                 user: "\(SMTPServer.user)", from: "algom@example.com",
                                 to: ["me@example.com"] } } }
            """, to: "algom.json")
        try home.write("SMTP_PASSWORD=\(SMTPServer.password)\n", to: ".env")
        let outcome = try algom(
            "alert", "--test", "email", "--home", home.path,
            environment: ["SSL_CERT_FILE": authority.file])
        #expect(outcome.status == 0 && outcome.lines.last == "email: delivered", "\(outcome)")
        #expect(outcome.output.contains("STARTTLS"))
        expectSilence(outcome, "email")
        let taken = try server.taken
        #expect(taken.map(\.recipients) == [["me@example.com"]])
        #expect(taken.first?.user == SMTPServer.user)
        #expect(taken.first?.message.contains("Subject: ") == true)
        let stranger = try algom("alert", "--test", "email", "--home", home.path)
        #expect(stranger.status == 69, "a certificate of nobody we know: \(stranger)")
        #expect(stranger.output.contains("certificate") || stranger.errors.contains("certificate"))
        expectSilence(stranger, "email")
        #expect(try server.taken.count == 1)
    }

    @Test func `what happened between two runs is told once a channel`() throws {
        let services = LoopbackMessages()
        let home = try home(services)
        let start = Date(timeIntervalSinceNow: -20 * 3_600).ISO8601Format()
        #expect(try tick("--home", home.path, "--now", start).status == 0)
        let first = try algom("alert", "--home", home.path)
        #expect(first.status == 0, "\(first)")
        #expect(first.lines.first == "telegram: nothing to tell")
        let before = try home.text("state/traders/sim/journal.jsonl").split(separator: "\n").count
        #expect(try tick("--home", home.path).status == 0)
        for _ in 0..<2 { #expect(try algom("alert", "--home", home.path).status == 0) }
        let events = try home.text("state/traders/sim/journal.jsonl").split(separator: "\n")
            .dropFirst(before).count { line in
                ["opened", "closed", "paused", "revised"].contains {
                    line.contains(#""type":"\#($0)""#)
                }
            }
        for name in Self.names { #expect(services.texts(name).count == events, "\(name)") }
        try expectSilence(home)
    }

    @Test func `health tells what is wrong, and that it is right again`() throws {
        let services = LoopbackMessages()
        let home = try home(services)
        #expect(try tick("--home", home.path).status == 0)
        #expect(try health("--home", home.path).status == 0)
        let secrets = try home.text(".env")
        try home.write(secrets, to: ".env", mode: 0o644)
        for _ in 0..<2 { #expect(try health("--home", home.path).status == 1) }
        #expect(services.texts("slack").count == 1)
        #expect(services.texts("slack")[0].contains("can be read by others"))
        try home.write(secrets, to: ".env")
        #expect(try health("--home", home.path).status == 0)
        #expect(services.texts("slack").count == 2)
        #expect(services.texts("slack")[1].hasPrefix("*right again: "))
        try expectSilence(home)
    }

    @Test func `whatever goes wrong, no word and no file tells a secret`() throws {
        let services = LoopbackMessages()
        let home = try home(services)
        #expect(try tick("--home", home.path).status == 0)
        let start = try health("--home", home.path)
        expectSilence(start, "start")
        try home.write(try home.text(".env"), to: ".env", mode: 0o644)
        let own = [
            "token", "discord", "slack", "webhook signing", "topic ntfy", "account twilio",
        ].map { words in
            words.split(separator: " ").map { "\(Self.mark)-\($0)" }.joined(separator: " ")
        }
        for (name, echo) in zip(Self.names, own) {
            services.enqueue(.answer(status: 403, body: "<p>\(echo)</p>"), for: name)
        }
        expectSilence(try health("--home", home.path), "health")
        expectSilence(try algom("alert", "--home", home.path), "alert")
        for (name, echo) in zip(Self.names, own) {
            services.enqueue(
                .answer(status: 400, headers: ["X-Echo": echo], body: "{\"message\":\"\(echo)\"}"),
                for: name)
            expectSilence(try algom("alert", "--test", name, "--home", home.path), name)
        }
        try expectSilence(home)
    }

    @Test func `mail to nobody is told as that`() throws {
        let services = LoopbackMessages()
        let home = try home(
            services,
            more: "email: { host: '127.0.0.1', port: 9, from: 'a@b', to: ['c@d'], user: 'u' }")
        let outcome = try algom("alert", "--test", "email", "--home", home.path)
        #expect(outcome.status == 69)
        #expect(outcome.output.contains("email: not delivered: no mail through 127.0.0.1: "))
        expectSilence(outcome, "email")
    }

    @Test func `a mistake is named with what to do`() throws {
        let home = try TemporaryHome()
        let nobody = try algom("alert", "--home", home.path)
        #expect(nobody.status == 78)
        #expect(nobody.errors.contains("nobody is to be told; give alerts in algom.json a channel"))
        let services = LoopbackMessages()
        let some = try self.home(services)
        let typo = try algom("alert", "--test", "telegramm", "--home", some.path)
        #expect(typo.status == 64)
        #expect(typo.errors.contains("did you mean 'telegram'?"))
        let other = try algom("alert", "--test", "email", "--home", some.path)
        #expect(other.status == 64)
        #expect(other.errors.contains("algom.json has no section alerts.email"))
        try some.write("", to: ".env")
        let keyless = try algom("alert", "--test", "sms", "--home", some.path)
        #expect(keyless.status == 78)
        #expect(keyless.errors.contains("TWILIO_ACCOUNT_SID is missing; set it in .env"))
        #expect(try algom("alert", "--help").output.contains("TELEGRAM_BOT_TOKEN"))
    }
}
