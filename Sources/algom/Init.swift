import ArgumentParser
import Invocation
import Jobs

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a commented algom.json and .env to start from.",
        discussion: """
            Files that are there already are kept as they are. The .env file is readable by its \
            owner only.
            """)

    @Option(help: "The directory to write to. (default: $ALGOM_HOME or .)")
    var home: String?

    @Option(
        help:
            "A trader on binance, bybit or sim; may be given several times. (default: binance and bybit)"
    )
    var exchange: [String] = []

    @Option(help: "What it trades.")
    var symbol = "BTC/USDT"

    @Option(help: "How long its candles last, 1m to 1d.")
    var timeframe = "5m"

    func run() throws {
        Invocation.beginWriting()
        try Self.reporting { () throws(JobError) in
            let environment = Invocation.environment(Settings.variables)
            let job = try InitJob(
                home: Settings.home(environment, Settings.Options(home: home)),
                exchanges: exchange, symbol: symbol, timeframe: timeframe)
            for line in try job.run() { try Self.say(line) }
            return .ok
        }
    }
}
