import Foundation
import JSON
import Market
import Testing

@testable import Jobs
@testable import Text

struct ResetJobTests {
    private static let now = Timestamp(milliseconds: 1_760_130_900_123)

    private func reset(_ fixture: TickFixture, _ reason: String = "a new stop loss") throws
        -> [String]
    {
        try ResetJob(
            home: fixture.home.path, trader: "binance", reason: reason, now: Self.now,
            holder: "a test"
        ).run()
    }

    private func later(_ fixture: TickFixture) throws -> Timestamp {
        let last = try #require(
            try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))["asOf"]?
                .string)
        return try #require(Timestamp(iso8601: last)).advanced(byMilliseconds: 2_000)
    }

    @Test func `a record is archived whole, and the next one names it on its first line`() throws {
        let fixture = try TickFixture.record(seed: 60)
        let (moment, journal) = (try later(fixture), try fixture.journal)
        let stats = try fixture.text("binance_trading_stats.json")
        let head = try #require(
            try JSONReader.parse(Array(stats.utf8))["journalHead"]?.string)
        let words = try reset(fixture)
        let place = "archive/binance.20251010T211500123Z"
        #expect(words.count == 1)
        #expect(words[0].contains("moved to \(fixture.home.path)/state/\(place); the next tick"))
        #expect(
            try fixture.text("\(place)/journal.jsonl").split(separator: "\n").count == journal.count
        )
        #expect(try fixture.text("\(place)/trading_stats.json") == stats)
        let note = try JSONReader.parse(Array(fixture.text("\(place)/reset.json").utf8))
        #expect(note["reason"]?.string == "a new stop loss")
        #expect(note["head"]?.string == head)
        for gone in ["traders/binance", "binance_trading_stats.json", "trading_stats.json"] {
            #expect(!fixture.exists(gone), "\(gone)")
        }

        try fixture.tick(at: moment)
        let first = try #require(try fixture.journal.first)
        #expect(
            first.contains(
                "\"follows\":{\"at\":1760130900123,\"reason\":\"a new stop loss\",\"head\":\"\(head)\"}"
            ))
        let proof = try VerifyJob(home: fixture.home.path, traders: [], head: nil).run()
        #expect(proof.status == .ok, "\(proof.failures)")
        // The predecessor is what was given up last, and repairing keeps it.
        _ = try ResetJob(
            home: fixture.home.path, trader: "binance", reason: "again",
            now: Self.now.advanced(byMilliseconds: 1), holder: "a test"
        ).run()
        try fixture.tick(at: moment)
        #expect(try #require(try fixture.journal.first).contains("\"reason\":\"again\""))
        try FileManager.default.removeItem(
            at: fixture.home.appending(path: "state/traders/binance/checkpoint.json"))
        let repaired = try RepairJob(
            home: fixture.home.path, traders: [], now: Self.now, holder: "a test"
        ).run()
        #expect(repaired.status == .ok, "\(repaired.failures)")
        try fixture.tick(at: moment)
    }

    @Test func `other parameters are refused until the record is given up`() throws {
        let fixture = try TickFixture.record(seed: 61)
        let moment = try later(fixture)
        try fixture.write(
            TickFixture.lively.replacing("fast: 3", with: "fast: 4"), to: "algom.json")
        let refused = try fixture.tick(at: moment)
        #expect(refused.status == .configuration)
        #expect(
            refused.traders[0].failure?.description.contains("'algom reset --trader binance")
                == true)
        _ = try reset(fixture)
        #expect(try fixture.tick(at: moment).status == .ok)
    }

    @Test func `a record that cannot be read is given up with what is wrong with it`() throws {
        let fixture = try TickFixture.record(seed: 62)
        try fixture.write("{", to: "state/traders/binance/checkpoint.json")
        #expect(try reset(fixture)[0].contains("a record that could not be read"))
        let note = try fixture.text("archive/binance.20251010T211500123Z/reset.json")
        #expect(note.contains("it is not whole JSON"))
        #expect(note.contains("\"head\": null"))
    }

    @Test(arguments: [
        "", " ", "two\nlines", "bell\u{7}", "right\u{202e}left", String(repeating: "x", count: 201),
    ])
    func `a reason is one line that can be read`(reason: String) throws {
        let fixture = try TickFixture.record(seed: 63)
        let refused = #expect(throws: JobError.self) { try reset(fixture, reason) }
        #expect(refused?.status == .usage)
        #expect(fixture.exists("traders/binance/journal.jsonl"))
    }

    @Test func `nothing is given up where there is nothing, or a tick runs`() throws {
        let fixture = try TickFixture(binance: [], configuration: TickFixture.lively)
        #expect(#expect(throws: JobError.self) { try reset(fixture) }?.status == .usage)
        let other = try TickFixture.record(seed: 64)
        let path = other.home.appending(path: "state/traders/binance/lock").path
        let lock = open(path, O_RDWR)
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        #expect(#expect(throws: JobError.self) { try reset(other) }?.status == .tryLater)
        close(lock)
        #expect(other.exists("traders/binance/checkpoint.json"))
    }

    @Test func `a new record does not pass for the first where the note is damaged`() throws {
        let fixture = try TickFixture.record(seed: 65)
        let moment = try later(fixture)
        _ = try reset(fixture)
        try fixture.write("{", to: "state/archive/binance.20251010T211500123Z/reset.json")
        let results = try fixture.tick(at: moment)
        #expect(results.status == .configuration)
        #expect(results.traders[0].failure?.description.contains("reset.json is damaged") == true)
        #expect(!fixture.exists("traders/binance/journal.jsonl"))
    }
}
