import ArgumentParser
import Invocation
import Jobs
internal import Research
internal import Settings
internal import Text

struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Try every combination of parameters on the same candles, and rank them.",
        discussion: """
            Each combination is a backtest: a new trader, the very step that ticks use. A value is a \
            number, null, a range FROM..TO in whole steps or FROM..TO:STEP, or a list of those between \
            commas. Combinations that no trader could run with (fast not below slow) are left out and \
            counted. At most 100000 combinations and 20 million candles (64 bytes of memory each).

            --set strategy=NAME,NAME tries several strategies, with their parameters beside those that \
            every trader has; a strategy without a parameter that others have is run once for all its \
            values. Combinations that do not meet what a strategy requires are left out too. All are \
            warmed up by the longest warm-up among them, so that they trade on the same candles.

            What is best on the candles it was chosen on is chosen with luck. With --walk-forward the \
            choice is made on one window and tested on the candles after it, over and over: PARTS cuts \
            the candles into equal parts, TRAIN:TEST rolls windows of so many candles, or days as in \
            90d:30d, which go by the clock. The indicators of a window are warmed up on the candles before it.

            Ranked by a figure of the stats file: totalPnL, totalPnLPercent, equity, profitFactor, \
            expectancy, winRate, sharpeRatio, sortinoRatio, or maxDrawdownPercent, the lowest of which \
            comes first. By a ratio, who never lost and has a profit comes first; where there is no figure \
            it ranks behind, and who never traded last. Equals stay in the order of the values. The \
            last row tells where unchanged parameters stand.

            Tests come one behind the other and make one series, drawdown and ratios of which are told \
            beside figures by day and by trade; an open position counts at its last close. \
            docs/statistics.md tells what each figure means.

            EXAMPLES
              algom sweep --candles c.csv --set fast=5..20 --set slow=20..60:5
              algom sweep --candles c.csv --strategy turtle --set entry=10..60:5
              algom sweep --candles c.csv --set strategy=turtle,macd,coin --set entry=20,55
              algom sweep --trader binance --set stopLossPercent=1..3:0.5 --top 5
              algom sweep --candles c.csv --set fast=5..20 --walk-forward 90d:30d
              algom sweep --candles c.csv --set maxDrawdownPercent=5,10,null --csv all.csv

            EXIT STATUS
              0 done   64 usage, a bad --set too   65 a row that cannot be
              74 disk   78 a journal is damaged
            """)

    @OptionGroup var source: CandleOptions

    @Option(
        help: """
            A built-in strategy, or one of algom.json in --home. (default: the trader's own, or \
            ma-crossover)
            """,
        completion: .strategies)
    var strategy: String?

    @Option(
        name: .customLong("set"),
        help: "KEY=VALUES: a parameter by its name in algom.json, or strategy=NAME,NAME.",
        completion: .parameters)
    var parameters: [String] = []

    @Option(help: "The figure to rank by.", completion: .list(SweepJob.figures))
    var by = "totalPnL"

    @Option(help: "How many of the best to show, 1 to 1000.")
    var top = 10

    @Option(help: "Choose on one window, test on the next: PARTS or TRAIN:TEST.")
    var walkForward: String?

    @Option(help: "How many combinations to run at once. (default: one a processor)")
    var jobs: Int?

    @Option(
        help: "Write every combination, or every window, to this file; - for standard output.",
        completion: .file())
    var csv: String?

    @Flag(help: "Print one JSON object a line.")
    var json = false

    func run() throws {
        let options = SweepJob.Options(
            candles: source.candles, trader: source.trader, market: source.market,
            strategy: strategy, parameters: parameters, by: by, top: top,
            jobs: jobs ?? Invocation.processors,
            csv: csv, walkForward: walkForward)
        let home: String
        do throws(JobError) {
            home = try source.found()
        } catch {
            Self.complain(error)
            throw ExitCode(error.status.rawValue)
        }
        let isJSON = json
        Invocation.end {
            do throws(JobError) {
                return try await Self.sweep(options, home: home, isJSON: isJSON).rawValue
            } catch {
                Self.complain(error)
                return error.status.rawValue
            }
        }
    }

    private static func sweep(
        _ options: SweepJob.Options, home: String, isJSON: Bool
    ) async throws(JobError) -> ExitStatus {
        let job = try SweepJob(options, home: home)
        warn(job.warnings)
        var meter = ProgressMeter()
        let sweep = try await job.run { done, total in meter.show(done, of: total) }
        meter.clear()
        if options.csv == "-" { return .ok }
        if isJSON {
            for line in sweep.json { try say(json: line) }
        } else {
            try say(sweep.text)
        }
        return .ok
    }
}
