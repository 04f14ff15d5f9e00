import Foundation
import JSON
import Market
import Testing

@testable import Jobs

/// A record that is gone while something tells that it was there.
struct LostRecordTests {
    private static let now = Timestamp(milliseconds: 1_760_130_900_123)
    private let fixture: TickFixture

    init() throws { fixture = try TickFixture.record(seed: 61) }

    private var own: URL { fixture.home.appending(path: "state/traders/binance") }

    private func moment() throws -> Timestamp {
        let stats = try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
        let last = try #require(stats["asOf"]?.string)
        return try #require(Timestamp(iso8601: last)).advanced(byMilliseconds: 2_000)
    }

    private func reset(_ reason: String = "the record was lost") throws -> [String] {
        try ResetJob(
            home: fixture.home.path, trader: "binance", reason: reason, now: Self.now,
            holder: "a test"
        ).run()
    }

    private func refusal(at moment: Timestamp) throws -> String {
        let failure = try #require(try fixture.tick(at: moment).traders.first?.failure)
        #expect(failure.status == .configuration)
        return failure.description
    }

    @Test(arguments: ["binance_trading_stats.json", "trading_stats.json"])
    func `a stats file that tells of one stops a new one, until it is back`(name: String) throws {
        let moment = try moment()
        for other in ["binance_trading_stats.json", "trading_stats.json"] where other != name {
            try FileManager.default.removeItem(at: fixture.home.appending(path: "state/\(other)"))
        }
        let away = fixture.home.appending(path: "away")
        try FileManager.default.moveItem(at: own, to: away)
        let words = try refusal(at: moment)
        let home = fixture.home.path
        #expect(
            words.hasPrefix("binance: there is no record, but \(home)/state/\(name) tells of one"))
        #expect(
            words.hasSuffix(
                "algom reset --trader binance --reason 'the record was lost' --home \(home)"))
        #expect(!fixture.exists("traders/binance"))
        try FileManager.default.moveItem(at: away, to: own)
        #expect(try fixture.tick(at: moment).status == .ok)
    }

    @Test func `given up, it is followed by one that says so`() throws {
        let moment = try moment()
        try FileManager.default.removeItem(at: own)
        _ = try refusal(at: moment)
        let told = try reset()
        #expect(told[0].hasPrefix("binance: the record that is not there is given up"), "\(told)")
        #expect(try fixture.tick(at: moment).status == .ok)
        #expect(try #require(try fixture.journal.first).contains("\"the record was lost\""))
        #expect(throws: JobError.self) {
            try ResetJob(
                home: fixture.home.path, trader: "nobody", reason: "x", now: Self.now, holder: "x"
            ).run()
        }
        // That one lost as well, with its stats files: the archive tells of it.
        for name in ["traders", "binance_trading_stats.json", "trading_stats.json"] {
            try FileManager.default.removeItem(at: fixture.home.appending(path: "state/\(name)"))
        }
        #expect(try refusal(at: moment).contains("/state/archive/binance."))
    }

    @Test func `a reset that was killed before its stats file went is a reset`() throws {
        let moment = try moment()
        let stats = try fixture.text("binance_trading_stats.json")
        _ = try reset("new rules")
        try fixture.write(stats, to: "state/binance_trading_stats.json")
        #expect(try fixture.tick(at: moment).status == .ok)
        #expect(try #require(try fixture.journal.first).contains("\"new rules\""))
    }

    @Test func `a stats file of another program tells of none`() throws {
        let moment = try moment()
        for name in ["traders", "trading_stats.json"] {
            try FileManager.default.removeItem(at: fixture.home.appending(path: "state/\(name)"))
        }
        try fixture.write(
            #"{"exchange":"binance","balance":9000}"#, to: "state/binance_trading_stats.json")
        #expect(try fixture.tick(at: moment).status == .ok)
    }
}
