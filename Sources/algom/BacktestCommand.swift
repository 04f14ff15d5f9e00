import ArgumentParser
import Invocation
import Jobs
import Market
internal import Research
internal import Settings
internal import Text

struct BacktestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Replay candles through the very step that ticks use.",
        discussion: """
            Reads the kline CSVs that Binance publishes, open time in ms or µs, open, high, low, \
            close, volume; the zip files it publishes them in; and the JSON files of freqtrade. \
            Several are joined by 'algom import candles'. The first candles warm the indicators up, as \
            they do for a new trader. Trades and stats are those that ticks over these candles give. \
            With --trader the candles are those of a trader's own journal: without --set the same \
            trades must come out, with it the record tells what other parameters would have done.

            --strategy names a built-in strategy or one of algom.json; --set then gives its parameters \
            as well as those that every trader has. A journal holds its rules whole, so that --trader \
            needs no algom.json.

            A candle does not tell whether its low or its high came first: where it reached stop and \
            target, the stop counts. The report says how many exits that was. --detail FILE replays \
            the same candles once more and judges stops and targets on finer ones, say of a minute; \
            it prints what that changes, which says how far to trust the result and is no other one.

            Ratios need 2 full days of candles. docs/statistics.md tells what each figure means, over \
            which window, and why there may be none.

            EXAMPLES
              algom backtest --candles BTCUSDT-5m-2025-09.csv --exchange binance
              algom backtest --candles BTCUSDT-1h-2024-01.zip --timeframe 1h
              algom backtest --trader binance --set stopLossPercent=3
              algom backtest --candles c.csv --set fast=9 --stats s.json
              algom backtest --candles 1h.csv --timeframe 1h --detail 1m.csv
              algom backtest --candles c.csv --strategy turtle --set entry=55

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
        name: .customLong("set"), help: "KEY=VALUE: a parameter by its name in algom.json.",
        completion: .parameters)
    var parameters: [String] = []

    @Option(help: "Write each trade to this file, one JSON object a line.", completion: .file())
    var trades: String?

    @Option(help: "Write the stats file to this file.", completion: .file())
    var stats: String?

    @Option(
        help: ArgumentHelp(
            "Finer candles to judge stops and targets on besides; says what that changes.",
            valueName: "file"),
        completion: .file())
    var detail: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let options = BacktestJob.Options(
                candles: source.candles, trader: source.trader, market: source.market,
                strategy: strategy, parameters: parameters, trades: trades, stats: stats,
                detail: detail)
            let home = try source.found()
            let now = Timestamp(milliseconds: Invocation.wallClockMilliseconds())
            var meter = ProgressMeter()
            defer { meter.clear() }
            let job = try BacktestJob(options, home: home, now: now) { meter.show($0, of: $1) }
            Self.warn(job.warnings)
            let report = try job.run()
            meter.clear()
            if json {
                try Self.say(json: report.json)
                return .ok
            }
            let screen = Screen()
            try Self.say(
                report.text(width: screen.width, isColoured: screen.isColoured),
                isPainted: screen.isColoured)
            return .ok
        }
    }
}
