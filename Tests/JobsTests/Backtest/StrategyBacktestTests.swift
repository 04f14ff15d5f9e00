import Foundation
import LoopbackExchange
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Research
@testable import Text

struct StrategyBacktestTests {
    private static let configuration = """
        {
          strategies: {
            channel: {
              parameters: { entry: 8, leave: 4, room: 2 },
              require: "leave < entry",
              enter: { breakout: "close > highest(high, entry)[1]" },
              exit: { channel: "close < lowest(low, leave)[1]" },
              stop: "entry_price - room * atr(5)",
              trail: "peak - 3 * atr(5)",
            },
          },
          traders: [{ name: "channel-btc", exchange: "binance", strategy: "channel", entry: 6, warmUp: 30 }],
        }
        """
    private static let now = Timestamp(milliseconds: 1_760_130_900_000)

    private let home: ScratchHome

    init() throws { home = try ScratchHome() }

    private func run(
        strategy: String?, _ parameters: [String] = [], count: Int = 900, in place: String? = nil
    ) throws -> String {
        let rows = RandomCandles.array(seed: 91, count: count).map { candle in
            "\(candle.openTime.milliseconds),\(candle.open),\(candle.high),\(candle.low),"
                + "\(candle.close),\(candle.volume)\n"
        }
        try home.put(rows.joined(), in: "candles.csv")
        let options = BacktestJob.Options(
            candles: "\(home.path)/candles.csv", strategy: strategy, parameters: parameters,
            trades: "\(home.path)/trades.jsonl", stats: "\(home.path)/stats.json")
        return try BacktestJob(options, home: place ?? home.path, now: Self.now).run().text(
            width: 100, isColoured: false)
    }

    private func refusal(strategy: String?, _ parameters: [String] = []) -> JobError? {
        #expect(throws: JobError.self) { try run(strategy: strategy, parameters) }
    }

    @Test func `a strategy is named among the built-in ones, or those of the home`() throws {
        let plain = try run(strategy: nil)
        #expect(try run(strategy: "ma-crossover") == plain)
        #expect(plain.hasPrefix("backtest  binance BTC/USDT 5m\n"))
        let turtle = try run(strategy: "turtle")
        #expect(turtle.hasPrefix("backtest  binance BTC/USDT 5m  turtle\n"))
        #expect(turtle.contains("after a warm-up of 500"))
        #expect(try run(strategy: "turtle", ["entry=20", "most=30"]) == turtle)
        #expect(try run(strategy: "turtle", ["entry=40"]) != turtle)
        #expect(refusal(strategy: "channel")?.description.contains("has none of its own") == true)
        try home.put(Self.configuration, in: "algom.json")
        #expect(try run(strategy: "channel", ["warmUp=60"]).contains("a warm-up of 60"))
    }

    @Test func `what the command line says wrong is 64, and what helps is told`() throws {
        try home.put(Self.configuration, in: "algom.json")
        for (strategy, text, words) in [
            ("turtel", "entry=20", "did you mean 'turtle'?"),
            ("turtle", "entri=20", "unknown key 'entri'; did you mean 'entry'?"),
            ("turtle", "fast=3", "unknown key 'fast'; known are entry, leave, room, risk"),
            ("turtle", "entry=x", "--set entry: 'x' is not a number"),
            ("turtle", "entry=10", "--set: 'turtle' requires leave < entry"),
            ("turtle", "entry=20.5", "strategies.turtle.enter"),
            ("turtle", "warmUp=20", "'warmUp' must be at least"),
            ("channel", "room=null", "--set room: 'null' is not a number"),
            ("channel", "rom=1", "did you mean 'room'?"),
        ] {
            let error = refusal(strategy: strategy, [text])
            #expect(error?.status == .usage)
            #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        }
    }

    @Test(arguments: [UInt64](92..<95))
    func `rules in text are replayed from the journal alone`(seed: UInt64) throws {
        let candles = RandomCandles.array(seed: seed, count: 500)
        let fixture = try TickFixture(binance: candles, configuration: Self.configuration)
        for index in [60, 61, 300, 480] {
            try fixture.tick(
                at: candles[index].closeTime(.fiveMinutes).advanced(byMilliseconds: 2_000))
        }
        try fixture.write("{ traders: [{ exchange: \"bybit\" }] }", to: "algom.json")
        let replayed = { (strategy: String?, parameters: [String]) in
            let options = BacktestJob.Options(
                trader: "channel-btc", strategy: strategy, parameters: parameters,
                trades: "\(home.path)/trades.jsonl")
            return try BacktestJob(options, home: fixture.home.path, now: Self.now).run()
                .text(width: 100, isColoured: false)
        }
        #expect(try replayed(nil, []).contains("parity: the same trades"), "seed \(seed)")
        #expect(try !home.text("trades.jsonl").isEmpty, "seed \(seed) never traded")
        let trades = try home.text("trades.jsonl")
        #expect(trades.contains(#""entryTag":"breakout","exitTag":"#), "seed \(seed)")
        for (isJSON, table) in [(true, "traded.jsonl"), (false, "traded.csv")] {
            try ExportJob(
                .trades, isJSON: isJSON, home: fixture.home.path, trader: nil,
                output: "\(home.path)/\(table)"
            ).run()
        }
        #expect(try home.text("traded.jsonl") == trades)
        let rows = try home.text("traded.csv").split(separator: "\n")
        #expect(rows[0].hasSuffix(",entryReason,entryTag,exitTag"))
        #expect(rows.dropFirst().allSatisfy { $0.contains(",SIGNAL,breakout,") })
        #expect(try replayed(nil, ["feePercent=0"]).contains("no parity"), "seed \(seed)")
        #expect(try replayed("ma-crossover", ["warmUp=30"]).contains("no parity"))
        let refused = #expect(throws: JobError.self) { try replayed(nil, ["entry=7"]) }
        #expect(
            refused?.description.contains("--strategy channel takes them from algom.json") == true)
        try fixture.write(Self.configuration, to: "algom.json")
        for parameters in [[], ["entry=6"]] {
            let named = try replayed("channel", parameters)
            #expect(named.contains("parity: the same trades"), "seed \(seed): \(named)")
        }
        #expect(try replayed("channel", ["entry=8"]).contains("no parity"), "seed \(seed)")
    }

    @Test(arguments: ["strategy", "exchange", "symbol", "timeframe"])
    func `what an option says is not set, and the option is named`(name: String) throws {
        let error = refusal(strategy: nil, ["\(name)=a b"])
        #expect(
            error?.description
                == "--set \(name): it is no parameter; write --\(name) 'a b'")
    }
}
