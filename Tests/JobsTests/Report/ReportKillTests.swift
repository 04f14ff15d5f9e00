import Foundation
import HTTP
import JSON
import LoopbackServices
import Market
import Reporting
import Store
import Testing
import WatchedCalls

@testable import Jobs

/// Reports that die at each call to the disk and at each request, and X that does not say what it
/// did: never two posts for one event, never an event lost without a line.
struct ReportKillTests {
    /// Runs reports, hours apart, until the first trade's post has come to its end.
    private func finish(_ fixture: ReportFixture) throws {
        for _ in 0..<12 {
            fixture.pass(hours: 1)
            if try !fixture.reported("trade").isEmpty { break }
            _ = try fixture.report(.trade)
        }
        // One that was killed between the log and the outbox leaves the second to the next.
        fixture.pass(hours: 1)
        _ = try fixture.report(.education)
    }

    private func expectOnce(_ fixture: ReportFixture, _ place: String) throws {
        let reported = try fixture.reported("trade")
        #expect(Set(reported).count == reported.count, "\(place): told twice: \(reported)")
        #expect(!reported.isEmpty, "\(place): lost")
        let texts = fixture.x.created.map(\.text)
        #expect(Set(texts).count == texts.count, "\(place): posted twice")
        let log = try fixture.log().filter { $0["kind"]?.string == "trade" }
        for line in log where line["status"]?.string == "posted" {
            for part in line["parts"]?.elements ?? [] {
                let text = part["text"]?.string ?? ""
                #expect(texts.contains(text), "\(place): said to be posted, and is not")
            }
        }
        #expect(try fixture.outbox() == [], "\(place)")
    }

    @Test func `killed at any call, a report's trade is posted exactly once`() throws {
        var kills = 0
        for number in 1..<400 {
            let fixture = try ReportFixture(seed: 131)
            let death = Death(at: number)
            _ = try? fixture.report(
                calls: WatchedCalls(until: death), transport: { MortalTransport($0, death) })
            guard death.hasCome else { break }
            kills += 1
            try finish(fixture)
            try expectOnce(fixture, "killed at call \(number)")
            let line = try #require(
                try fixture.log().first { $0["kind"]?.string == "trade" })
            #expect(line["status"]?.string == "posted", "killed at call \(number)")
        }
        #expect(kills > 60)
        print("a report: \(kills) kills, each trade posted once")
    }

    static let faults: [(name: String, fault: XFault)] = [
        ("creates and hangs up", .createsAndHangsUp),
        ("creates and cuts short", .createsAndCutsShort), ("creates and fails", .createsAndFails),
        ("creates without a number", .createsWithoutNumber), ("hangs up", .hangsUp),
        ("a page", .page(status: 403)), ("wrong JSON", .wrongJSON(status: 200)),
        ("503", .answers(status: 503, body: "")),
        (
            "duplicate",
            .answers(
                status: 403,
                body: #"{"detail":"You are not allowed to create a Tweet with duplicate content.","#
                    + #""type":"about:blank","title":"Forbidden","status":403}"#)
        ),
        ("429 with a reset", .rateLimited(["x-rate-limit-reset": "1750000000"])),
        ("429 with a day's reset", .rateLimited(["x-app-limit-24hour-reset": "1750000000"])),
        ("429 bare", .rateLimited([:])),
    ]

    @Test(arguments: 0..<faults.count, [0, 1])
    func `whatever X says of a part, the trade is told once`(index: Int, part: Int) throws {
        let (name, fault) = Self.faults[index]
        let fixture = try ReportFixture(seed: 131)
        for _ in 0..<part { fixture.x.enqueue(.createsSlowly(milliseconds: 1)) }
        fixture.x.enqueue(fault)
        _ = try fixture.report(.trade)
        try finish(fixture)
        try expectOnce(fixture, "\(name), part \(part + 1)")
    }
}
