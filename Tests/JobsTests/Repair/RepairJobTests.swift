import Foundation
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Text

struct RepairJobTests {
    private static let now = Timestamp(milliseconds: 1_760_130_900_000)
    private static let checkpoint = "state/traders/binance/checkpoint.json"

    private func repair(_ fixture: TickFixture) throws -> RepairResults {
        try RepairJob(home: fixture.home.path, traders: [], now: Self.now, holder: "a test").run()
    }

    private func verify(_ fixture: TickFixture) throws -> VerifyResults {
        try VerifyJob(home: fixture.home.path, traders: [], head: nil).run()
    }

    private func remove(_ name: String, _ fixture: TickFixture) throws {
        try FileManager.default.removeItem(at: fixture.home.appending(path: name))
    }

    @Test(arguments: [UInt64](70..<76))
    func `a lost or damaged checkpoint comes back byte for byte`(seed: UInt64) throws {
        let fixture = try TickFixture.record(seed: seed)
        let whole = try fixture.text("traders/binance/checkpoint.json")
        #expect(try repair(fixture).lines[0].hasSuffix("; nothing to repair"))
        for damage in [
            nil, "", String(whole.prefix(900)), whole.replacing("\"wins\": ", with: "\"wins\": 1"),
        ] {
            if let damage {
                try fixture.write(damage, to: Self.checkpoint)
            } else {
                try remove(Self.checkpoint, fixture)
            }
            #expect(try verify(fixture).status == .configuration)
            let results = try repair(fixture)
            #expect(results.status == .ok, "seed \(seed): \(results.failures)")
            #expect(results.lines[0].contains("rebuilt its checkpoint and stats file from"))
            #expect(!results.lines[0].contains("vouches"))
            #expect(try fixture.text("traders/binance/checkpoint.json") == whole)
            #expect(try verify(fixture).status == .ok)
            if let damage {
                #expect(try fixture.text("traders/binance/checkpoint.damaged.json") == damage)
            }
        }
    }

    @Test func `a stats file alone is written anew`() throws {
        let fixture = try TickFixture.record(seed: 76)
        try fixture.write("{}", to: "state/binance_trading_stats.json")
        #expect(try repair(fixture).lines[0].contains("its stats file was written anew"))
        #expect(try verify(fixture).status == .ok)
        #expect(!fixture.exists("traders/binance/checkpoint.damaged.json"))
    }

