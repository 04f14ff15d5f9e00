import ArgumentParser
import Invocation
import Jobs
internal import Research
internal import Settings
internal import Text

/// Where the candles of a backtest come from, and what market they are of.
struct CandleOptions: ParsableArguments {
    @Option(
        help: "A kline CSV, its zip file, or freqtrade's JSON; - for standard input.",
        completion: .file())
    var candles: String?

    @Option(
        help: "The trader whose journal holds the candles, in place of a file.",
        completion: .traders)
    var trader: String?

    @Option(
        help: "Where state/ is, for --trader. (default: $ALGOM_HOME or .)", completion: .directory)
    var home: String?

    @Option(
        help: "The exchange that a file stands for: binance, bybit or sim. (default: binance)",
        completion: .exchanges)
    var exchange: String?

    @Option(help: "What is traded in it. (default: BTC/USDT)", completion: .symbols)
    var symbol: String?

    @Option(
        help: "How long its candles last, 1m to 1d. (default: 5m)",
        completion: .timeframes)
    var timeframe: String?

    var market: BacktestJob.MarketOptions {
        BacktestJob.MarketOptions(exchange: exchange, symbol: symbol, timeframe: timeframe)
    }

    /// The home that was named here or by the environment: seen to be one where a trader's journal has
    /// the candles, else only spared by what is written.
    func found() throws(JobError) -> String {
        let environment = Invocation.environment(Settings.variables)
        let options = Settings.Options(home: home, command: Invocation.commandLine)
        guard trader == nil else { return try Home(environment, options, for: .looking).path }
        return HomeName.path(environment, options)
    }
}
