import Foundation
import JSON
import Market
import Reporting
import Seeds
import Testing

@testable import Jobs
@testable import Text
@testable import Research

struct SweepJobTests {
    private static let fixed = ["warmUp=30", "rsiPeriod=5", "overbought=90"]
    private static let grid = fixed + ["fast=2..5", "slow=5,8,13"]

    private let home: ScratchHome

    init() throws { home = try ScratchHome() }

    private func put(_ candles: some Sequence<Candle>) throws {
        let rows = candles.map { candle in
            "\(candle.openTime.milliseconds),\(candle.open),\(candle.high),\(candle.low),"
                + "\(candle.close),\(candle.volume)\n"
        }
        try home.put(rows.joined(), in: "candles.csv")
    }

    private func sweep(
        _ parameters: [String] = grid, by: String = "totalPnL", top: Int = 10, jobs: Int = 2,
        csv: String? = nil, walkForward: String? = nil,
        maximumCandles: Int = SweepJob.maximumCandles
    ) async throws -> Sweep {
        let options = SweepJob.Options(
            candles: "\(home.path)/candles.csv", parameters: parameters, by: by, top: top,
            jobs: jobs, csv: csv, walkForward: walkForward)
        return try await SweepJob(options, home: home.path, maximumCandles: maximumCandles)
            .run { _, _ in }
    }

