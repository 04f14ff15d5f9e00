import Foundation
import JSON
import Market
import Testing

@testable import Jobs
@testable import Text

struct ArchiveJobTests {
    private static let now = Timestamp(milliseconds: 1_760_130_900_123)
    private static let name = "binance.20251010T211500123Z"

    private func archived(seed: UInt64) throws -> TickFixture {
        let fixture = try TickFixture.record(seed: seed)
        _ = try ResetJob(
            home: fixture.home.path, trader: "binance", reason: "a new stop loss", now: Self.now,
            holder: "a test"
        ).run()
        return fixture
    }

    private func job(_ fixture: TickFixture) -> ArchiveJob { ArchiveJob(home: fixture.home.path) }

    @Test func `what was given up is listed, shown and proved`() throws {
        let fixture = try TickFixture.record(seed: 61)
        #expect(try job(fixture).list(traders: []).lines == ["no record was given up here"])
        #expect(try job(fixture).verify([]).status == .ok)
        let live = try VerifyJob(home: fixture.home.path, traders: [], head: nil).run().lines[0]
        _ = try ResetJob(
            home: fixture.home.path, trader: "binance", reason: "a new stop loss", now: Self.now,
            holder: "a test"
        ).run()
        let listing = try job(fixture).list(traders: [])
        #expect(listing.status == .ok && listing.lines.count == 2)
        #expect(
            listing.lines[0] == "\(Self.name)  given up 2025-10-10 21:15: a new stop loss",
            "\(listing.lines)")
        #expect(listing.lines[1].contains(" candles, ") && listing.lines[1].contains("USDT"))
        #expect(try job(fixture).list(traders: ["bybit"]).records.isEmpty)
        let json = try JSONReader.parse(Array(listing.json[0].utf8))
        #expect(json["record"]?.string == Self.name && json["trader"]?.string == "binance")
        let shown = try job(fixture).show(Self.name).lines.joined(separator: "\n")
        for words in [
            "why", "a new stop loss", "binance BTC/USDT 5m", "state/archive/\(Self.name)", "won,",
        ] {
            #expect(shown.contains(words), "\(shown)")
        }
        // As it was proved while it was in use, the stats file included.
        let proof = try job(fixture).verify([])
        #expect(proof.status == .ok, "\(proof.failures)")
        #expect(proof.lines == [live.replacing("binance: proved", with: "\(Self.name): proved")])
        #expect(live.contains("checkpoint and stats file agree"))
        // Another record has followed, and each is proved by itself.
        let next = try #require(
            try JSONReader.parse(
                Array(fixture.text("archive/\(Self.name)/trading_stats.json").utf8))["asOf"]?.string
        )
        let moment = try #require(Timestamp(iso8601: next)).advanced(byMilliseconds: 2_000)
        try fixture.tick(at: moment)
        #expect(try job(fixture).verify([Self.name]).lines == proof.lines)
    }

    @Test(arguments: ["journal.jsonl", "checkpoint.json", "trading_stats.json", "reset.json"])
    func `what was altered there is named, with no command that would not help`(
        file: String
    ) throws {
        let fixture = try archived(seed: 62)
        let path = "archive/\(Self.name)/\(file)"
        let text = try fixture.text(path)
        let digits = try #require(text.firstRange(of: "\"pnl\"") ?? text.firstRange(of: "at\": "))
        var altered = text
        let place = try #require(
            altered[digits.upperBound...].firstIndex { ("1"..."8").contains($0) })
        altered.replaceSubrange(place...place, with: "9")
        try fixture.write(altered, to: "state/\(path)")
        let results = try job(fixture).verify([])
        let failure = try #require(results.failures.first)
        #expect(failure.status == .configuration)
        #expect(failure.description.contains("archive/\(Self.name)"), "\(failure)")
        #expect(!failure.description.contains("'algom "), "\(failure)")
    }

    @Test func `one that was damaged when it was given up is told as that`() throws {
        let fixture = try TickFixture.record(seed: 63)
        try fixture.write("{", to: "state/traders/binance/checkpoint.json")
        _ = try ResetJob(
            home: fixture.home.path, trader: "binance", reason: "torn", now: Self.now,
            holder: "a test"
        ).run()
        let proof = try job(fixture).verify([])
        #expect(proof.status == .ok)
        #expect(proof.lines[0].hasPrefix("\(Self.name): not proved, for it could not be when "))
        #expect(try job(fixture).list(traders: []).lines[1].hasPrefix("  could not be read: "))
        #expect(try job(fixture).show(Self.name).lines.count > 3)
    }

    @Test func `a name that is none is refused with one that is`() throws {
        let fixture = try archived(seed: 64)
        for name in ["binance.20251010T211500123", "../traders/binance", "x", ""] {
            let error = #expect(throws: JobError.self) { try job(fixture).show(name) }
            #expect(error?.status == .usage)
            #expect(throws: JobError.self) { try job(fixture).verify([name]) }
        }
        let near = #expect(throws: JobError.self) {
            try job(fixture).show(String(Self.name.dropLast()))
        }
        #expect(near?.description.contains("did you mean '\(Self.name)'?") == true)
        // A note of another trader's is not believed, whatever it names.
        let path = "archive/\(Self.name)/reset.json"
        try FileManager.default.createDirectory(
            at: fixture.home.appending(path: "state/archive/other.20251010T211500123Z"),
            withIntermediateDirectories: true)
        try fixture.write(
            try fixture.text(path), to: "state/archive/other.20251010T211500123Z/reset.json")
        let listing = try job(fixture).list(traders: [])
        #expect(listing.records.count == 1 && listing.failures.count == 1)
    }
}
