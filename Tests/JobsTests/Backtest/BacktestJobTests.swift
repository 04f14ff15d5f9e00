import Foundation
import LoopbackExchange
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Text
@testable import Research

struct BacktestJobTests {
    private static let parameters = [
        "warmUp=30", "fast=3", "slow=8", "rsiPeriod=5", "overbought=90",
    ]
    private static let configuration = """
        { traders: [{ exchange: "binance", warmUp: 30, fast: 3, slow: 8, rsiPeriod: 5, overbought: 90 }] }
        """
    private static let now = Timestamp(milliseconds: 1_760_130_900_000)

    private let home: ScratchHome

    init() throws { home = try ScratchHome() }

    private func csv(_ candles: some Sequence<Candle>, scale: Int64 = 1) -> String {
        candles.map { candle in
            "\(candle.openTime.milliseconds * scale),\(candle.open),\(candle.high),\(candle.low),"
                + "\(candle.close),\(candle.volume),\(candle.openTime.milliseconds + 299_999),1,2,3,4,0\n"
        }.joined()
    }

    private func run(_ text: String, parameters: [String] = parameters) throws -> String {
        try home.put(text, in: "candles.csv")
        let options = BacktestJob.Options(
            candles: "\(home.path)/candles.csv", parameters: parameters,
            trades: "\(home.path)/trades.jsonl",
            stats: "\(home.path)/stats.json")
        return try BacktestJob(options, home: home.path, now: Self.now).run().text(
            width: 100, isColoured: false)
    }

    private func comparable(_ stats: String) -> [Substring] {
        stats.split(separator: "\n").filter {
            !$0.hasPrefix("  \"timestamp\"") && !$0.hasPrefix("  \"journalHead\"")
        }
    }

    @Test(arguments: [UInt64](40..<46))
    func `gives the trades and the stats file of ticks over the same candles`(seed: UInt64) throws {
        let candles = RandomCandles.array(seed: seed, count: 400)
        let fixture = try TickFixture(binance: candles, configuration: Self.configuration)
        for index in [29, 100, 101, 350] {
            try fixture.tick(
                at: candles[index].closeTime(.fiveMinutes).advanced(byMilliseconds: 2_000))
        }
        _ = try run(csv(candles[...350]))
        let stats = try home.text("stats.json")
        #expect(
            try comparable(stats) == comparable(fixture.text("binance_trading_stats.json")),
            "seed \(seed)")
        #expect(stats.contains("\"journalHead\": null"))
        let trades = try home.text("trades.jsonl").split(separator: "\n")
        let closed = try fixture.events(of: "binance").filter { $0.contains(#""type":"closed""#) }
        #expect(trades.count == closed.count)
        #expect(!trades.isEmpty, "seed \(seed) never traded")
    }

    @Test
    func `a heading, microseconds, carriage returns and a missing last newline change nothing`()
        throws
    {
        let candles = RandomCandles.array(seed: 47, count: 120)
        _ = try run(csv(candles))
        let plain = try home.text("stats.json")
        var text = "open_time,open,high,low,close,volume,ignore\n" + csv(candles, scale: 1_000)
        text = text.replacingOccurrences(of: "\n", with: "\r\n")
        text.removeLast()
        _ = try run(text)
        #expect(try home.text("stats.json") == plain)
    }

    @Test func `a row that cannot be is named by its line, and nothing is written`() throws {
        let candles = RandomCandles.array(seed: 48, count: 60)
        let good = csv(candles)
        let lines = good.split(separator: "\n").map(String.init)
        let last = candles[59].openTime.milliseconds
        let rows: [(String, String)] = [
            ("x,1,1,1,1,1", "line 61: 'x' is no open time"),
            ("\(last + 300_000),1,1,1,1", "line 61: it has 5 of 6 columns"),
            ("\(last + 300_000),1,1,one,1,1", "line 61: 'one' is not a decimal number"),
            ("\(last + 300_000),1,2,3,1,1", "its low is above its open or close"),
            ("\(last),1,1,1,1,1", "it does not come after the row before it"),
            ("\(last + 1),1,1,1,1,1", "is not a multiple of the timeframe"),
        ]
        for (row, words) in rows {
            let error = #expect(throws: JobError.self) { try run(good + row + "\n") }
            #expect(error?.status == .badData)
            #expect(
                error?.description.contains(words) == true, "\(row): \(String(describing: error))")
        }
        let hourly = lines.enumerated().filter { $0.offset % 12 == 0 }.map(\.element)
        let error = #expect(throws: JobError.self) { try run(hourly.joined(separator: "\n")) }
        #expect(error?.description.contains("choose --timeframe 1h") == true)
        #expect(!FileManager.default.fileExists(atPath: "\(home.path)/stats.json"))
    }

    @Test func `a hole in the file is a gap, as it is for a trader`() throws {
        var candles = RandomCandles.array(seed: 49, count: 120)
        candles.removeSubrange(60..<63)
        #expect(try run(csv(candles)).contains("87 candles after a warm-up of 30"))
    }

