import Foundation
import JSON
import Market
import Reporting
import Seeds
import Testing

@testable import Jobs
@testable import Research
@testable import Text

/// What walking forward comes to in all, against backtests of each window put together by hand.
struct WalkForwardTotalTests {
    private static let fixed = ["warmUp=30", "rsiPeriod=5", "overbought=90"]

    private let home: ScratchHome

    init() throws { home = try ScratchHome() }

    private func put(_ candles: some Sequence<Candle>) throws {
        let rows = candles.map { candle in
            "\(candle.openTime.milliseconds),\(candle.open),\(candle.high),\(candle.low),"
                + "\(candle.close),\(candle.volume)\n"
        }
        try home.put(rows.joined(), in: "candles.csv")
    }

    private static func walk(
        _ home: ScratchHome, _ plan: String
    ) async throws -> (rows: [JSONValue], total: JSONValue, text: String) {
        let options = SweepJob.Options(
            candles: "\(home.path)/candles.csv",
            market: BacktestJob.MarketOptions(timeframe: "1h"),
            parameters: fixed + ["fast=2..5", "slow=8,13"], jobs: 2, walkForward: plan)
        let sweep = try await SweepJob(options, home: home.path).run { _, _ in }
        var objects = try sweep.json.map { try JSONReader.parse(Array($0.utf8)) }
        let total = objects.removeLast()
        return (objects, total, sweep.text)
    }

    /// What a backtest of one window tells, and its marks by the fills of its trades.
    private struct Run {
        var equity = 0.0
        var pnls: [Double] = []
        var marks: [(day: Int64, equity: Double)] = []
    }

    private func run(_ values: [String], over candles: ArraySlice<Candle>) throws -> Run {
        try put(candles)
        let options = BacktestJob.Options(
            candles: "\(home.path)/candles.csv",
            market: BacktestJob.MarketOptions(timeframe: "1h"), parameters: Self.fixed + values,
            trades: "\(home.path)/trades.jsonl", stats: "\(home.path)/stats.json")
        _ = try BacktestJob(options, home: home.path, now: Timestamp(milliseconds: 0)).run()
        let stats = try JSONReader.parse(Array(try home.text("stats.json").utf8))
        let number = { (json: JSONValue, name: String) in
            json[name]?.scalarText.flatMap { Double($0) } ?? 0
        }
        var fills = try home.text("trades.jsonl").split(separator: "\n").map {
            try JSONReader.parse(Array($0.utf8))
        }
        var run = Run(equity: number(stats, "equity"))
        run.pnls = fills.map { number($0, "pnl") }
        if let position = stats["currentPosition"], position != .null { fills.append(position) }
        let opened = fills.map { fill in
            (fill["entryTime"]?.string ?? fill["openTime"]?.string)
                .flatMap { Timestamp(iso8601: $0) } ?? Timestamp(milliseconds: 0)
        }
        for candle in candles.dropFirst(30) {
            var equity = 10_000.0
            for (fill, opened) in zip(fills, opened) where opened <= candle.openTime {
                let (cost, closed) = (number(fill, "invested"), number(fill, "id"))
                let isClosed = closed > 0 && closed <= Double(candle.openTime.milliseconds) + 3.6e6
                equity +=
                    isClosed
                    ? number(fill, "pnl")
                    : number(fill, "amount") * candle.close.doubleValue - cost * 1.001
            }
            run.marks.append((candle.openTime.day, equity))
        }
        return run
    }

