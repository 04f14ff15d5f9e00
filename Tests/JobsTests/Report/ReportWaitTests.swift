import Foundation
import JSON
import LoopbackServices
import Market
import Publishing
import Reporting
import Testing
import Trading

@testable import Jobs
@testable import Record
@testable import Text
@testable import Watch

/// What waits, why, and that it ends: through jobs, disk and a stand-in for X.
struct ReportWaitTests {
    private func posts(_ fixture: ReportFixture) throws -> [String] {
        let settings = try fixture.settings()
        return try PostsJob(settings: settings, last: 50, now: fixture.now).run().lines
    }

    @Test(arguments: [
        (401, #"{"title":"Unauthorized","detail":"Unauthorized","status":401}"#),
        (402, #"{"title":"CreditsDepleted","detail":"no credits","status":402}"#),
        (403, #"{"title":"SpendCapReached","detail":"the cap","status":403}"#),
        (403, #"{"title":"Forbidden","detail":"You are not permitted","status":403}"#),
    ])
    func `what X refuses of the account keeps the queue, and health says so`(
        status: Int, body: String
    ) throws {
        let fixture = try ReportFixture(seed: 126)
        var first: ReportResult?
        for _ in 0..<5 {
            fixture.x.enqueue(.answers(status: status, body: body))
            let result = try fixture.report()
            #expect(result.status == .unavailable && result.words.contains("HTTP \(status)"))
            #expect(first == nil || result.parts == first?.parts)
            first = first ?? result
            fixture.pass(hours: 1)
        }
        #expect(try fixture.log().isEmpty && fixture.x.created.isEmpty)
        let directory = try #require(try fixture.directory())
        let found = try PostChecks(directory: directory, home: fixture.home, now: fixture.now)
            .findings()
        #expect(found.map(\.key) == ["account"] && found[0].words.contains("HTTP \(status)"))
        #expect(try posts(fixture)[0].contains("(after: X refuses the account: HTTP \(status)"))
        #expect(try fixture.report().status == .ok)
        #expect(try fixture.reported("trade").count == 1)
        #expect(
            try PostChecks(directory: directory, home: fixture.home, now: fixture.now).findings()
                == [])
        #expect(try posts(fixture)[0].contains("posted as ") && posts(fixture)[0].contains("  🔴"))
    }

    @Test func `where X refuses one text after another, the account is what is wrong`() throws {
        let fixture = try ReportFixture(seed: 126)
        let refusal = XFault.answers(
            status: 400, body: #"{"title":"Invalid Request","detail":"no","status":400}"#)
        for _ in 0..<6 {
            fixture.x.enqueue(refusal)
            #expect(try fixture.report().status == .unavailable)
            fixture.pass(hours: 1)
        }
        let given = try fixture.log()
        #expect(given.compactMap { $0["status"]?.string } == ["givenUp", "givenUp"])
        #expect(given.allSatisfy { $0["parts"]?.elements?.first?["text"]?.string != nil })
        #expect(try fixture.outbox().count { $0.hasSuffix(".json") } == 1)
        let directory = try #require(try fixture.directory())
        let found = try PostChecks(directory: directory, home: fixture.home, now: fixture.now)
            .findings()
        let words = try #require(found.first { $0.key == "account" }).words
        #expect(words.contains("; 2 posts before it") && words.contains("no cause beyond"))
        #expect(try fixture.report().status == .ok)
        #expect(try fixture.log().last?["status"]?.string == "posted")
        fixture.x.enqueue(refusal)
        fixture.pass(hours: 1)
        #expect(try fixture.report().words.contains("given up"), "a post between them ends the row")
    }

    @Test func `one damaged post hides no other, and what is unclear is not counted as sent`()
        throws
    {
        let fixture = try ReportFixture(seed: 126)
        #expect(try fixture.report().status == .ok)
        fixture.pass(hours: 1)
        fixture.x.enqueue(.page(status: 503))
        fixture.x.enqueue(.page(status: 503), for: "/2/users/me")
        #expect(try fixture.report().status == .tryLater)
        let costs = try #require(try posts(fixture).last)
        #expect(costs.hasPrefix("2 posts sent, 1 unclear, about $0.045 at"), "\(costs)")
        try fixture.traders.write("{", to: "state/outbox/daily-0.json")
        let settings = try fixture.settings()
        let listing = try PostsJob(settings: settings, last: 50, now: fixture.now).run()
        #expect(listing.lines.count == 3 && listing.lines[1].contains("  waits "))
        #expect(listing.damage.map(\.status) == [.configuration])
        #expect(listing.damage[0].description.contains("daily-0.json is damaged"))
        #expect(listing.damage[0].description.contains("no report goes out until then"))
        let log = try fixture.traders.text("posts.jsonl")
        try fixture.traders.write("{\"schema\":1,\n\(log)", to: "state/posts.jsonl")
        let told = try PostsJob(settings: settings, last: 50, now: fixture.now).run().lines
        #expect(told.count == 4 && told[2].hasPrefix("1 line of posts.jsonl cannot be read"))
    }

    @Test func `after a day it is no news: the trade enters the next daily report`() throws {
        let fixture = try ReportFixture(seed: 126)
        let refusal = XFault.answers(status: 402, body: #"{"title":"CreditsDepleted"}"#)
        for _ in 0..<25 {
            fixture.x.enqueue(refusal)
            #expect(try fixture.report().kind == "trade")
            fixture.pass(hours: 1)
        }
        let result = try fixture.report()
        #expect(result.kind == "daily" && result.status == .ok, "\(result.words)")
        #expect(result.warnings.contains { $0.contains("did not go out while it was news") })
        let directory = try #require(try fixture.directory())
        let all = try #require(try Checkpoint.read("binance", in: directory))
        let count = all.state.record.tally.wins + all.state.record.tally.losses
        #expect(result.parts.joined().contains("\(count) older trades, "), "\(result.parts)")
        let line = try #require(try fixture.log().first)
        #expect(line["status"]?.string == "givenUp")
        #expect(line["words"]?.string?.contains("CreditsDepleted") == true)
        #expect(try fixture.reported("daily").count == 1)
        // And it is told by number once.
        fixture.pass(hours: 24)
        #expect(try !fixture.report(.daily).parts.joined().contains("older trade"))
    }

    @Test func `what happened to a post is what its line says`() throws {
        let fixture = try ReportFixture(seed: 120)
        fixture.png = { svg in [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(svg.utf8) }
        let duplicate = XFault.answers(
            status: 403, body: #"{"detail":"duplicate content","title":"Forbidden","status":403}"#)
        for (kind, faults) in [
            (Post.Kind.education, [(XFault, String)]()),
            (.education, [(.createsAndHangsUp, "/2/tweets")]),
            (.education, [(duplicate, "/2/tweets"), (.page(status: 403), "/tweets")]),
            (
                .trade,
                [
                    (
                        .answers(status: 400, body: #"{"errors":[{"message":"bad media"}]}"#),
                        "/2/tweets"
                    )
                ]
            ),
        ] {
            for (fault, path) in faults { fixture.x.enqueue(fault, for: path) }
            for _ in 0..<3 where try fixture.report(kind).status != .ok { fixture.pass(hours: 1) }
            fixture.pass(hours: 1)
        }
        let words = try fixture.log().map { $0["words"]?.string ?? "" }
        #expect(words[0] == "answered with its number")
        #expect(words[1] == "found among our own posts")
        #expect(words[3].contains("without its picture: HTTP 400: bad media"), "\(words)")
        #expect(try fixture.log().allSatisfy { $0["status"]?.string == "posted" })
        let told = try fixture.log().map { $0["words"]?.string ?? "" }.joined()
        #expect(!told.contains(OutboxEntry.unseen))
        #expect(try !posts(fixture).joined().contains(OutboxEntry.unseen))
    }

    @Test func `every wait says why and until when`() throws {
        let fixture = try ReportFixture(seed: 121)
        #expect(try fixture.report(.education).status == .ok)
        #expect(try posts(fixture).contains { $0.contains("the next post waits until ") })
        #expect(try posts(fixture).contains { $0.contains("posts are 120 s apart at least") })
        let hour = fixture.now.timeText().prefix(2)
        let next = (Int(hour) ?? 0) + 2
        try fixture.configure("quietHours: '\(hour)-\(next % 24)'")
        fixture.pass(hours: 1)
        let quiet = try fixture.report()
        #expect(quiet.kind == "none" && quiet.status == .ok)
        #expect(quiet.words.hasPrefix("waits until ") && quiet.words.hasSuffix(": quiet hours"))
        #expect(try posts(fixture).contains { $0.hasSuffix("UTC (quiet hours)") })
        #expect(try fixture.outbox() == [])
        try fixture.configure("postsPerDay: 1")
        #expect(try fixture.report().words.contains("the budget of 1 posts in 24 hours is spent"))
        #expect(try posts(fixture).contains { $0.contains("the budget of 1 posts in 24 hours") })
        try fixture.configure("")
        fixture.x.enqueue(.rateLimited([:]))
        #expect(try fixture.report().status == .tryLater)
        #expect(
            try posts(fixture).contains { $0.contains("waits until ") && $0.contains("X has set") })
        fixture.hasKeys = false
        #expect(try posts(fixture).contains { $0.contains("there are no X credentials") })
    }

    @Test func `a clock that was ahead silences nothing, and that is said`() throws {
        let fixture = try ReportFixture(seed: 122)
        let right = fixture.now
        fixture.pass(hours: 40 * 24)
        for kind in [Post.Kind.daily, .weekly] {
            #expect(try fixture.report(kind).status == .ok)
            fixture.pass(hours: 1)
        }
        fixture.x.enqueue(.rateLimited(["retry-after": "86400"]))
        #expect(try fixture.report(.education).status == .tryLater)
        fixture.now = right
        let first = try fixture.report()
        #expect(first.kind == "education" && first.status == .ok, "\(first.words)")
        #expect(first.warnings.contains { $0.contains("which is yet to come") })
        var kinds: [String] = []
        for _ in 0..<16 {
            fixture.pass(hours: 1)
            kinds.append(try fixture.report().kind)
        }
        #expect(kinds.contains("daily") && kinds.contains("weekly"), "\(kinds)")
        #expect(try fixture.reported("daily").count == 2)
    }

    /// As version 0.1 wrote it: 26 parts, one of them out, and nothing else for weeks.
    @Test(arguments: [0, 1, 3])
    func `a thread of 0,1 that cannot be ended ends, and the next post goes out`(out: Int) throws {
        let fixture = try ReportFixture(seed: 123)
        let directory = try #require(try fixture.directory(makingOutbox: true))
        try ReporterState(posts: 1, memory: ReportMemory(lastDaily: fixture.now.day))
            .write(in: directory)
        var entry = OutboxEntry(
            kind: "daily", reports: ["daily \(fixture.now.day)"],
            texts: (1...26).map { "part \($0)" },
            createdAtSeconds: fixture.now.milliseconds / 1_000 - 26 * 3_600)
        for index in 0..<out {
            let time = fixture.now.milliseconds / 1_000 - Int64(25 - index) * 3_600
            entry.parts[index].state = .sent(id: "\(17 + index)")
            entry.parts[index].attemptSeconds = [time]
        }
        try Outbox(directory).write(
            OutboxDocument(
                entry: entry, kind: "daily", posts: 1,
                memory: ReportMemory(lastDaily: fixture.now.day)))
        var kinds: [String] = []
        for _ in 0..<8 {
            kinds.append(try fixture.report().kind)
            fixture.pass(hours: 1)
        }
        #expect(kinds[..<4].contains("weekly"), "\(kinds)")
        #expect(!fixture.x.created.contains { $0.text.hasPrefix("part ") })
        let line = try #require(try fixture.log().first)
        #expect(line["status"]?.string == "givenUp" && line["kind"]?.string == "daily")
        // Of which nothing was out is told after all, and shorter.
        #expect(try fixture.reported("daily").count == (out == 0 ? 2 : 1), "\(kinds)")
        #expect(try fixture.outbox() == [])
    }
}