    @Test func `what a tick left unfinished is passed over, and said`() throws {
        let fixture = try TickFixture.record(seed: 77)
        let events = try fixture.journal
        let index = try #require(events.lastIndex { $0.contains(#""type":"closed""#) })
        // A tick that died after the candle and before its event: no stats file tells of it.
        try fixture.plant(Array(events[..<index]), chainedFrom: nil)
        try remove(Self.checkpoint, fixture)
        try remove("state/binance_trading_stats.json", fixture)
        let results = try repair(fixture)
        #expect(results.status == .ok, "\(results.failures)")
        #expect(results.lines[0].contains("of a tick that did not end"), "\(results.lines)")
        #expect(results.lines[0].contains("no stats file vouches for the last line"))
        #expect(try verify(fixture).status == .ok)
        // A torn last line is none.
        let text = try fixture.text("traders/binance/journal.jsonl")
        try fixture.write(text + #"{"seq":9,"pr"#, to: "state/traders/binance/journal.jsonl")
        try remove(Self.checkpoint, fixture)
        #expect(try repair(fixture).status == .ok)
        #expect(try verify(fixture).status == .ok)
    }

    @Test func `a damaged journal is never mended, and what it proves is told`() throws {
        let fixture = try TickFixture.record(seed: 78)
        let whole = try fixture.journal
        var edited = whole
        edited[99] = edited[99].replacing("\"observed\":{\"at\":1", with: "\"observed\":{\"at\":2")
        try fixture.plant(edited, chainedFrom: nil)
        for isLost in [false, true] {
            if isLost { try remove(Self.checkpoint, fixture) }
            let before = try fixture.text("traders/binance/journal.jsonl")
            let results = try repair(fixture)
            let failure = try #require(results.failures.first)
            #expect(failure.status == .configuration)
            #expect(
                failure.description.contains(
                    "line 101 does not hold the hash of the line before; its first"))
            #expect(failure.description.contains("lines are proved, to the candle of "))
            #expect(
                failure.description.contains("'algom reset --reason WHY --trader binance --home "))
            #expect(try fixture.text("traders/binance/journal.jsonl") == before)
        }
    }

    /// What a power cut or a full disk may leave of a journal's end.
    enum Tear: CaseIterable {
        case half, newline, lineGone, twoLinesGone, zeros
    }

    @Test(arguments: Tear.allCases, [80, 81, 82] as [UInt64])
    func `a journal whose end is torn keeps what the checkpoint vouches for`(
        tear: Tear, seed: UInt64
    ) throws {
        let fixture = try TickFixture.record(seed: seed)
        let undisturbed = try TickFixture.record(seed: seed)
        let place = "traders/binance/journal.jsonl"
        let (text, count) = (try fixture.text(place), try fixture.journal.count)
        let last = try #require(try fixture.journal.last)
        let (torn, kept): (String, Int) =
            switch tear {
            case .half: (String(text.dropLast(last.count / 2)), count - 1)
            case .newline: (String(text.dropLast()), count - 1)
            case .lineGone: (String(text.dropLast(last.count + 1)), count - 1)
            case .twoLinesGone:
                (try fixture.journal.dropLast(2).map { "\($0)\n" }.joined(), count - 2)
            case .zeros:
                (
                    text.dropLast(last.count / 2)
                        + String(repeating: "\0", count: last.count / 2), count - 1
                )
            }
        try fixture.write(torn, to: "state/\(place)")
        let refused = try #require(try verify(fixture).failures.first)
        #expect(
            refused.description.contains("'algom repair --trader binance --home "), "\(refused)")
        let results = try repair(fixture)
        #expect(results.status == .ok, "\(results.failures)")
        let words = try #require(results.lines.first)
        // A candle that led to something goes with that.
        let told = try #require(words.firstMatch(of: #/from ([0-9]+) lines? of its journal/#)?.1)
        #expect(try #require(Int(told)) <= kept && words.contains("; cut off line"), "\(words)")
        #expect(words.contains(" \(count), which the checkpoint counted"), "\(words)")
        #expect(try verify(fixture).status == .ok)
        // The next ticks come to what nobody disturbed comes to.
        let next = RandomCandles.array(seed: seed, count: 400)[399]
        for one in [fixture, undisturbed] { try one.tick(at: TickFixture.moment(after: next)) }
        #expect(try fixture.events(of: "binance") == undisturbed.events(of: "binance"))
        #expect(try fixture.stats(of: "binance") == undisturbed.stats(of: "binance"))
        #expect(try verify(fixture).status == .ok)
    }

    @Test func `a torn journal that nothing vouches for is left as it is`() throws {
        let fixture = try TickFixture.record(seed: 83)
        let place = "traders/binance/journal.jsonl"
        let text = try fixture.text(place)
        let checkpoint = try fixture.text("traders/binance/checkpoint.json")
        // More candles are gone than a checkpoint remembers.
        let short = try fixture.journal.dropLast(60).map { "\($0)\n" }.joined()
        try fixture.write(short, to: "state/\(place)")
        #expect(try repair(fixture).status == .configuration)
        #expect(try fixture.text(place) == short)
        // The checkpoint is gone as well, and what was published is not there.
        try fixture.write(String(text.dropLast(9)), to: "state/\(place)")
        try fixture.write(
            checkpoint.replacing("\"wins\": ", with: "\"wins\": 1"), to: Self.checkpoint)
        let refused = try #require(try repair(fixture).failures.first)
        #expect(refused.description.contains("published the head"), "\(refused)")
        #expect(try fixture.text(place) == String(text.dropLast(9)))
        // Another trader's checkpoint vouches for nobody.
        let other = try TickFixture.record(seed: 84)
        try fixture.write(
            try other.text("traders/binance/checkpoint.json"), to: Self.checkpoint)
        #expect(try repair(fixture).status == .configuration)
    }

    @Test func `a journal that is not the one published is refused`() throws {
        let fixture = try TickFixture.record(seed: 79)
        let whole = try fixture.journal
        try remove(Self.checkpoint, fixture)
        try fixture.plant(Array(whole.dropLast(3)), chainedFrom: nil)
        let short = try #require(try repair(fixture).failures.first)
        #expect(short.description.contains("published the head"), "\(short)")
        #expect(short.description.contains("which its journal does not have"))
        // The last line alone has no later one to hold its hash; the published head does.
        var edited = whole
        edited[whole.count - 1] = whole[whole.count - 1].replacing(
            "\"observed\":{\"at\":1", with: "\"observed\":{\"at\":2")
        #expect(edited != whole)
        try fixture.plant(edited, chainedFrom: nil)
        #expect(try repair(fixture).status == .configuration)
        try remove("state/traders/binance/journal.jsonl", fixture)
        #expect(try repair(fixture).lines[0].contains("nothing to verify"))
    }
}