    @Test(arguments: [70, 71, 72] as [UInt64], ["100:50", "6d:3d"])
    func `tests make one series, and ratios are of all trades and days`(
        seed: UInt64, plan: String
    ) async throws {
        var candles = RandomCandles.array(seed: seed, timeframe: .oneHour, count: 430)
        candles.removeSubrange(200..<215)
        try put(candles)
        let (rows, total, text) = try await Self.walk(home, plan)
        #expect(rows.count > 2)
        for part in ["outOfSample", "unchanged"] {
            var (change, pnls, factor): (Double, [Double], Double) = (0, [], 1)
            var marks: [(day: Int64, equity: Double)] = []
            for row in rows {
                let from = try #require(row["testFrom"]?.string.flatMap { Timestamp(iso8601: $0) })
                let to = try #require(row["testTo"]?.string.flatMap { Timestamp(iso8601: $0) })
                let first = try #require(candles.firstIndex { $0.openTime == from })
                let last = try #require(candles.lastIndex { $0.closeTime(.oneHour) == to })
                let values =
                    part == "unchanged"
                    ? []
                    : try #require(row["parameters"]?.members).map {
                        "\($0.name)=\($0.value.scalarText ?? "null")"
                    }
                let run = try run(values, over: candles[first - 30...last])
                marks += run.marks.map { ($0.day, factor * $0.equity) }
                factor *= run.equity / 10_000
                change += run.equity - 10_000
                pnls += run.pnls
            }
            try Self.compare(
                try #require(total[part]), change, pnls, factor, marks, "seed \(seed), \(part)")
        }
        let tail = try #require(rows.last?["testTo"]?.string.flatMap { Timestamp(iso8601: $0) })
        let left = candles.count { $0.openTime >= tail }
        #expect((total["untested"]?["candles"]?.scalarText ?? "0") == "\(left)")
        #expect(text.contains("not tested: the last \(counted(left, "candle"))") == (left > 0))
    }

    private static func compare(
        _ total: JSONValue, _ change: Double, _ pnls: [Double], _ factor: Double,
        _ marks: [(day: Int64, equity: Double)], _ place: String
    ) throws {
        let number = { (name: String) in total[name]?.scalarText.flatMap { Double($0) } }
        let days = Double(marks.count) / 24
        var (peak, worst) = (10_000.0, 0.0)
        for mark in marks {
            peak = max(peak, mark.equity)
            worst = max(worst, 100 * (peak - mark.equity) / peak)
        }
        var ends: [(day: Int64, equity: Double)] = []
        for mark in marks {
            if ends.last?.day == mark.day { ends.removeLast() }
            ends.append(mark)
        }
        let returns = zip(ends.map(\.equity), [10_000] + ends.map(\.equity)).map { $0 / $1 - 1 }
        let mean = returns.reduce(0, +) / Double(returns.count)
        let deviation =
            (returns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(returns.count - 1))
            .squareRoot()
        let downside =
            (returns.reduce(0) { $0 + min($1, 0) * min($1, 0) } / Double(returns.count))
            .squareRoot()
        let (gains, lost) = (
            pnls.filter { $0 > 0 }.reduce(0, +), -pnls.filter { $0 <= 0 }.reduce(0, +)
        )
        let count = Double(pnls.count)
        for (name, value) in [
            ("days", days), ("change", change), ("changePerDay", change / days),
            ("changePercent", 100 * (factor - 1)), ("totalTrades", count),
            ("winRate", count == 0 ? 0 : 100 * Double(pnls.count { $0 > 0 }) / count),
            ("profitFactor", lost == 0 ? nil : gains / lost),
            ("expectancy", count == 0 ? 0 : (gains - lost) / count),
            ("sharpeRatio", deviation > 1e-9 ? mean / deviation * 365.0.squareRoot() : nil),
            ("sortinoRatio", downside > 1e-9 ? mean / downside * 365.0.squareRoot() : nil),
            ("maxDrawdownPercent", worst),
        ] as [(String, Double?)] {
            let told = number(name)
            let isClose =
                value.map { abs($0 - (told ?? .infinity)) < 1e-5 * max(1, abs($0)) }
                ?? (told == nil)
            #expect(isClose, "\(place): \(name) is \(told ?? .nan), not \(value ?? .nan)")
        }
    }
}
