import Foundation
import JSON
import LoopbackServices
import Market
import Reporting
import Testing

@testable import Jobs
@testable import Text
@testable import Settings

struct ReportJobTests {
    @Test func `the oldest trade is posted first, and each trade once`() throws {
        let fixture = try ReportFixture(seed: 120)
        // The oldest of the last ten was closed over a day ago.
        try fixture.configure("newsMaximumAge: '30d', postsPerDay: 200, postsPerMonth: 6200")
        var told: [String] = []
        for _ in 0..<9 {
            let result = try fixture.report()
            #expect(result.status == .ok, "\(result.words): \(result.parts)")
            told.append(result.kind)
            fixture.pass(hours: 1)
        }
        let trades = told.prefix { $0 == "trade" }.count
        #expect(trades > 2 && !told[trades...].contains("trade"), "\(told)")
        let reported = try fixture.reported("trade")
        #expect(reported.count == trades && Set(reported).count == trades)
        #expect(reported == reported.sorted())
        #expect(Set(fixture.x.created.map(\.text)).count == fixture.x.created.count)
        #expect(try fixture.outbox() == [])
        let replies = fixture.x.created.filter { $0.text.contains("\n2/2, 2") }
        #expect(!replies.isEmpty && replies.allSatisfy { $0.replyTo != nil })
    }

    @Test func `a dry run changes nothing and asks X nothing`() throws {
        let fixture = try ReportFixture(seed: 121)
        let before = try FileManager.default.subpathsOfDirectory(atPath: fixture.home)
        let first = try fixture.report(isDry: true)
        #expect(first.kind == "trade")
        #expect(try fixture.report(isDry: true).parts == first.parts)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: fixture.home) == before)
        #expect(fixture.x.requests.isEmpty)
        #expect(try fixture.report().parts == first.parts)
    }

    @Test func `without keys, or switched off, posts are printed and counted as told`() throws {
        let fixture = try ReportFixture(seed: 122)
        fixture.hasKeys = false
        let first = try fixture.report()
        #expect(first.words.contains("printed, not posted: there are no X credentials"))
        fixture.hasKeys = true
        fixture.environment["DISABLE_POSTING"] = "1"
        let second = try fixture.report()
        #expect(second.words.contains("DISABLE_POSTING is set"))
        #expect(second.parts != first.parts)
        #expect(try fixture.log().map { $0["status"]?.string } == ["printed", "printed"])
        #expect(fixture.x.requests.isEmpty)
        #expect(try fixture.outbox() == [])
        let posts = try PostsJob(
            settings: try Settings(
                environment: [:], options: Settings.Options(home: fixture.home)), last: 10,
            now: fixture.now
        ).run()
        #expect(posts.lines.count == 3)
        #expect(posts.lines[0].contains("printed (there are no X credentials"))
        #expect(posts.lines[2].hasPrefix("0 posts sent, about $0 at $0.015 a post"))
        #expect(posts.json.count == 2)
    }

