import Foundation
import Market
import Seeds
import Testing

@testable import Jobs
@testable import Text
@testable import Research

struct ImportCandlesJobTests {
    private let home: ScratchHome

    init() throws { home = try ScratchHome() }

    private static let heading = "open_time,open,high,low,close,volume\n"

    private static func csv(_ candles: some Sequence<Candle>, scale: Int64 = 1) -> String {
        candles.map { candle in
            "\(candle.openTime.milliseconds * scale),\(candle.open),\(candle.high),\(candle.low),"
                + "\(candle.close),\(candle.volume)\n"
        }.joined()
    }

    private static func json(_ candles: some Sequence<Candle>) -> String {
        let rows = csv(candles).split(separator: "\n").map { "[\($0)]" }
        return "[\(rows.joined(separator: ","))]"
    }

    private func put(_ bytes: [UInt8], in name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: "\(home.path)/\(name)"))
        return "\(home.path)/\(name)"
    }

    private func consume(_ files: [String], timeframe: String = "5m") throws -> String {
        try ImportCandlesJob(
            files: files, timeframe: timeframe, output: "\(home.path)/out.csv"
        ).run()
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `every form gives the same candles, joined in their order`(seed: UInt64) throws {
        let candles = RandomCandles.array(seed: seed, count: 90)
        let files = [
            try put(Array(Self.json(candles[..<30]).utf8), in: "a"),
            try put(
                ZippedFile.stored(Array(Self.csv(candles[30..<60], scale: 1_000).utf8)), in: "b"),
            try put(
                ZippedFile.stored(Array(Self.json(candles[60..<80]).utf8), isDescribedLater: true),
                in: "c"),
            try put(Array((Self.heading + Self.csv(candles[80...])).utf8), in: "d"),
        ]
        let told = try consume(files)
        #expect(told.hasPrefix("90 candles of 5m from "), "seed \(seed)")
        #expect(try home.text("out.csv") == Self.heading + Self.csv(candles), "seed \(seed)")
    }

    @Test func `a file that does not come after the one before is refused, and none is written`()
        throws
    {
        let candles = RandomCandles.array(seed: 9, count: 40)
        let early = try put(Array(Self.csv(candles[..<21]).utf8), in: "early.csv")
        let late = try put(Array(Self.csv(candles[20...]).utf8), in: "late.csv")
        for files in [[late, early], [early, late]] {
            let error = #expect(throws: JobError.self) { try consume(files) }
            #expect(error?.status == .badData)
            #expect(error?.description.contains("does not come after") == true)
        }
        #expect(try !home.names().contains { $0.hasPrefix("out.csv") })
    }

    @Test func `what is missing between candles is counted`() throws {
        let candles = RandomCandles.array(seed: 10, count: 40)
        let first = try put(Array(Self.csv(candles[..<20]).utf8), in: "1")
        let second = try put(Array(Self.csv(candles[23...]).utf8), in: "2")
        #expect(try consume([first, second]).hasSuffix(", 3 candles missing between them"))
    }

    @Test func `what cannot be read is named with its file`() throws {
        let empty = try put([], in: "empty")
        let torn = try put(Array(Self.json([]).utf8).dropLast(), in: "torn")
        for (file, status) in [
            (empty, ExitStatus.badData), (torn, .badData), ("\(home.path)/none", .io),
        ] {
            let error = #expect(throws: JobError.self) { try consume([file]) }
            #expect(error?.status == status)
            #expect(error?.description.contains(file) == true)
        }
        #expect(
            #expect(throws: JobError.self) { try consume([empty], timeframe: "7m") }?.status
                == .usage)
    }

    @Test func `a backtest and a sweep read them as they are`() throws {
        let candles = RandomCandles.array(seed: 11, count: 400)
        let files = [
            try put(Array(Self.csv(candles).utf8), in: "c.csv"),
            try put(Array(Self.json(candles).utf8), in: "c.json"),
            try put(ZippedFile.stored(Array(Self.csv(candles, scale: 1_000).utf8)), in: "c.zip"),
        ]
        let reports = try files.map { file in
            try BacktestJob(
                BacktestJob.Options(
                    candles: file, parameters: ["warmUp=30", "fast=3", "slow=8", "rsiPeriod=5"]),
                home: home.path, now: Timestamp(milliseconds: 1_760_130_900_000)
            ).run().text(width: 100, isColoured: false)
        }
        #expect(Set(reports).count == 1)
        #expect(reports[0].contains("370 candles after a warm-up of 30"))
    }
}
