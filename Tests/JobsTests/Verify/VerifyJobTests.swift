import Crypto
import Foundation
import LoopbackExchange
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Text

struct VerifyJobTests {
    private func verify(_ fixture: TickFixture, head: String? = nil) throws -> VerifyResults {
        try VerifyJob(home: fixture.home.path, traders: [], head: head).run()
    }

    @Test(arguments: [UInt64](30..<36))
    func `an honest record is proved, revised candles included`(seed: UInt64) throws {
        let fixture = try TickFixture.record(seed: seed)
        let results = try verify(fixture)
        #expect(results.status == .ok, "seed \(seed): \(results.failures)")
        #expect(results.lines.count == 1)
        #expect(
            results.lines[0].contains(
                "binance: proved: \(try fixture.journal.count) lines, 368 candles"))
        #expect(results.lines[0].contains("chain, events, checkpoint and stats file agree"))
    }

    @Test func `every line that is edited is named, whether or not the chain was mended`() throws {
        let fixture = try TickFixture.record(seed: 31)
        let whole = try fixture.journal
        let edits: [(type: String, from: Regex<Substring>, to: String)] = [
            ("candle", #/"volume":"/#, #""volume":"1"#),
            ("ordered", #/"side":"BUY"/#, #""side":"SELL"# + "\""),
            ("opened", #/"invested":"/#, #""invested":"1"#),
            ("closed", #/"pnl":"/#, #""pnl":"1"#),
            ("closed", #/"reason":"[A-Z_]+"/#, #""reason":"LUCK""#),
        ]
        for edit in edits {
            let index = try #require(
                whole.lastIndex {
                    $0.contains(#""type":"\#(edit.type)""#) && $0.contains(edit.from)
                })
            var lines = whole
            lines[index] = lines[index].replacing(edit.from, with: edit.to, maxReplacements: 1)
            for chained in [nil, index + 1] {
                try fixture.plant(lines, chainedFrom: chained)
                let results = try verify(fixture)
                #expect(results.status == .configuration, "\(edit.type) \(edit.to)")
                #expect(results.lines.isEmpty)
            }
        }
        // A figure of the same length, in a chain that is whole: the line itself is named.
        let index = try #require(whole.firstIndex { $0.contains(#""type":"closed""#) })
        var lines = whole
        lines[index] = lines[index].replacing(
            #/"fees":"\d/#, with: #""fees":"9"#, maxReplacements: 1)
        #expect(lines[index] != whole[index])
        try fixture.plant(lines, chainedFrom: index + 1)
        let failure = try #require(try verify(fixture).failures.first).description
        #expect(failure.contains("line \(index + 1) is {\"type\":\"closed\""), "\(failure)")
        #expect(failure.contains("but what precedes it leads to"))
        // From the figure on that differs, not the whole line twice over.
        #expect(failure.contains("{\"type\":\"closed\",…\"fees\":\"9") && failure.utf8.count < 800)
    }

    @Test func `lines dropped, doubled, swapped or cut off are named`() throws {
        let fixture = try TickFixture.record(seed: 32)
        let whole = try fixture.journal
        var dropped = whole
        dropped.remove(at: 100)
        var doubled = whole
        doubled.insert(doubled[100], at: 100)
        var swapped = whole
        swapped.swapAt(100, 101)
        let last = whole.count - 1
        for (lines, words) in [
            (dropped, "line 101 does not begin with seq 100"),
            (doubled, "line 102 does not begin with seq 101"),
            (swapped, "line 101 does not begin with seq 100"),
            (Array(whole.dropLast()), "line \(last) is its last whole one"),
        ] {
            try fixture.plant(lines, chainedFrom: nil)
            let results = try verify(fixture)
            #expect(results.status == .configuration)
            #expect(results.failures.first?.description.contains(words) == true, "\(results)")
        }
        try fixture.plant(whole, chainedFrom: nil)
        #expect(try verify(fixture).status == .ok)
    }

    @Test func `a stats file that tells another story is named with the field`() throws {
        let fixture = try TickFixture.record(seed: 33)
        let stats = try fixture.text("binance_trading_stats.json")
        try fixture.write(
            stats.replacing("\"wins\": ", with: "\"wins\": 1", maxReplacements: 1),
            to: "state/binance_trading_stats.json")
        let failure = try #require(try verify(fixture).failures.first)
        #expect(failure.status == .configuration)
        #expect(failure.description.contains("'wins' is 1"))
        try FileManager.default.removeItem(
            at: fixture.home.appending(path: "state/binance_trading_stats.json"))
        #expect(try verify(fixture).lines[0].contains("chain, events, checkpoint agree"))
    }

    @Test func `what is shown of a damaged file moves no cursor`() throws {
        let fixture = try TickFixture.record(seed: 35)
        let whole = try fixture.journal
        var lines = whole
        lines[40] = lines[40].replacing(#""type":""#, with: #""type":"\#u{9b}2J\#u{202e}"#)
        try fixture.plant(lines, chainedFrom: 41)
        let journal = try #require(try verify(fixture).failures.first).description
        #expect(journal.contains(#"line 41 is {"type":"?2J?"#), "\(journal)")
        try fixture.plant(whole, chainedFrom: nil)
        let stats = try fixture.text("binance_trading_stats.json")
        try fixture.write(
            stats.replacing(#""trader": "binance""#, with: #""trader": "\u001b[2J""#),
            to: "state/binance_trading_stats.json")
        let published = try #require(try verify(fixture).failures.first).description
        #expect(published.contains("'trader' is ?[2J, and should be binance"), "\(published)")
    }

    @Test func `a head is found at its line, and one that never was is told so`() throws {
        let fixture = try TickFixture.record(seed: 34)
        let whole = try fixture.journal
        let head = SHA256.hash(data: Data(whole[99].utf8)).map { String(format: "%02x", $0) }
            .joined()
        let results = try verify(fixture, head: String(head.prefix(12)))
        #expect(results.status == .ok)
        #expect(results.lines.contains { $0.contains("\(head) is that of line 100, written ") })
        #expect(try verify(fixture, head: "0123456789ab").status == .configuration)
        #expect(throws: JobError.self) { try verify(fixture, head: "xyz") }
    }
}
