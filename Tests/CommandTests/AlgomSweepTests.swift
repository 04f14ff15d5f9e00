import Foundation
import JSON
import Market
import Seeds
import Testing

struct AlgomSweepTests {
    private let algom = Command(name: "algom")
    private let home: TemporaryHome

    init() throws {
        home = try TemporaryHome()
        let rows = RandomCandles.array(seed: 90, count: 700).map { candle in
            "\(candle.openTime.milliseconds),\(candle.open),\(candle.high),\(candle.low),"
                + "\(candle.close),\(candle.volume)\n"
        }
        try home.write(rows.joined(), to: "candles.csv")
    }

    private func sweep(_ arguments: String...) throws -> Command.Outcome {
        try algom.run(
            ["sweep", "--candles", "\(home.path)/candles.csv", "--set", "warmUp=60"] + arguments,
            environment: [:])
    }

    @Test func `ranks the combinations, and nothing goes to standard error`() throws {
        let outcome = try sweep("--set", "fast=5..8", "--set", "slow=20,25")
        #expect(outcome.status == 0)
        #expect(outcome.errors == "", "a progress line would be a mail from cron")
        #expect(outcome.lines[0] == "sweep  binance BTC/USDT 5m")
        #expect(outcome.output.contains("8 tried"))
        #expect(outcome.output.contains("the defaults with what is fixed, among 8 combinations"))
        #expect(!outcome.output.contains("\u{1b}"))
    }

    @Test func `prints JSON, writes CSV, and walks forward`() throws {
        let csv = "\(home.path)/all.csv"
        let outcome = try sweep("--set", "fast=5..8", "--json", "--top", "2", "--csv", csv)
        #expect(outcome.status == 0)
        #expect(outcome.lines.count == 3)
        let best = try JSONReader.parse(Array(outcome.lines[0].utf8))
        #expect(best["rank"]?.scalarText == "1")
        #expect(try home.text("all.csv").split(separator: "\n").count == 5)

        let walk = try sweep("--set", "fast=5..8", "--walk-forward", "4", "--by", "sharpeRatio")
        #expect(walk.status == 0, "\(walk.errors)")
        #expect(walk.output.contains("in all, 3 windows, each on a fresh account"))
        #expect(walk.output.contains("on the candles after"))
    }

    @Test(arguments: [
        (["--set", "fats=5..8"], "did you mean 'fast'?"),
        (["--set", "fast=5.."], "write FROM..TO"),
        (["--by", "profit"], "profitFactor"),
        (["--walk-forward", "1"], "nor TRAIN:TEST"),
        (["--jobs", "0"], "--jobs"),
    ])
    func `a mistake is 64, with what to write instead`(arguments: [String], words: String) throws {
        let outcome = try algom.run(
            ["sweep", "--candles", "\(home.path)/candles.csv"] + arguments, environment: [:])
        #expect(outcome.status == 64)
        #expect(outcome.errors.hasPrefix("algom sweep: "))
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: ["backtest", "sweep"])
    func `a value that a rule cannot be made with is shown with a mark`(command: String) throws {
        let outcome = try algom.run(
            [
                command, "--candles", "\(home.path)/candles.csv", "--strategy", "turtle", "--set",
                "entry=20.5",
            ], environment: [:])
        #expect(outcome.status == 64)
        #expect(outcome.errors.hasPrefix("algom \(command): --set: "))
        #expect(
            outcome.errors.contains(
                """
                    close > highest(high, entry)[1]
                                          ^^^^^

                """), "\(outcome.errors)")
    }

    @Test func `strategies are swept and replayed by name`() throws {
        let outcome = try sweep(
            "--set", "strategy=macd,coin", "--set", "chance=0.1,0.2", "--json")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.lines.count == 4)
        let replayed = try algom.run(
            [
                "backtest", "--candles", "\(home.path)/candles.csv", "--strategy", "coin",
                "--set", "warmUp=60", "--json",
            ], environment: [:])
        #expect(replayed.status == 0, "\(replayed.errors)")
        let object = try JSONReader.parse(Array(replayed.lines[0].utf8))
        #expect(object["strategy"]?.string == "coin")
        #expect(object["ambiguousExits"]?.scalarText == "0")
    }

    @Test func `a full disk is 74, and a bad row 65`() throws {
        #expect(try sweep("--csv", "/dev/full").status == 74)
        #expect(try sweep("--csv", "\(home.path)/none/x.csv").status == 74)
        try home.write("1,2,3\n", to: "candles.csv")
        #expect(try sweep("--set", "fast=5..8").status == 65)
    }
}