    @Test func `a bad setting is a usage error that names the nearest key`() throws {
        for (text, words) in [
            ("fats=3", "unknown key 'fats'; did you mean 'fast'?"),
            ("fast", "'fast' is not KEY=VALUE"),
            ("fast=x", "--set fast"),
            ("fast=30", "'fast' must be less than 'slow'"),
            ("stopLossPercent=null", "--set stopLossPercent"),
        ] {
            let error = #expect(throws: JobError.self) { try run("", parameters: [text]) }
            #expect(error?.status == .usage)
            #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        }
        let candles = csv(RandomCandles.array(seed: 52, count: 20))
        #expect(try run(candles, parameters: ["maxDrawdownPercent=null"]).contains("candles"))
    }

    private func parity(
        _ fixture: TickFixture, parameters: [String] = [], trades: String? = nil
    ) throws -> String {
        let options = BacktestJob.Options(
            trader: "binance", parameters: parameters, trades: trades,
            stats: "\(home.path)/stats.json")
        return try BacktestJob(options, home: fixture.home.path, now: Self.now).run()
            .text(width: 100, isColoured: false)
    }

    @Test(arguments: [UInt64](53..<57))
    func `a trader's own journal gives the trades that were traded`(seed: UInt64) throws {
        let fixture = try TickFixture.record(seed: seed)
        let text = try parity(fixture, trades: "\(home.path)/trades.jsonl")
        #expect(text.contains("parity: the same trades, to the last digit"), "seed \(seed)")
        try ExportJob(
            .trades, isJSON: true, home: fixture.home.path, trader: nil,
            output: "\(home.path)/traded.jsonl"
        ).run()
        let traded = try home.text("traded.jsonl")
        #expect(!traded.isEmpty, "seed \(seed) never traded")
        #expect(try home.text("trades.jsonl") == traded, "seed \(seed)")
        #expect(
            try comparable(home.text("stats.json"))
                == comparable(fixture.text("binance_trading_stats.json")))
    }

    @Test func `other parameters over a journal claim no parity`() throws {
        let fixture = try TickFixture.record(seed: 53)
        #expect(try parity(fixture, parameters: ["fast=2"]).contains("no parity: other parameters"))
        let refused = #expect(throws: JobError.self) { try parity(fixture, parameters: ["fast=9"]) }
        #expect(refused?.status == .usage)
    }

    @Test func `candles come from a file or from a journal, and a damaged one is named`() throws {
        let fixture = try TickFixture.record(seed: 54)
        for options in [
            BacktestJob.Options(), BacktestJob.Options(candles: "-", trader: "binance"),
            BacktestJob.Options(
                trader: "binance", market: BacktestJob.MarketOptions(timeframe: "1h")),
        ] {
            let refused = #expect(throws: JobError.self) {
                try BacktestJob(options, home: fixture.home.path, now: Self.now)
            }
            #expect(refused?.status == .usage)
        }
        var lines = try fixture.journal
        lines.remove(at: 90)
        try fixture.plant(lines, chainedFrom: nil)
        let damaged = #expect(throws: JobError.self) { try parity(fixture) }
        #expect(damaged?.status == .configuration)
        #expect(damaged?.description.contains("line 91 does not begin with seq 90") == true)
        #expect(!FileManager.default.fileExists(atPath: "\(home.path)/stats.json"))
    }

    @Test func `fewer candles than the warm-up are told so`() throws {
        let text = try run(csv(RandomCandles.array(seed: 50, count: 20)))
        #expect(text.contains("20, and the warm-up takes 30"))
    }

    @Test func `a file that is not there is 74, and output is whole or not there`() throws {
        let options = BacktestJob.Options(
            candles: "\(home.path)/none.csv")
        let error = #expect(throws: JobError.self) {
            try BacktestJob(options, home: home.path, now: Self.now).run()
        }
        #expect(error?.status == .io)
        try home.put(csv(RandomCandles.array(seed: 51, count: 60)), in: "candles.csv")
        let full = BacktestJob.Options(
            candles: "\(home.path)/candles.csv", parameters: Self.parameters, stats: "/dev/full")
        let refused = #expect(throws: JobError.self) {
            try BacktestJob(full, home: home.path, now: Self.now).run()
        }
        #expect(refused?.status == .io)
    }

    @Test(.enabled(if: RecordedData.isPresent, Comment(rawValue: RecordedData.absence)))
    func `recorded candles give what is told of them`() throws {
        for (file, equity) in [
            ("binance-spot-BTCUSDT-5m-2024Q2", "7,764.12"),
            ("binance-spot-BTCUSDT-5m-2025Q3", "9,295.84"),
            ("bybit-spot-BTCUSDT-5m-2025Q3", "9,237.75"),
        ] {
            let candles = try #require(try RecordedData.candles(file))
            #expect(try run(csv(candles), parameters: []).contains(equity))
        }
    }
}