    @Test func `every kind can be asked for`() throws {
        let fixture = try ReportFixture(seed: 123)
        for kind in Post.Kind.allCases {
            let result = try fixture.report(kind, isDry: true)
            #expect(result.kind == kind.rawValue || result.kind == "none")
            for part in result.parts { #expect(WeightedLength(of: part).total <= 280, "\(kind)") }
        }
        for kind in [Post.Kind.trade, .daily, .weekly, .strategy, .hodl, .education] {
            #expect(try fixture.report(kind, isDry: true).kind == kind.rawValue)
        }
    }

    @Test func `without any record it is explained what paper trading is`() throws {
        let fixture = try ReportFixture(seed: 124)
        try FileManager.default.removeItem(atPath: fixture.home + "/state")
        #expect(try fixture.report(isDry: true).kind == "explanation")
        #expect(!fixture.traders.exists(""))
        #expect(try fixture.report().kind == "explanation")
        #expect(fixture.x.created.count == 1)
    }

    @Test func `a limit is waited for, for as many runs as it takes, and nothing else is told`()
        throws
    {
        let fixture = try ReportFixture(seed: 125)
        let reset = fixture.now.milliseconds / 1_000 + 3 * 3_600
        fixture.x.enqueue(.rateLimited(["x-rate-limit-reset": "\(reset)"]))
        let first = try fixture.report()
        #expect(first.status == .tryLater)
        #expect(first.words.hasPrefix("waits until "))
        fixture.pass(hours: 1)
        let requests = fixture.x.requests.count
        #expect(try fixture.report().parts == first.parts)
        #expect(fixture.x.requests.count == requests)
        fixture.pass(hours: 3)
        let last = try fixture.report()
        #expect(last.status == .ok && last.parts == first.parts, "\(last.words)")
        #expect(try fixture.reported("trade").count == 1)
    }

    @Test func `a refusal is told, recorded and not tried again`() throws {
        let fixture = try ReportFixture(seed: 126)
        fixture.x.enqueue(
            .answers(
                status: 400,
                body: #"{"title":"Invalid Request","detail":"It cannot be read","status":400}"#))
        let refused = try fixture.report()
        #expect(refused.status == .unavailable)
        #expect(refused.words.contains("X refuses it"))
        let line = try #require(try fixture.log().first)
        #expect(line["status"]?.string == "givenUp")
        #expect(line["words"]?.string?.contains("It cannot be read") == true)
        fixture.pass(hours: 1)
        let next = try fixture.report()
        #expect(next.status == .ok && next.parts != refused.parts)
    }

    @Test(arguments: ["reporter.json", "outbox/trade-0000000000000000.json"])
    func `what is damaged stops the report before anything is sent`(name: String) throws {
        let fixture = try ReportFixture(seed: 127)
        try FileManager.default.createDirectory(
            atPath: fixture.home + "/state/outbox", withIntermediateDirectories: true)
        try fixture.traders.write("{", to: "state/\(name)")
        let refused = #expect(throws: JobError.self) { try fixture.report() }
        #expect(refused?.status == .configuration)
        #expect(refused?.description.contains("\(name) is damaged") == true)
        #expect(try fixture.traders.text(name) == "{")
        #expect(fixture.x.requests.isEmpty)
    }

    @Test func `one trader's damage is a warning, and the others are told of`() throws {
        let fixture = try ReportFixture(seed: 128)
        try fixture.traders.write("{", to: "state/traders/binance/checkpoint.json")
        let result = try fixture.report()
        #expect(result.status == .configuration)
        #expect(result.kind == "explanation")
        #expect(result.warnings.contains { $0.contains("checkpoint.json is damaged") })
    }

    @Test func `some of the four keys are refused, and a budget of none posts nothing`() throws {
        let fixture = try ReportFixture(seed: 129)
        fixture.hasKeys = false
        fixture.environment["TWITTER_API_KEY"] = "k"
        let refused = #expect(throws: JobError.self) { try fixture.report() }
        #expect(refused?.description.contains("TWITTER_API_SECRET, TWITTER_ACCESS_TOKEN") == true)
        // A tick of the same home is not stopped by it.
        _ = try fixture.traders.tick(at: fixture.now, environment: fixture.environment)
        fixture.environment = [:]
        fixture.hasKeys = true
        try fixture.configure("postsPerDay: 0")
        #expect(try fixture.report().words.contains("the budget is 0 posts in 24 hours"))
        #expect(fixture.x.requests.isEmpty)
    }

    @Test func `what X may make a link of is warned of, and reckoned as one`() throws {
        let fixture = try ReportFixture(seed: 131)
        try fixture.traders.write(
            TickFixture.lively.replacing(
                "{ traders", with: "{ report: { brand: \"my.lol\" }, traders"),
            to: "algom.json")
        let warning =
            "X may make a link of 'my.lol', and then takes $0.2 a post, not $0.015"
        #expect(try fixture.report(.education, isDry: true).warnings == [warning])
        let result = try fixture.report(.education)
        #expect(result.warnings == [warning] && result.status == .ok)
        let posts = try PostsJob(
            settings: try Settings(
                environment: [:], options: Settings.Options(home: fixture.home)), last: 10,
            now: fixture.now
        ).run()
        #expect(posts.lines.last?.hasPrefix("1 post sent, about $0.2 at") == true)
    }

    @Test func `trade and daily posts carry a picture with words beside it`() throws {
        let fixture = try ReportFixture(seed: 132)
        let magic: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        fixture.png = { svg in magic + Array(svg.utf8) }
        for kind in [Post.Kind.trade, .daily, .education] {
            let result = try fixture.report(kind)
            #expect(result.status == .ok && result.warnings == [], "\(result.words)")
            fixture.pass(hours: 1)
        }
        #expect(fixture.x.pictures.count == 2)
        #expect(
            fixture.x.pictures.allSatisfy { $0.bytes.starts(with: magic) && !$0.altText.isEmpty })
        let pictured = fixture.x.created.filter { $0.mediaID != nil }
        #expect(pictured.count == 2 && pictured[0].text.contains("PAPER TRADING - "))
        #expect(try fixture.outbox() == [])
    }

    @Test func `a picture that cannot be drawn keeps no post back`() throws {
        let fixture = try ReportFixture(seed: 133)
        fixture.png = { _ throws(JobError) in throw JobError(.configuration, "there is no font") }
        let result = try fixture.report(.trade)
        #expect(result.status == .ok)
        #expect(result.warnings == ["this post goes without a picture: there is no font"])
        #expect(fixture.x.created.allSatisfy { $0.mediaID == nil })
    }

    @Test func `a market overview that does not come costs nothing but its line`() throws {
        let fixture = try ReportFixture(seed: 130)
        fixture.environment["COINMARKETCAP_API_KEY"] = "planted-key"
        fixture.environment["COINMARKETCAP_BASE_URL"] = "http://127.0.0.1:9"
        let result = try fixture.report(.education, isDry: true)
        #expect(result.kind == "education")
        #expect(result.warnings.contains { $0.hasPrefix("CoinMarketCap: ") })
        #expect(result.parts[0].contains("📈 BTC/USDT $"))
        #expect(!result.warnings.joined().contains("planted-key"))
    }
}
