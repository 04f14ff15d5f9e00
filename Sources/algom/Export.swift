import ArgumentParser
import Invocation
import Jobs
internal import Research
internal import Settings
internal import Text

struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a trader's candles, trades or equity as a table.",
        discussion: """
            Read from the journal, which is checked on the way. CSV with a heading, for \
            spreadsheets and pandas; figures are exact, times UTC. Trades carry the names of the \
            stats file; equity has a row a candle, at its close. 'algom backtest --candles' reads \
            exported candles.

            EXAMPLES
              algom export trades --trader binance > trades.csv
              algom export trades --json --output trades.jsonl
              algom export candles | algom backtest --candles -

            EXIT STATUS
              0 done   64 usage   74 disk   78 the record is damaged
            """)

    @Argument(help: "candles, trades or equity.")
    var table: ExportJob.Table

    @Option(help: "The trader; needed where there are several.", completion: .traders)
    var trader: String?

    @Flag(help: "One JSON object a line in place of CSV; trades only.")
    var json = false

    @Option(
        help: "The file to write, whole or not at all; - for standard output.", completion: .file())
    var output = "-"

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let job = try ExportJob(
                table, isJSON: json,
                home: try homeOption.found(for: .looking).path, trader: trader,
                output: output)
            var meter = ProgressMeter()
            defer { meter.clear() }
            try job.run { meter.show($0, of: $1) }
            return .ok
        }
    }
}

extension ExportJob.Table: ExpressibleByArgument {}
