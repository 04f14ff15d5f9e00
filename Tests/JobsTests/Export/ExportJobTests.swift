import Foundation
import JSON
import Market
import Testing

@testable import Jobs
@testable import Text
@testable import Research

struct ExportJobTests {
    private let home: ScratchHome

    init() throws { home = try ScratchHome() }

    private func export(
        _ table: ExportJob.Table, _ fixture: TickFixture, isJSON: Bool = false,
        trader: String? = nil
    ) throws -> [String] {
        try ExportJob(
            table, isJSON: isJSON, home: fixture.home.path, trader: trader,
            output: "\(home.path)/out"
        ).run()
        return try home.text("out").split(separator: "\n").map(String.init)
    }

    @Test func `candles are those consumed, and a backtest of them trades the same`() throws {
        let fixture = try TickFixture.record(seed: 80)
        let rows = try export(.candles, fixture)
        #expect(rows[0] == "open_time,open,high,low,close,volume,date")
        let journal = try fixture.journal.filter { $0.contains(#""type":"candle""#) }
        #expect(rows.count == journal.count + 1)
        for (row, line) in zip(rows.dropFirst(), journal) {
            let fields = row.split(separator: ",")
            let candle = try JSONReader.parse(Array(line.utf8))
            #expect(candle["time"]?.scalarText == String(fields[0]))
            for (index, name) in ["open", "high", "low", "close", "volume"].enumerated() {
                #expect(candle[name]?.string == String(fields[index + 1]))
            }
            #expect(Timestamp(iso8601: String(fields[6]))?.milliseconds == Int64(fields[0]))
        }
        let options = BacktestJob.Options(
            candles: "\(home.path)/out",
            parameters: ["warmUp=30", "fast=3", "slow=8", "rsiPeriod=5", "overbought=90"],
            trades: "\(home.path)/trades.jsonl")
        _ = try BacktestJob(
            options, home: home.path, now: Timestamp(milliseconds: 1_760_130_900_000)
        ).run()
        let trades = try home.text("trades.jsonl")
        #expect(
            try export(.trades, fixture, isJSON: true)
                == trades.split(separator: "\n").map(String.init))
    }

    @Test func `trades tell the same as CSV and as JSON`() throws {
        let fixture = try TickFixture.record(seed: 81)
        let rows = try export(.trades, fixture)
        let objects = try export(.trades, fixture, isJSON: true)
        #expect(rows.count > 3 && rows.count == objects.count + 1)
        let names = rows[0].split(separator: ",").map(String.init)
        for (row, object) in zip(rows.dropFirst(), objects) {
            let trade = try JSONReader.parse(Array(object.utf8))
            let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init)
            #expect(fields.count == names.count)
            for (name, field) in zip(names, fields) {
                #expect(trade[name]?.scalarText == field, "\(name)")
            }
        }
        let stats = try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
        #expect(stats["totalTrades"]?.scalarText == String(objects.count))
    }

    @Test func `equity has a row a candle after the warm-up, and ends as the stats do`() throws {
        let fixture = try TickFixture.record(seed: 82)
        let rows = try export(.equity, fixture)
        let stats = try JSONReader.parse(Array(fixture.text("binance_trading_stats.json").utf8))
        let candles = try fixture.journal.count { $0.contains(#""type":"candle""#) }
        #expect(rows.count == candles - 30 + 1)
        let last = try #require(rows.last).split(separator: ",").map(String.init)
        #expect(last[0] == stats["asOf"]?.string)
        #expect(last[1] == stats["lastPrice"]?.scalarText)
        #expect(last[2] == stats["balance"]?.scalarText)
        #expect(last[3] == stats["equity"]?.scalarText)
    }

    @Test func `a damaged record leaves no file, and a wrong question is 64`() throws {
        let fixture = try TickFixture.record(seed: 83)
        var lines = try fixture.journal
        lines.swapAt(120, 121)
        try fixture.plant(lines, chainedFrom: nil)
        let damaged = #expect(throws: JobError.self) { try export(.candles, fixture) }
        #expect(damaged?.status == .configuration)
        #expect(damaged?.description.contains("line 121 does not begin with seq 120") == true)
        #expect(try home.names() == [])
        for question in [
            { try export(.candles, fixture, isJSON: true) },
            { try export(.trades, fixture, trader: "none") },
        ] {
            #expect(#expect(throws: JobError.self) { try question() }?.status == .usage)
        }
    }

    @Test func `where there are several traders one is named`() throws {
        let fixture = try TickFixture(
            binance: [],
            configuration:
                "{ traders: [{ name: 'a', exchange: 'sim' }, { name: 'b', exchange: 'sim' }] }")
        try fixture.tick(at: Timestamp(milliseconds: 1_760_130_900_000))
        let asked = #expect(throws: JobError.self) { try export(.candles, fixture) }
        #expect(asked == JobError(.usage, "--trader: name one of a, b"))
        #expect(try export(.candles, fixture, trader: "b").count == 501)
    }
}
