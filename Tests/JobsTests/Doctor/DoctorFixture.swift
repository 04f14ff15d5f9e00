import Feeds
import Foundation
import HTTP
import LoopbackServices
import Market
import Synchronization

@testable import Jobs
@testable import Text
@testable import Watch

/// A home, a machine on which all is well, and every service at one address on loopback.
final class DoctorFixture: Sendable {
    static let now = Timestamp(milliseconds: 1_760_000_000_000)
    static let secrets = [
        "BINANCE_API_KEY": "bkey-pLaNtEd", "BINANCE_API_SECRET": "bsecret-pLaNtEd",
        "BYBIT_API_KEY": "ykey-pLaNtEd", "BYBIT_API_SECRET": "ysecret-pLaNtEd",
        "TWITTER_API_KEY": "xa-pLaNtEd", "TWITTER_API_SECRET": "xb-pLaNtEd",
        "TWITTER_ACCESS_TOKEN": "xc-pLaNtEd", "TWITTER_ACCESS_TOKEN_SECRET": "xd-pLaNtEd",
        "ANTHROPIC_API_KEY": "ak-pLaNtEd", "COINMARKETCAP_API_KEY": "ck-pLaNtEd",
        "TELEGRAM_BOT_TOKEN": "1:tg-pLaNtEd", "TWILIO_ACCOUNT_SID": "AC-pLaNtEd",
        "TWILIO_AUTH_TOKEN": "tw-pLaNtEd", "SLACK_WEBHOOK_URL": "BASE/services/pLaNtEd",
        "DISCORD_WEBHOOK_URL": "BASE/api/webhooks/1/pLaNtEd", "NTFY_TOPIC": "nt-pLaNtEd",
        "ALERT_WEBHOOK_URL": "BASE/hook/pLaNtEd", "ALERT_WEBHOOK_SECRET": "wh-pLaNtEd",
    ]

    let home: ScratchHome
    private let answers: Answers
    private let server: RawServer

    /// What is answered by path, and the paths that were asked.
    private final class Answers: Sendable {
        let state = Mutex((replies: [String: Reply](), asked: [String]()))

        func reply(to request: ServedRequest) -> Reply {
            state.withLock { state in
                state.asked.append("\(request.method) \(request.path)")
                return state.replies[request.path] ?? .answer(status: 404, body: "nothing here")
            }
        }
    }

    init(configuration: String? = "{ traders: [{ exchange: \"binance\" }] }") throws {
        home = try ScratchHome()
        let answers = Answers()
        self.answers = answers
        server = RawServer { answers.reply(to: $0) }
        if let configuration {
            try home.put(configuration.replacing("BASE", with: server.baseURL), in: "algom.json")
        }
        let row = #"[1759999800000,"1","1","1","1","1",1760000099999,"0",1,"0","0","0"]"#
        let now = Self.now.milliseconds
        for (path, body) in [
            "/api/v3/time": #"{"serverTime":\#(now)}"#, "/api/v3/klines": "[\(row)]",
            "/v5/market/time": #"{"retCode":0,"result":{},"time":\#(now)}"#,
            "/v5/market/kline":
                #"{"retCode":0,"time":\#(now),"result":{"list":[["1","1","1","1","1","1","1"]]}}"#,
            "/sapi/v1/account/apiRestrictions": Self.binanceKey(),
            "/v5/user/query-api":
                #"{"retCode":0,"result":{"readOnly":1,"ips":["1.2.3.4"],"permissions":{}}}"#,
            "/2/users/me": #"{"data":{"id":"1","username":"me"}}"#,
            "/v1/models/claude-haiku-4-5": "{}", "/v1/key/info": "{}",
            "/bot1:tg-pLaNtEd/getMe": #"{"ok":true}"#,
            "/2010-04-01/Accounts/AC-pLaNtEd.json": "{}", "/api/webhooks/1/pLaNtEd": "{}",
        ] { answer(path, body) }
    }

    static func binanceKey(
        trades: Bool = false, withdraws: Bool = false, isBound: Bool = true
    ) -> String {
        """
        {"ipRestrict":\(isBound),"enableReading":true,"enableWithdrawals":\(withdraws),
         "enableSpotAndMarginTrading":\(trades),"enableFixReadOnly":true}
        """
    }

    var baseURL: String { server.baseURL }
    var asked: [String] { answers.state.withLock { $0.asked } }

    func answer(_ path: String, _ body: String, status: Int = 200, headers: [String: String] = [:])
    {
        answer(path, .answer(status: status, headers: headers, body: body))
    }

    func answer(_ path: String, _ reply: Reply) {
        answers.state.withLock { $0.replies[path] = reply }
    }

    /// What the variables of a run are: every service here, and these besides.
    func environment(_ more: [String: String] = [:]) -> [String: String] {
        var environment: [String: String] = [:]
        for name in [
            "BINANCE", "BYBIT", "TWITTER", "ANTHROPIC", "COINMARKETCAP", "TELEGRAM", "TWILIO",
        ] { environment["\(name)_BASE_URL"] = baseURL }
        for (name, value) in more {
            environment[name] = value.replacing("BASE", with: baseURL)
        }
        return environment
    }

    func run(
        _ more: [String: String] = [:], isOffline: Bool = false, mail: (any MailTransport)? = nil,
        localClockAhead: Int64 = 0
    ) -> DoctorResult {
        let start = DispatchTime.now().uptimeNanoseconds
        let elapsed = { Int64((DispatchTime.now().uptimeNanoseconds - start) / 1_000_000) }
        let job = DoctorJob(
            home: home.path, environment: environment(more), machine: machine,
            clock: FeedClock(
                wall: { Self.now.advanced(byMilliseconds: localClockAhead + elapsed()) },
                monotonicMilliseconds: elapsed))
        return job.run(
            network: isOffline
                ? nil
                : DoctorJob.Network(
                    transport: { CurlTransport(trust: $0) },
                    mail: { mail ?? CurlMailTransport(trust: $0) },
                    nonce: { "n\(UInt64.random(in: 0...UInt64.max))" }))
    }

    /// Everything is there, and the crontab holds what it should.
    private var machine: DoctorMachine {
        let access = CronAccess(
            read: { [home] () throws(JobError) -> [UInt8]? in
                let planned = try CronJob(
                    home: home.path, access: CronAccess(read: { nil }, write: { _ in })
                ).planned(programs: "/opt/algom/bin", extras: CronExtras())
                return Array("\(planned)\n".utf8)
            }, write: { _ in })
        return DoctorMachine(
            directory: "/opt/algom/bin",
            programs: DoctorMachine.names.map {
                DoctorMachine.Program(name: $0, isThere: true, version: algomVersion)
            }, pictureFlaw: nil, hasCron: true,
            mailer: "/usr/sbin/sendmail", timer: nil, crontab: access)
    }
}

extension DoctorResult {
    /// The check of an id.
    func check(_ id: String) -> DoctorCheck? { checks.first { $0.id == id } }

    /// Those that are not well.
    var troubles: [String] {
        checks.filter { $0.verdict == .wrong || $0.verdict == .warning }.map(\.id)
    }
}
