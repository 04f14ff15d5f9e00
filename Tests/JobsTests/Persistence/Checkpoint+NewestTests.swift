import Foundation
import LoopbackExchange
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Text

/// A checkpoint out of a backup beside the journal of today.
struct CheckpointNewestTests {
    private static let name = "traders/binance/checkpoint.json"
    private static let stats = "binance_trading_stats.json"

    /// A fixture after three ticks, and the checkpoints after each.
    private func record(seed: UInt64) throws -> (TickFixture, checkpoints: [String], [Candle]) {
        let candles = RandomCandles.array(seed: seed, count: 200)
        let fixture = try TickFixture(binance: candles, configuration: TickFixture.lively)
        let checkpoints = try [60, 120, 190].map { index in
            try fixture.tick(at: TickFixture.moment(after: candles[index]))
            return try fixture.text(Self.name)
        }
        return (fixture, checkpoints, candles)
    }

    private func expectRefused(_ fixture: TickFixture, _ candles: [Candle], line: Int) throws {
        let journal = try fixture.journal
        let result = try fixture.tick(at: TickFixture.moment(after: candles[195])).traders[0]
        let words = try #require(result.failure?.description)
        #expect(result.status == .configuration)
        #expect(
            words.contains("it is older than its journal, of which line \(line) was committed"),
            "\(words)")
        #expect(words.contains("'algom repair --trader binance --home "), "\(words)")
        #expect(try fixture.journal == journal)
        let verified = try VerifyJob(home: fixture.home.path, traders: [], head: nil).run()
        #expect(verified.failures.map(\.description) == [words])
        let status = try StatusJob(
            home: fixture.home.path, traders: [], now: Timestamp(milliseconds: 0)
        ).run()
        #expect(status.status == .configuration)
    }

    @Test(arguments: [UInt64](40..<44))
    func `two ticks old is told by the journal alone, and repaired from it`(seed: UInt64) throws {
        let (fixture, checkpoints, candles) = try record(seed: seed)
        let lines = try JournalLines(fixture, after: checkpoints[0])
        try fixture.write(checkpoints[0], to: "state/\(Self.name)")
        try FileManager.default.removeItem(
            at: fixture.home.appending(path: "state/\(Self.stats)"))
        try expectRefused(fixture, candles, line: lines.first)
        let repaired = try RepairJob(
            home: fixture.home.path, traders: [], now: Timestamp(milliseconds: 0), holder: "a test"
        ).run()
        #expect(repaired.status == .ok, "\(repaired.failures)")
        #expect(try fixture.text(Self.name) == checkpoints[2], "seed \(seed)")
        #expect(
            try fixture.tick(at: TickFixture.moment(after: candles[195])).status == .ok)
    }

    @Test func `one tick old is told by the stats file, and looks like a kill without it`() throws {
        let (fixture, checkpoints, candles) = try record(seed: 45)
        let events = try fixture.events(of: "binance")
        try fixture.write(checkpoints[1], to: "state/\(Self.name)")
        try expectRefused(fixture, candles, line: try fixture.journal.count)
        try FileManager.default.removeItem(
            at: fixture.home.appending(path: "state/\(Self.stats)"))
        let result = try fixture.tick(at: TickFixture.moment(after: candles[190])).traders[0]
        #expect(result.status == .ok, "\(result)")
        #expect(try fixture.events(of: "binance") == events)
    }

    /// Which lines of a journal lie behind a checkpoint, counted from 1.
    private struct JournalLines {
        let first: Int

        init(_ fixture: TickFixture, after checkpoint: String) throws {
            let match = try #require(checkpoint.firstMatch(of: #/"lines": (\d+)/#))
            first = try #require(Int(match.1)) + 1
        }
    }
}
