import Foundation
import LoopbackServices
import Synchronization
import Testing

/// Services that send back what they were sent, in every spelling, and what others were: nothing of a
/// secret is in what a command says, or in what it keeps.
struct EchoedSecretTests {
    private static let names = ["telegram", "discord", "slack", "webhook", "ntfy", "sms"]
    private static let mark = "pLaNtEd-7Kq9"

    /// How an echo may be spelled.
    private static let spellings: [@Sendable (String) -> String] = [
        { $0 },
        { $0.utf8.map { String(format: "%%%02X", $0) }.joined() },
        { $0.utf16.map { String(format: "\\u%04x", $0) }.joined() },
        { $0.utf16.map { String(format: "\\\\u%04x", $0) }.joined() },
        { $0.unicodeScalars.map { "&#\($0.value);" }.joined() },
        { Data($0.utf8).base64EncodedString() },
        { Data("x\($0)".utf8).base64EncodedString() },
        { Data("xy\($0)".utf8).base64EncodedString() },
        { "<p>\($0)</p>" },
        { Data($0.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_") },
    ]

    /// A server that answers with this status, and with what it was sent, spelled so.
    private static func echo(_ status: Int, _ spell: @escaping @Sendable (String) -> String)
        -> RawServer
    {
        let turn = Mutex(0)
        return RawServer { request in
            let headers = request.headers.filter { name, _ in
                ["authorization", "x-api-key", "x-mbx-apikey", "x-cmc_pro_api_key"].contains(name)
            }.map { $0.value }
            // A login as it was before it was encoded, too.
            let logins = headers.compactMap { value in
                Data(base64Encoded: String(value.drop { $0 != " " }.dropFirst()))
            }.map { String(decoding: $0, as: UTF8.self) }
            // Of the others' secrets a few each time, since what is shown is short.
            let turn = turn.withLock { turn in
                turn += 1
                return turn
            }
            let others = (0..<2).map { foreign[(2 * turn + $0) % foreign.count] }
            let words = (others + [request.path] + headers + logins + request.query.map(\.value))
                .joined(separator: " ")
            let said = spell(words)
            let fields = ["msg", "message", "description", "error", "detail", "title"]
                .map { "\"\($0)\":\"\(said)\"" }.joined(separator: ",")
            return .answer(
                status: status, headers: ["X-Echo": "x", "Server": "x"],
                body: said.hasPrefix("<") ? said : "{\"code\":-2015,\(fields)}")
        }
    }

    /// Secrets in every form in which any service is sent them, also those that nobody here is.
    private static let foreign = [
        "1:\(mark)-token", "/bot1:\(mark)-token/sendMessage", "\(mark)-discord", "\(mark)-slack",
        "/hook/\(mark)-webhook?key=\(mark)-query", "\(mark)-signing", "\(mark)-topic",
        "tk_\(mark)-ntfy", "AC\(mark)-account", "AC\(mark)-account:\(mark)-twilio",
        "Basic " + Data("AC\(mark)-account:\(mark)-twilio".utf8).base64EncodedString(),
        Data("\0me@example.com\0\(mark)-smtp".utf8).base64EncodedString(), "\(mark)-smtp",
        "\(mark)-binance", "\(mark)-binance-secret", "\(mark)-x-key", "\(mark)-x-secret",
        "17-\(mark)-x-token", "\(mark)-x-token-secret", "\(mark)-x-secret&\(mark)-x-token-secret",
        "sk-\(mark)-model", "\(mark)-market", "/ping/\(mark)-check/start", "\(mark)-of-another",
    ]

    private static func home(_ base: String) throws -> TemporaryHome {
        let home = try TemporaryHome()
        try home.write(
            """
            { traders: [{ exchange: "binance" }],
              alerts: { telegram: { chat: "-100" }, discord: {}, slack: {}, webhook: {},
                        ntfy: { server: "\(base)" },
                        sms: { from: "+15005550006", to: ["+15005550007"] } } }
            """, to: "algom.json")
        try home.write(
            """
            TELEGRAM_BOT_TOKEN=1:\(mark)-token
            DISCORD_WEBHOOK_URL=\(base)/api/webhooks/1/\(mark)-discord
            SLACK_WEBHOOK_URL=\(base)/services/T/B/\(mark)-slack
            ALERT_WEBHOOK_URL=\(base)/hook/\(mark)-webhook?key=\(mark)-query
            ALERT_WEBHOOK_SECRET=\(mark)-signing
            NTFY_TOPIC=\(mark)-topic
            NTFY_TOKEN=tk_\(mark)-ntfy
            TWILIO_ACCOUNT_SID=AC\(mark)-account
            TWILIO_AUTH_TOKEN=\(mark)-twilio
            BINANCE_API_KEY=\(mark)-binance
            BINANCE_API_SECRET=\(mark)-binance-secret
            TWITTER_API_KEY=\(mark)-x-key
            TWITTER_API_SECRET=\(mark)-x-secret
            TWITTER_ACCESS_TOKEN=17-\(mark)-x-token
            TWITTER_ACCESS_TOKEN_SECRET=\(mark)-x-token-secret
            ANTHROPIC_API_KEY=sk-\(mark)-model
            COINMARKETCAP_API_KEY=\(mark)-market
            SMTP_PASSWORD=\(mark)-smtp
            HEALTHCHECKS_TICK_URL=\(base)/ping/\(mark)-check
            MY_OTHER_TOKEN=\(mark)-of-another

            """
                + ["TELEGRAM", "TWILIO", "TWITTER", "ANTHROPIC", "COINMARKETCAP", "BINANCE"]
                .map { "\($0)_BASE_URL=\(base)\n" }.joined(), to: ".env")
        return home
    }

    /// Every spelling of the mark, as far as nothing beside it decides it.
    private static let traces: [String] = {
        let encoded = (0..<3).map { shift in
            let text = Data((String("xyz".prefix(shift)) + mark).utf8).base64EncodedString()
            return String(text.dropFirst(4).prefix(8))
        }
        return [String(mark.prefix(8)), String(mark.suffix(8))] + encoded
            + spellings[1...4].map { String($0(mark).prefix(24)) }
    }()

    private func expectSilence(_ text: String, _ place: String) {
        for trace in Self.traces { #expect(!text.contains(trace), "\(place): \(trace): \(text)") }
    }

    @Test(arguments: [401, 400, 403, 404], spellings.indices)
    func `nothing that comes back is told or kept`(status: Int, spelling: Int) throws {
        let server = Self.echo(status, Self.spellings[spelling])
        let home = try Self.home(server.baseURL)
        let algom = Command(name: "algom")
        for arguments in Self.names.map({ ["alert", "--test", $0] }) + [["doctor"]] {
            let outcome = try algom.run(arguments + ["--home", home.path], environment: [:])
            expectSilence(outcome.output + outcome.errors, "\(arguments) \(status) \(spelling)")
            #expect(outcome.status != 0 && outcome.status < 128 && outcome.status != 70)
        }
        for (program, arguments) in [
            ("algom-tick", []), ("algom-report", ["--kind", "education"]), ("algom-health", []),
            ("algom-health", []),
        ] {
            let outcome = try Command(name: program).run(
                arguments + ["--home", home.path], environment: [:])
            expectSilence(outcome.output + outcome.errors, "\(program) \(status) \(spelling)")
        }
        var isKept = false
        for name in try FileManager.default.subpathsOfDirectory(atPath: home.path)
        where name.hasPrefix("state/") {
            let bytes = FileManager.default.contents(atPath: "\(home.path)/\(name)") ?? Data()
            let text = String(decoding: bytes, as: UTF8.self)
            isKept = isKept || text.contains("(hidden)")
            expectSilence(text, name)
        }
        #expect(isKept, "nothing of what came back is kept, so nothing was looked at")
    }
}
