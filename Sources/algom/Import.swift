import ArgumentParser
import Invocation
import Jobs
import Market
internal import Research
internal import Settings
internal import Text

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take over what other programs left: an old balance, files of candles.",
        subcommands: [ImportStats.self, ImportCandles.self])
}

struct ImportStats: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Begin a trader's record with the balance of the Node program's stats file.",
        discussion: """
            Reads NAME_trading_stats.json or trading_stats.json. The trader's record begins with \
            that balance, rounded down, in place of initialBalance; its first journal line holds \
            what the old file counted, its name and its SHA-256, marked "carried over, not \
            verifiable". Trades, win rate, profit and posts count from the import on; 'algom status', \
            'algom verify' and the stats file (under carriedOver) tell the old figures apart, with \
            those words. A copy of the file stays beside the record.

            Without --trader the trader is the one of the file's exchange. One that has a record is \
            refused: 'algom reset' gives that up first. An open position is not taken over, for \
            nothing proves its entry: close it in the old program, or say --drop-position.

            EXAMPLES
              algom import stats --dry-run binance_trading_stats.json
              algom import stats binance_trading_stats.json --trader binance
              algom-tick && algom verify

            EXIT STATUS
              0 done   64 usage, or there is a record   65 the file holds no balance
              74 disk   75 a tick of the trader runs   78 configuration or state refused
            """)

    @Argument(help: "The stats file.", completion: .file(extensions: ["json"]))
    var file: String

    @Option(
        help: "The trader whose record begins. (default: the one of the file's exchange)",
        completion: .configuredTraders)
    var trader: String?

    @Flag(help: "Leave an open position behind, without its value.")
    var dropPosition = false

    @Flag(help: "Only show what would be written.")
    var dryRun = false

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        let environment = Invocation.environment(Settings.variables)
        var options = homeOption.options
        options.traders = trader.map { [$0] } ?? []
        let (file, isNamed, drops, isDry) = (file, trader != nil, dropPosition, dryRun)
        let take = { [options] (home: Home, now: Timestamp, holder: String) throws(JobError) in
            let settings = try Settings(in: home, environment: environment, options: options)
            let told = try ImportStatsJob(
                settings: settings, file: file, isTraderNamed: isNamed, dropsPosition: drops,
                isDryRun: isDry, now: now, holder: holder
            ).run()
            for warning in settings.warnings + told.warnings {
                Self.complain("warning: \(warning)")
            }
            for line in told.lines { try Self.say(line) }
            return ExitStatus.ok
        }
        if isDry {
            try Self.reporting { () throws(JobError) in
                try take(
                    try homeOption.found(for: .looking),
                    Timestamp(milliseconds: Invocation.wallClockMilliseconds()), "")
            }
        }
        try Self.recording(options, traders: options.traders) {
            (home, now, holder) throws(JobError) in try take(home, now, holder)
        }
    }
}

struct ImportCandles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "candles",
        abstract: "Join candle files into one kline CSV for backtest and sweep.",
        discussion: """
            Reads kline CSVs, the zip files of data.binance.vision (one CSV in each, times in ms or \
            µs) and the JSON files that freqtrade keeps; what a file is, its content tells. Every row \
            is checked: order, timeframe, prices that can be; of a zip file length and checksum too. \
            The files are joined as they are named, the oldest first. One file alone needs no \
            import: 'algom backtest --candles' and 'algom sweep --candles' read all of these.

            EXAMPLES
              algom import candles BTCUSDT-5m-2025-0*.zip --output btc.csv
              algom import candles BTC_USDT-1h.json --timeframe 1h --output btc-1h.csv

            EXIT STATUS
              0 done   64 usage   65 a row that cannot be, or a damaged file   74 disk
            """)

    @Argument(help: "The files, the oldest first; - for standard input.", completion: .file())
    var files: [String]

    @Option(help: "How long the candles last, 1m to 1d.", completion: .timeframes)
    var timeframe = "5m"

    @Option(help: "Where the CSV goes; - for standard output.", completion: .file())
    var output = "-"

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let told = try ImportCandlesJob(
                files: files, timeframe: timeframe, output: output,
                home: HomeName.path(
                    Invocation.environment(Settings.variables), Settings.Options())
            ).run()
            // Beside the table on standard output, which is for programs.
            if output == "-" { Self.complain(told) } else { try Self.say(told) }
            return .ok
        }
    }
}
