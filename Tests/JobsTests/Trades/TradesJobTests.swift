import Foundation
import JSON
import Market
import Testing

@testable import Jobs
@testable import Text
@testable import Research

struct TradesJobTests {
    private static let start = Timestamp(milliseconds: 1_760_130_900_000)

    private func trades(
        _ fixture: TickFixture, _ traders: [String] = [], _ filter: TradeFilter? = nil,
        last: Int = 1_000
    ) throws -> TradesResult {
        try TradesJob(
            home: fixture.home.path, traders: traders, filter: filter ?? TradeFilter(), last: last
        ).run()
    }

    /// What the export writes, which lives through the step.
    private func exported(_ fixture: TickFixture, trader: String, isJSON: Bool) throws -> [String] {
        let home = try ScratchHome()
        try ExportJob(
            .trades, isJSON: isJSON, home: fixture.home.path, trader: trader,
            output: "\(home.path)/out"
        ).run()
        return try home.text("out").split(separator: "\n").map(String.init)
    }

    private func two() throws -> TickFixture {
        let fixture = try TickFixture(
            binance: [],
            configuration: """
                { traders: [{ name: 'a', exchange: 'sim' }, { name: 'b', exchange: 'sim', symbol: 'ETH/USDT' }] }
                """)
        for days in [Int64(0), 4] {
            try fixture.tick(
                at: Self.start.advanced(byMilliseconds: days * Timestamp.millisecondsPerDay))
        }
        return fixture
    }

    @Test(arguments: [UInt64(90), 91])
    func `they are those that the export writes, and whose they are`(seed: UInt64) throws {
        let fixture = try TickFixture.record(seed: seed)
        let result = try trades(fixture)
        let objects = try exported(fixture, trader: "binance", isJSON: true)
        #expect(objects.count > 3 && result.status == .ok)
        #expect(result.json == objects.map { #"{"trader":"binance","# + $0.dropFirst() })
        let rows = try exported(fixture, trader: "binance", isJSON: false)
        #expect(result.csv[0] == "trader," + rows[0])
        #expect(result.csv.dropFirst() == rows.dropFirst().map { "binance," + $0 }[...])
        let text = try #require(result.text(width: 200, isColoured: false))
        #expect(text.split(separator: "\n").count == objects.count + 2)
        #expect(text.hasSuffix("\n\n\(objects.count) closed trades"))
        #expect(result.remark == nil)
    }

    @Test func `the last are shown, and how many there are is said`() throws {
        let fixture = try TickFixture.record(seed: 92)
        let all = try trades(fixture).json
        #expect(all.count > 3)
        for last in 1..<all.count {
            let result = try trades(fixture, last: last)
            #expect(result.json == Array(all.suffix(last)))
            #expect(result.remark == "the last \(last) of \(all.count) closed trades")
        }
        for last in [0, -1, TradesJob.maximumShown + 1] {
            let refused = #expect(throws: JobError.self) { try trades(fixture, last: last) }
            #expect(refused?.status == .usage)
        }
    }

    @Test func `several traders are told in the order in which their trades ended`() throws {
        let fixture = try two()
        let (a, b) = (try trades(fixture, ["a"]).json, try trades(fixture, ["b"]).json)
        #expect(a.count > 1 && b.count > 1)
        let both = try trades(fixture)
        #expect(Set(both.json) == Set(a + b) && both.json.count == a.count + b.count)
        let ends = try both.json.map {
            try JSONReader.parse(Array($0.utf8))["exitTime"]?.string ?? ""
        }
        #expect(ends == ends.sorted())
        #expect(try trades(fixture, last: 3).json == both.json.suffix(3))
        #expect(
            throws: JobError(.usage, "--trader: no state of a trader 'c'; there are a, b")
        ) { try trades(fixture, ["a", "c"]) }
    }

    @Test func `wins and losses are all there are`() throws {
        let fixture = try TickFixture.record(seed: 93)
        let all = try trades(fixture)
        let wins = try trades(fixture, [], TradeFilter(result: .win))
        let losses = try trades(fixture, [], TradeFilter(result: .loss))
        #expect(!losses.json.isEmpty && wins.json.count + losses.json.count == all.json.count)
        let stats = try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
        #expect(stats["losses"]?.scalarText == String(losses.json.count))
        let words = try #require(losses.text(width: 200, isColoured: false))
        #expect(
            wins.json.isEmpty
                || words.hasSuffix("\(losses.json.count) of \(all.json.count) closed trades"))
    }

    @Test func `a damaged record is told of, shows nothing, and hides no other`() throws {
        let fixture = try two()
        let b = try trades(fixture, ["b"]).json
        let name = "traders/a/journal.jsonl"
        let journal = try fixture.text(name)
        let last = try #require(journal.ranges(of: #""type":"candle""#).last)
        let damaged = journal.replacingCharacters(in: last, with: #""type":"condle""#)
        try fixture.write(damaged, to: "state/\(name)")
        let result = try trades(fixture)
        #expect(result.status == .configuration && result.failures.count == 1)
        #expect(result.failures[0].description.hasPrefix("a: "))
        #expect(result.json == b)
        let alone = try trades(fixture, ["a"])
        #expect(alone.status == .configuration && alone.json.isEmpty)
        #expect(alone.text(width: 100, isColoured: false) == nil)
    }

    @Test func `where no trader has run it says what to do`() throws {
        let home = try ScratchHome()
        let result = try TradesJob(
            home: home.path, traders: [], filter: TradeFilter(), last: 20
        ).run()
        #expect(result.status == .ok && result.json.isEmpty && result.csv.count == 1)
        #expect(
            result.text(width: 100, isColoured: false)
                == "no trader has run yet in \(home.path); run algom-tick --home \(home.path), then"
                + " look again")
    }
}
