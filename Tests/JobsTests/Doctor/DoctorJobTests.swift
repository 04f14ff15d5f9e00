import Foundation
import HTTP
import LoopbackServices
import Testing

@testable import Jobs
@testable import Text
@testable import Watch

struct DoctorJobTests {
    private static let binanceKeys = [
        "BINANCE_API_KEY": "k-12345678", "BINANCE_API_SECRET": "s-12345678",
    ]
    private static let rights = "/sapi/v1/account/apiRestrictions"
    private static let xKeys = [
        "TWITTER_API_KEY": "a", "TWITTER_API_SECRET": "b", "TWITTER_ACCESS_TOKEN": "c",
        "TWITTER_ACCESS_TOKEN_SECRET": "d",
    ]

    @Test func `where all is well nothing is said against it, and one line sums it up`() throws {
        let fixture = try DoctorFixture()
        let result = fixture.run()
        #expect(result.troubles == [], "\(result.json)")
        #expect(result.status == .ok)
        #expect(
            result.text(width: 80, isColoured: false).hasSuffix("ready to go live: nothing wrong"))
        #expect(result.check("exchanges/binance/clock")?.verdict == .ok)
        #expect(result.check("exchanges/binance/market/BTC/USDT 5m")?.verdict == .ok)
    }

    @Test func `offline asks nobody, and says what it left out`() throws {
        let fixture = try DoctorFixture()
        let result = fixture.run(isOffline: true)
        #expect(fixture.asked.isEmpty)
        #expect(result.status == .ok)
        #expect(result.text(width: 80, isColoured: false).contains("left out, being offline"))
        #expect(!result.checks.contains { $0.id.hasPrefix("exchanges/") })
    }

    @Test func `a brand that X may make a link of is warned of`() throws {
        let fixture = try DoctorFixture(
            configuration: "{ report: { brand: 'Algom.bot' }, traders: [{ exchange: 'binance' }] }"
        )
        let result = fixture.run(isOffline: true)
        #expect(result.troubles == ["configuration/report.brand"], "\(result.json)")
        let check = try #require(result.check("configuration/report.brand"))
        #expect(check.verdict == .warning && check.seen.contains("a link of 'Algom.bot'"))
        #expect(check.remedy == "leave the point out of it in \(fixture.home.path)/algom.json")
    }

    @Test func `each command of ours that helps names the home`() throws {
        let fixture = try DoctorFixture(
            configuration: "{ alerts: { slack: {} }, traders: [{ exchange: 'binance' }] }")
        let well = fixture.run(DoctorFixture.secrets.filter { $0.key == "SLACK_WEBHOOK_URL" })
        let trial = "algom alert --test slack --home \(fixture.home.path)"
        let said = { (check: DoctorCheck?) in check?.remedy?.description ?? "" }
        #expect(said(well.check("alerts/slack")) == "try a message: \(trial)", "\(well.json)")
        let bare = try DoctorFixture(configuration: nil)
        let none = bare.run(isOffline: true)
        let writing = "'algom init --home \(bare.home.path)' writes one"
        #expect(said(none.check("configuration/algom.json")) == writing)
        let commands = (well.checks + none.checks).flatMap { $0.remedy?.commands ?? [] }
            .filter { $0.words[0].hasPrefix("algom") }
        #expect(!commands.isEmpty)
        for command in commands { #expect(command.words.contains("--home"), "\(command)") }
    }

    // MARK: Keys

    @Test func `a key that may only look is well`() throws {
        let fixture = try DoctorFixture()
        let check = try #require(fixture.run(Self.binanceKeys).check("keys/binance"))
        #expect(check.verdict == .ok && check.seen == "it may look, and nothing else")
        fixture.answer(Self.rights, DoctorFixture.binanceKey(isBound: false))
        let unbound = try #require(fixture.run(Self.binanceKeys).check("keys/binance"))
        #expect(unbound.verdict == .ok && unbound.seen.contains("from any address"))
    }

    @Test(arguments: [(true, false), (false, true), (true, true)])
    func `a key that may trade or withdraw is a loud warning`(trades: Bool, withdraws: Bool) throws
    {
        let fixture = try DoctorFixture()
        fixture.answer(
            Self.rights, DoctorFixture.binanceKey(trades: trades, withdraws: withdraws))
        let result = fixture.run(Self.binanceKeys)
        let check = try #require(result.check("keys/binance"))
        #expect(check.verdict == .warning && check.isUrgent)
        #expect(check.seen.contains("TRADE") == trades)
        #expect(check.seen.contains("WITHDRAW") == withdraws)
        #expect(check.remedy?.description.contains("delete it") == true)
        let text = result.text(width: 80, isColoured: false)
        #expect(text.contains("  WARNING  binance"))
        #expect(text.hasSuffix("ready but for the WARNING above: nothing wrong, 1 warning"))
        #expect(result.status == .ok, "a warning is no reason not to begin")
    }

    @Test func `Bybit's key is asked as well`() throws {
        let fixture = try DoctorFixture()
        let keys = ["BYBIT_API_KEY": "k-12345678", "BYBIT_API_SECRET": "s-12345678"]
        #expect(fixture.run(keys).check("keys/bybit")?.verdict == .ok)
        fixture.answer(
            "/v5/user/query-api",
            #"{"retCode":0,"result":{"readOnly":0,"ips":["*"],"permissions":{"Spot":["SpotTrade"]}}}"#
        )
        #expect(fixture.run(keys).check("keys/bybit")?.isUrgent == true)
        fixture.answer("/v5/user/query-api", #"{"retCode":10003,"retMsg":"API key is invalid."}"#)
        #expect(fixture.run(keys).check("keys/bybit")?.verdict == .wrong)
    }

    @Test func `a wrong secret is wrong, and a key without one cannot be asked`() throws {
        let fixture = try DoctorFixture()
        fixture.answer(Self.rights, #"{"code":-2015,"msg":"Invalid API-key, IP"}"#, status: 401)
        let wrong = try #require(fixture.run(Self.binanceKeys).check("keys/binance"))
        #expect(wrong.verdict == .wrong && wrong.seen.contains("code -2015"))
        let alone = fixture.run(["BINANCE_API_KEY": "k-12345678"])
        #expect(alone.check("keys/binance")?.verdict == .warning)
        #expect(alone.check("keys/binance")?.seen.contains("without its secret") == true)
    }

    // MARK: Exchanges

    @Test func `a blocked place is told, and another address that serves makes it a warning`()
        throws
    {
        let fixture = try DoctorFixture()
        let other = try DoctorFixture()
        let page = "<html>Service unavailable from a restricted location</html>"
        fixture.answer("/api/v3/time", page, status: 451)
        fixture.answer("/api/v3/klines", page, status: 451)
        let result = fixture.run()
        #expect(result.check("exchanges/binance/reach")?.verdict == .wrong)
        #expect(result.check("exchanges/binance/reach")?.seen.contains("blocks this place") == true)
        #expect(result.status == .wrong)
        let both = fixture.run(["BINANCE_BASE_URL": "\(fixture.baseURL),\(other.baseURL)"])
        #expect(both.check("exchanges/binance/reach")?.verdict == .warning)
        #expect(both.check("exchanges/binance/reach/2")?.verdict == .ok)
        #expect(both.check("exchanges/binance/market/BTC/USDT 5m")?.verdict == .ok)
    }

    @Test func `an exchange that cannot be reached hides nothing else`() throws {
        let fixture = try DoctorFixture()
        let result = fixture.run(["BINANCE_BASE_URL": "http://127.0.0.1:9"])
        #expect(result.check("exchanges/binance/reach")?.verdict == .wrong)
        #expect(result.check("exchanges/binance/market/BTC/USDT 5m")?.verdict == .skipped)
        #expect(result.check("schedule/crontab")?.verdict == .ok)
    }

    @Test func `a market that the exchange does not know is wrong`() throws {
        let fixture = try DoctorFixture()
        fixture.answer("/api/v3/klines", #"{"code":-1121,"msg":"Invalid symbol."}"#, status: 400)
        let check = fixture.run().check("exchanges/binance/market/BTC/USDT 5m")
        #expect(
            check?.verdict == .wrong && check?.remedy?.description.contains("algom.json") == true)
    }

    @Test(arguments: [
        (Int64(5_000), DoctorCheck.Verdict.warning), (-5_000, .warning), (60_000, .wrong),
    ])
    func `a clock that is off is told`(ahead: Int64, verdict: DoctorCheck.Verdict) throws {
        let check = try DoctorFixture().run(localClockAhead: ahead).check("exchanges/binance/clock")
        #expect(check?.verdict == verdict)
        #expect(check?.seen.contains(ahead > 0 ? "ahead of" : "behind") == true)
    }

    // MARK: Services

    @Test func `X's keys are asked without a post`() throws {
        let fixture = try DoctorFixture()
        #expect(fixture.run(Self.xKeys).check("reports/x")?.verdict == .ok)
        fixture.answer("/2/users/me", #"{"title":"Unauthorized"}"#, status: 401)
        #expect(fixture.run(Self.xKeys).check("reports/x")?.verdict == .wrong)
        fixture.answer(
            "/2/users/me", #"{"data":{"id":"1","username":"me"}}"#,
            headers: ["x-access-level": "read"])
        let readOnly = try #require(fixture.run(Self.xKeys).check("reports/x"))
        #expect(
            readOnly.verdict == .wrong
                && readOnly.remedy?.description.contains("Read and write") == true)
        #expect(!fixture.asked.contains { $0.hasPrefix("POST") })
    }

    @Test func `missing keys of X are told, and the rest goes on`() throws {
        let result = try DoctorFixture().run(["TWITTER_API_KEY": "a"])
        #expect(result.check("reports/settings")?.verdict == .wrong)
        #expect(result.check("exchanges/binance/reach")?.verdict == .ok)
    }

    @Test func `keys of model and market overview are asked`() throws {
        let fixture = try DoctorFixture()
        let keys = ["ANTHROPIC_API_KEY": "k-12345678", "COINMARKETCAP_API_KEY": "c-12345678"]
        let good = fixture.run(keys)
        #expect(good.check("reports/model")?.verdict == .ok)
        #expect(good.check("reports/coinmarketcap")?.verdict == .ok)
        fixture.answer("/v1/models/claude-haiku-4-5", "no k-12345678", status: 401)
        fixture.answer("/v1/key/info", "no", status: 500)
        let bad = fixture.run(keys)
        #expect(bad.check("reports/model")?.verdict == .wrong)
        #expect(bad.check("reports/model")?.seen.contains("k-12345678") == false)
        #expect(bad.check("reports/coinmarketcap")?.verdict == .warning)
    }

    private static let channels = """
        { traders: [{ exchange: "binance" }], alerts: { telegram: { chat: "-1" }, discord: {},
          slack: {}, webhook: {}, ntfy: { server: "BASE" },
          sms: { from: "+15005550006", to: ["+15005550007"] },
          email: { host: "127.0.0.1", port: 9, from: "a@example.com", to: ["b@example.com"] } } }
        """

    private final class GreetedMail: MailTransport {
        var mails: [Mail] = []
        func send(_ mail: Mail) -> MailReceipt {
            mails.append(mail)
            return MailReceipt(error: nil, conversation: [])
        }
    }

    @Test func `channels are asked, and nobody is sent a message`() throws {
        let fixture = try DoctorFixture(configuration: Self.channels)
        let mail = GreetedMail()
        let result = fixture.run(DoctorFixture.secrets, mail: mail)
        for name in ["telegram", "discord", "slack", "webhook", "ntfy", "sms", "email"] {
            #expect(result.check("alerts/\(name)")?.verdict == .ok, "\(name)")
        }
        #expect(mail.mails.allSatisfy { $0.isGreetingAlone && $0.message.isEmpty })
        #expect(mail.mails.count == 1)
        #expect(!fixture.asked.contains { $0.hasPrefix("POST") })
        #expect(!fixture.asked.contains { $0.contains("/services/") || $0.contains("/hook/") })
        fixture.answer("/bot1:tg-pLaNtEd/getMe", #"{"ok":false}"#, status: 401)
        #expect(
            fixture.run(DoctorFixture.secrets, mail: mail).check("alerts/telegram")?.verdict
                == .wrong)
        #expect(fixture.run([:], mail: mail).check("alerts/telegram")?.verdict == .wrong)
    }

    // MARK: Secrets and harm

    @Test(arguments: [200, 401, 403, 500])
    func `no secret is told, whatever is answered`(status: Int) throws {
        let fixture = try DoctorFixture(configuration: Self.channels)
        let echo = DoctorFixture.secrets.values.sorted().joined(separator: " ")
        for path in Set(fixture.run(DoctorFixture.secrets).isOffline ? [] : fixture.asked) {
            let place = String(path.split(separator: " ")[1])
            fixture.answer(
                place, #"{"code":-2015,"retCode":10003,"msg":"\#(echo)","retMsg":"\#(echo)"}"#,
                status: status)
        }
        let result = fixture.run(DoctorFixture.secrets)
        for told in [result.json, result.text(width: 80, isColoured: true)] {
            #expect(!told.contains("pLaNtEd"), "\(told)")
            #expect(!told.contains("signature="), "\(told)")
        }
    }

    @Test func `one mistake hides no other`() throws {
        let fixture = try DoctorFixture(configuration: "{ traderz: [] }")
        try fixture.home.put("no assignment\n", in: ".env", mode: 0o644)
        let result = fixture.run(["EXCHANGE": "nowhere"])
        for id in ["home/env", "configuration/EXCHANGE", "configuration/algom.json"] {
            #expect(result.check(id)?.verdict == .wrong, "\(id)")
        }
        #expect(result.check("configuration/algom.json")?.seen.contains("did you mean") == true)
        #expect(result.check("network/dns") != nil || result.check("exchanges/bybit/reach") != nil)
    }

    @Test func `a line of the file that is wrong hides no other line`() throws {
        let fixture = try DoctorFixture()
        try fixture.home.put(
            "BINANCE_API_KEY=k-12345678\nno assignment\nBINANCE_API_SECRET=s-12345678\n", in: ".env"
        )
        let result = fixture.run()
        #expect(result.check("home/env")?.seen == ".env line 2: expected NAME=value")
        #expect(result.check("keys/binance")?.seen == "it may look, and nothing else")
    }

    @Test func `a file that is refused is not said to be missing`() throws {
        let fixture = try DoctorFixture(configuration: "{ traders: [{ exchange: 'nowhere' }] }")
        try fixture.home.put("", in: "state/traders/one/journal.jsonl")
        let result = fixture.run(isOffline: true)
        #expect(result.troubles.contains("configuration/algom.json"))
        #expect(!result.json.contains("there is no algom.json"), "\(result.json)")
    }

    @Test func `a dead man's address is looked at and not pinged`() throws {
        let fixture = try DoctorFixture()
        let good = fixture.run(["HEALTHCHECKS_TICK_URL": "BASE/ping/pLaNtEd"])
        #expect(good.check("configuration/HEALTHCHECKS_TICK_URL")?.verdict == .ok)
        #expect(!fixture.asked.contains { $0.contains("ping") } && !good.json.contains("pLaNtEd"))
        let bad = fixture.run(["HEALTHCHECKS_TICK_URL": "ftp://pLaNtEd.example"])
        #expect(bad.check("configuration/HEALTHCHECKS_TICK_URL")?.verdict == .wrong)
    }

    @Test func `a home that is not there leaves all else to be seen`() throws {
        let fixture = try DoctorFixture(configuration: nil)
        try FileManager.default.removeItem(atPath: fixture.home.path)
        let result = fixture.run()
        #expect(result.check("home/directory")?.verdict == .wrong)
        #expect(result.check("exchanges/binance/reach")?.verdict == .ok)
        #expect(result.check("exchanges/bybit/reach")?.verdict == .ok)
    }

    @Test func `a slow service is waited for no longer than the round lasts`() throws {
        let fixture = try DoctorFixture()
        fixture.answer("/2/users/me", .silence)
        let result = fixture.run(Self.xKeys)
        #expect(result.check("reports/x")?.seen.contains("no answer from 127.0.0.1") == true)
        #expect(result.check("exchanges/binance/reach")?.verdict == .ok)
    }
}
