import ArgumentParser
import Invocation
import Jobs
internal import Research
internal import Settings
internal import Text

struct StrategyFiguresCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures",
        abstract: "What strategies come to on the same candles, beside holding and beside chance.",
        discussion: """
            Each is a backtest with its own parameters as they stand, all over the same candles: those \
            behind the longest warm-up among them. Where a strategy says nothing of its size it stakes \
            the whole balance; fees and slippage are the defaults, and nothing pauses it. A strategy \
            that does no better than coin has shown nothing, and one with few trades hardly more: the \
            interval of its win rate says how much. docs/statistics.md tells each figure.

            --pictures draws of each its last trade and what else it closed in that window, as NAME.svg \
            in a directory that is there; with --markdown the table is followed by them.

            EXAMPLES
              algom strategy figures --candles BTCUSDT-1h.csv --timeframe 1h
              algom strategy figures turtle macd coin --candles c.csv
              algom strategy figures --trader binance --markdown
              algom strategy figures turtle --trader binance --pictures .

            EXIT STATUS
              0 done   64 usage   65 a row that cannot be, or too few candles
              74 disk   78 algom.json is refused, or a journal damaged
            """)

    @Argument(help: "The strategies; all where none is named.", completion: .strategies)
    var names: [String] = []

    @OptionGroup var source: CandleOptions

    @Flag(help: "Print one JSON object a strategy.")
    var json = false

    @Flag(help: "Print a table in Markdown.")
    var markdown = false

    @Option(
        help: ArgumentHelp(
            "Draw each strategy's last trade into this directory.", valueName: "directory"),
        completion: .directory)
    var pictures: String?

    func validate() throws {
        if json, markdown { throw ValidationError("--json and --markdown exclude each other") }
    }

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let job = try StrategyFiguresJob(
                names: names, candles: source.candles, trader: source.trader,
                market: source.market, home: try source.homeWithStrategies(), pictures: pictures)
            Self.warn(job.warnings)
            var meter = ProgressMeter()
            defer { meter.clear() }
            let figures = try job.run { meter.show($0, of: $1) }
            meter.clear()
            for reason in figures.undrawn { Self.complain("no picture of \(reason)") }
            if json {
                for line in figures.json { try Self.say(json: line) }
                return .ok
            }
            try Self.say(markdown ? figures.markdown : figures.text)
            return .ok
        }
    }
}

extension CandleOptions {
    /// The home whose `algom.json` names strategies; `nil` where none was named and there is none.
    fileprivate func homeWithStrategies() throws(JobError) -> String? {
        guard trader == nil else { return try found() }
        return try HomeOption.foundIfAny(home)
    }
}