    private func refusal(
        _ parameters: [String] = grid, by: String = "totalPnL", top: Int = 10,
        jobs: Int = 2, csv: String? = nil, maximumCandles: Int = SweepJob.maximumCandles
    ) async -> JobError? {
        await #expect(throws: JobError.self) {
            try await sweep(
                parameters, by: by, top: top, jobs: jobs, csv: csv, maximumCandles: maximumCandles)
        }
    }

    private static func objects(_ lines: [String]) throws -> [JSONValue] {
        try lines.map { try JSONReader.parse(Array($0.utf8)) }
    }

    @Test(arguments: 60..<64 as Range<UInt64>)
    func `every combination is the backtest with its values, to the last digit`(
        seed: UInt64
    ) async throws {
        try put(RandomCandles.array(seed: seed, count: 500))
        let rows = try Self.objects(try await sweep(top: 100).json)
        #expect(rows.count == 12 - 1 + 1, "5 against 5 is impossible, and the last is unchanged")
        for row in rows.dropLast() {
            let values = try #require(row["parameters"]?.members).map {
                "\($0.name)=\($0.value.scalarText ?? "null")"
            }
            let options = BacktestJob.Options(
                candles: "\(home.path)/candles.csv", parameters: Self.fixed + values,
                stats: "\(home.path)/stats.json")
            _ = try BacktestJob(options, home: home.path, now: Timestamp(milliseconds: 0)).run()
            let stats = try JSONReader.parse(Array(try home.text("stats.json").utf8))
            for name in SweepFigures.names {
                #expect(row[name] == stats[name], "seed \(seed), \(values): \(name)")
            }
        }
    }

    @Test(arguments: [nil, "3"])
    func `a parameter that a strategy does not have is null, or empty`(plan: String?) async throws {
        try put(RandomCandles.array(seed: 79, count: 900))
        let csv = "\(home.path)/all.csv"
        let sweep = try await sweep(
            [
                "strategy=coin,momentum", "chance=0.9,0.8", "lookback=20", "least=1000000",
                "feePercent=5", "warmUp=60",
            ], csv: csv, walkForward: plan)
        let momentum = try Self.objects(sweep.json).filter {
            $0["parameters"]?["strategy"]?.string == "momentum"
        }
        #expect(momentum.allSatisfy { $0["parameters"]?["chance"] == .null })
        let rows = try home.text("all.csv").split(separator: "\n").filter {
            $0.contains("momentum")
        }
        #expect(
            !momentum.isEmpty && !rows.isEmpty,
            "it never trades and pays no fee, so that it ranks first")
        #expect(rows.allSatisfy { $0.contains(",momentum,,") })
    }

    @Test(arguments: 75..<78 as Range<UInt64>)
    func `strategies that are evaluated together come to what each does alone`(
        seed: UInt64
    ) async throws {
        try put(RandomCandles.array(seed: seed, count: 900))
        try home.put(
            """
            { strategies: { bracket: {
                parameters: { entry: 8, stopAt: 1, share: 20 }, require: "entry > 2",
                enter: { breakout: "close > highest(high, entry)[1]" },
                exit: "bars_held > entry", trail: "peak * 0.99",
                // Asked at the fill, by the candle that decided and not by the one that fills.
                stop: "entry_price * (1 - stopAt / 100) - (high - low)",
                target: "entry_price * 1.01 + (high - low)", size: "share + 10 * noise(1)" } },
              traders: [{ exchange: "sim" }] }
            """, in: "algom.json")
        let grid = [
            "strategy=bracket,coin,ma-crossover", "entry=2,8,13", "stopAt=0.5,1,2", "share=10,20",
            "feePercent=0,0.1", "fast=5,7",
        ]
        let rows = try Self.objects(try await sweep(grid, top: 100).json)
        #expect(
            rows.count == 31,
            "24 of bracket, 2 of coin, 4 of ma-crossover, and the last is unchanged")
        for row in rows.dropLast() {
            let members = try #require(row["parameters"]?.members)
            let options = BacktestJob.Options(
                candles: "\(home.path)/candles.csv", strategy: members[0].value.string,
                parameters: members.dropFirst().compactMap { member in
                    member.value.scalarText.map { "\(member.name)=\($0)" }
                },
                stats: "\(home.path)/stats.json")
            _ = try BacktestJob(options, home: home.path, now: Timestamp(milliseconds: 0)).run()
            let stats = try JSONReader.parse(Array(try home.text("stats.json").utf8))
            for name in SweepFigures.names {
                #expect(row[name] == stats[name], "seed \(seed), \(members): \(name)")
            }
        }
        #expect(rows.contains { $0["totalTrades"]?.scalarText != "0" })
    }

    @Test(arguments: ["totalPnL", "profitFactor", "maxDrawdownPercent", "winRate"])
    func `the number of hands changes nothing`(by: String) async throws {
        try put(RandomCandles.array(seed: 65, count: 400))
        for plan in [nil, "3"] {
            let csv = "\(home.path)/all.csv"
            let alone = try await sweep(by: by, jobs: 1, csv: csv, walkForward: plan)
            let rows = try home.text("all.csv")
            for jobs in [2, 5, 64] {
                let together = try await sweep(by: by, jobs: jobs, csv: csv, walkForward: plan)
                #expect(together.text == alone.text)
                #expect(together.json == alone.json)
                #expect(try home.text("all.csv") == rows)
            }
        }
    }

    @Test func `the file holds every combination, best first, as the table does`() async throws {
        try put(RandomCandles.array(seed: 66, count: 400))
        let sweep = try await sweep(top: 3, csv: "\(home.path)/all.csv")
        let rows = try home.text("all.csv").split(separator: "\n")
        #expect(rows[0].hasPrefix("rank,warmUp,rsiPeriod,overbought,fast,slow,equity,totalPnL,"))
        #expect(rows.count == 12)
        let gains = rows.dropFirst().map { Double($0.split(separator: ",")[7]) ?? .nan }
        #expect(gains == gains.sorted(by: >))
        #expect(sweep.json.count == 4)
        #expect(sweep.text.contains("the best of 11 was chosen on the candles it is shown on"))
        #expect(
            sweep.text.contains("1 left out as impossible: 'fast' must be less than 'slow' (5)"))
        #expect(sweep.text.contains("fixed         warmUp 30, rsiPeriod 5, overbought 90"))
    }

    @Test func `unchanged parameters stand where a combination of the same values does`()
        async throws
    {
        try put(RandomCandles.array(seed: 67, count: 900))
        let rows = try Self.objects(try await sweep(["fast=5..9"]).json)
        let last = try #require(rows.last)
        #expect(last["unchanged"]?.string == "the defaults")
        let same = try #require(rows.first { $0["parameters"]?["fast"]?.scalarText == "7" })
        #expect(last["totalPnL"] == same["totalPnL"])
        #expect(last["rank"] == same["rank"])
        #expect(last["combinations"]?.scalarText == "5")
    }

    /// Alters every candle from one on, and keeps them possible.
    private static func altered(_ candles: [Candle], from index: Int) -> [Candle] {
        candles[..<index]
            + candles[index...].enumerated().map { offset, candle in
                let factor = Int64(offset % 7 + 1)
                return Candle(
                    openTime: candle.openTime, open: Price(units: candle.open.units * factor),
                    high: Price(units: candle.high.units * 7), low: candle.low,
                    close: Price(units: candle.close.units * (8 - factor)), volume: candle.volume)
            }
    }

    @Test(arguments: 70..<75 as Range<UInt64>)
    func `no choice knows of candles after its window`(seed: UInt64) async throws {
        let candles = RandomCandles.array(seed: seed, count: 430)
        try put(candles)
        let rows = try Self.objects(try await sweep(walkForward: "100:50").json).dropLast()
        #expect(rows.count == 6)
        for (index, row) in rows.enumerated() {
            let end = 30 + index * 50 + 100
            try put(Self.altered(candles, from: end))
            let other = try Self.objects(try await sweep(walkForward: "100:50").json)[index]
            for name in ["trainFrom", "testFrom", "parameters", "inSample"] {
                #expect(other[name] == row[name], "seed \(seed), window \(index): \(name)")
            }
            #expect(other["outOfSample"] != row["outOfSample"], "seed \(seed): nothing was altered")
        }
    }

    @Test(arguments: 70..<73 as Range<UInt64>)
    func `a test is the backtest of what was chosen, warmed up on the candles before it`(
        seed: UInt64
    ) async throws {
        let candles = RandomCandles.array(seed: seed, count: 430)
        try put(candles)
        let rows = try Self.objects(try await sweep(walkForward: "100:50").json).dropLast()
        for (index, row) in rows.enumerated() {
            let values = try #require(row["parameters"]?.members).map {
                "\($0.name)=\($0.value.scalarText ?? "null")"
            }
            let start = 130 + index * 50
            for (part, range) in [
                ("outOfSample", start - 30..<start + 50), ("inSample", start - 130..<start),
            ] {
                try put(candles[range])
                let alone = try Self.objects(try await sweep(Self.fixed + values).json)[0]
                for name in SweepFigures.names {
                    #expect(
                        row[part]?[name] == alone[name], "seed \(seed), window \(index): \(name)")
                }
            }
            #expect(row["testFrom"]?.string == "\(candles[start].openTime)")
        }
    }

    @Test func `a trader's own record is swept with its own parameters as the reference`()
        async throws
    {
        let fixture = try TickFixture.record(seed: 53)
        let options = SweepJob.Options(trader: "binance", parameters: ["overbought=60..90:10"])
        let sweep = try await SweepJob(options, home: fixture.home.path).run { _, _ in }
        #expect(sweep.text.contains("binance's own parameters, among 4 combinations"))
    }

    @Test func `what cannot be swept is refused, and leaves nothing behind`() async throws {
        try put(RandomCandles.array(seed: 68, count: 40))
        let refusals = [
            (await refusal(by: "sharpe"), "did you mean 'sharpeRatio'?"),
            (await refusal(top: 0), "--top"), (await refusal(jobs: 0), "--jobs"),
            (await refusal(["fast=a"]), "--set fast"),
            (await refusal([]), "40 candles, and the warm-up takes 500"),
            (await refusal(maximumCandles: 39), "over 39 candles"),
        ]
        for (error, words) in refusals {
            #expect(error?.status == .usage)
            #expect(error?.description.contains(words) == true, "\(String(describing: error))")
        }
        #expect(await refusal(csv: "\(home.path)/none/all.csv")?.status == .io)
        try home.put("", in: "candles.csv")
        #expect(await refusal(csv: "\(home.path)/all.csv")?.status == .badData)
        #expect(!FileManager.default.fileExists(atPath: "\(home.path)/all.csv"))
    }

    @Test(arguments: [nil, "2"])
    func `defaults that no trader could run with stop no sweep of values that can be`(
        plan: String?
    ) async throws {
        try put(RandomCandles.array(seed: 83, count: 900))
        try home.put(
            """
            { strategies: { unmet: { parameters: { a: 9, b: 3 }, require: "a < b",
                enter: "close > sma(close, a)", exit: "close < sma(close, b)" } } }
            """, in: "algom.json")
        let csv = "\(home.path)/all.csv"
        let options = SweepJob.Options(
            candles: "\(home.path)/candles.csv", strategy: "unmet",
            parameters: ["a=3,4", "b=8,12"],
            jobs: 2, csv: csv, walkForward: plan)
        let sweep = try await SweepJob(options, home: home.path).run { _, _ in }
        #expect(
            sweep.text.contains(
                "unchanged     left out: the defaults of unmet: 'unmet' requires a < b"))
        let rows = try Self.objects(sweep.json)
        if plan == nil {
            #expect(rows.count == 5)
            #expect(rows[4]["rank"] == .null)
            #expect(rows[4]["leftOut"]?.string == "the defaults of unmet: 'unmet' requires a < b")
        } else {
            #expect(rows.last?["unchanged"] == .null && rows[0]["unchanged"] == .null)
        }
        let lines = try home.text("all.csv").split(separator: "\n")
        let columns = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }
        #expect(Set(columns).count == 1 && lines.count > 1)
    }
}
