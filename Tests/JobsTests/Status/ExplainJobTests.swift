import Foundation
import Indicators
import Market
import Reporting
import Seeds
import Testing

@testable import Jobs
@testable import Text

struct ExplainJobTests {
    private func text(_ fixture: TickFixture, _ traders: [String] = []) throws -> String {
        let result = try ExplainJob(home: fixture.home.path, traders: traders).run()
        #expect(result.status == .ok)
        return try #require(result.text(width: 10_000, isColoured: false))
    }

    /// Candle after candle, the averages before are those that the candle before told of now, and
    /// what is said to have happened is what the journal says.
    @Test(arguments: [UInt64(60), 61])
    func `what it says agrees with the journal and with what it said before`(seed: UInt64) throws {
        let candles = RandomCandles.array(seed: seed, count: 100)
        let fixture = try TickFixture(binance: candles, configuration: TickFixture.lively)
        // The first tick ends the warm-up, the second one decides.
        for candle in candles[34...35] { try fixture.tick(at: TickFixture.moment(after: candle)) }
        var told = try averages(text(fixture), #/MA3 is (\S+) and MA8 (\S+): /#)
        var seen: Set<String> = []
        for candle in candles[36...] {
            let known = try fixture.events(of: "binance").count
            try fixture.tick(at: TickFixture.moment(after: candle))
            let events = try fixture.events(of: "binance").dropFirst(known).joined()
            let text = try text(fixture)
            #expect(try averages(text, #/they were (\S+) and (\S+), /#) == told)
            told = try averages(text, #/MA3 is (\S+) and MA8 (\S+): /#)
            for (words, type) in [
                ("ordered to buy", #""side":"BUY""#), ("ordered to sell", #""side":"SELL""#),
                ("the trader bought", #""type":"opened""#), (" for a P&L of ", #""type":"closed""#),
            ] {
                #expect(text.contains(words) == events.contains(type), "\(words): \(text)")
                if text.contains(words) { seen.insert(words) }
            }
        }
        #expect(seen.count == 4)
    }

    private func averages(
        _ text: String, _ pattern: Regex<(Substring, Substring, Substring)>
    ) throws -> [String] {
        let match = try #require(text.firstMatch(of: pattern))
        return [String(match.output.1), String(match.output.2)]
    }

    @Test func `a damaged checkpoint or journal is told of and hides no other`() throws {
        let fixture = try TickFixture(
            binance: [],
            configuration:
                "{ traders: [{ name: 'a', exchange: 'sim' }, { name: 'b', exchange: 'sim' }] }")
        try fixture.tick(at: Timestamp(milliseconds: 1_760_130_900_000))
        let b = try text(fixture, ["b"])
        #expect(try text(fixture).hasSuffix("\n\n" + b))
        let journal = try fixture.text("traders/a/journal.jsonl")
        for (name, text) in [
            ("journal.jsonl", journal.replacing(#""volume""#, with: #""valume""#)),
            ("checkpoint.json", "{"),
        ] {
            try fixture.write(text, to: "state/traders/a/\(name)")
            let result = try ExplainJob(home: fixture.home.path, traders: []).run()
            #expect(result.status == .configuration && result.failures.count == 1)
            #expect(result.failures[0].description.hasPrefix("a: "))
            #expect(result.text(width: 10_000, isColoured: false) == b)
            let alone = try ExplainJob(home: fixture.home.path, traders: ["a"]).run()
            #expect(alone.text(width: 80, isColoured: false) == nil)
        }
    }

    @Test func `where no trader has run it says what to do; one that is not there is 64`() throws {
        let home = try ScratchHome()
        #expect(
            try ExplainJob(home: home.path, traders: []).run().text(width: 80, isColoured: false)
                == "no trader has run yet in \(home.path); run algom-tick --home \(home.path), then look again"
        )
        let refused = #expect(throws: JobError.self) {
            try ExplainJob(home: home.path, traders: ["x"]).run()
        }
        #expect(refused?.status == .usage)
    }
}
