import ArgumentParser
import Feeds
import HTTP
import Invocation
import Jobs
import Market
internal import Settings
internal import Text

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a commented algom.json and .env to start from.",
        discussion: """
            Where a symbol is named, each exchange is asked for the step of quantities and the smallest \
            order on that market, and they are written to its trader. Otherwise, and with --offline, \
            nobody is asked and the defaults count, which are those of BTC/USDT on binance.

            Files that are there already are kept as they are; what an exchange demands is then \
            printed, to be written there by hand. The .env file is readable by its owner only.

            EXAMPLES
              algom init --home /opt/algom
              algom init --exchange bybit --symbol ETH/USDT
              algom init --exchange binance --symbol ETH/BTC --balance 0.5

            EXIT STATUS
              0 done   64 usage   65 an answer that cannot be
              69 an exchange is not reached   74 disk   75 the exchange asks to wait
              78 it has no such market, or .env is refused
              But for 0 and 74 nothing was written.
            """)

    @Option(
        help: "The directory to write to. (default: $ALGOM_HOME or .)", completion: .directory)
    var home: String?

    @Option(
        help:
            "A trader on binance, bybit or sim; may be given several times. (default: binance and bybit)",
        completion: .exchanges)
    var exchange: [String] = []

    @Option(help: "What it trades. (default: BTC/USDT)", completion: .symbols)
    var symbol: String?

    @Option(
        help:
            "What it begins with, in what it is paid in; needed of pairs as ETH/BTC. (default: 10000)"
    )
    var balance: String?

    @Option(help: "How long its candles last, 1m to 1d.", completion: .timeframes)
    var timeframe = "5m"

    @Flag(help: "Ask no exchange; its quantity step and smallest order are left at the defaults.")
    var offline = false

    func run() throws {
        Invocation.beginWriting()
        try Self.reporting { () throws(JobError) in
            let environment = Invocation.environment(Settings.variables)
            let options = Settings.Options(home: home, command: Invocation.commandLine)
            let home = try Home(environment, options, for: .founding).path
            let job = try InitJob(
                home: home, exchanges: exchange, symbol: symbol ?? "BTC/USDT",
                timeframe: timeframe, balance: balance)
            let now = Timestamp(milliseconds: Invocation.wallClockMilliseconds())
            let inquiry = offline || symbol == nil ? nil : try inquiry(environment, home)
            for line in try job.run(asking: inquiry, at: now) { try Self.say(line) }
            return .ok
        }
    }

    private func inquiry(
        _ environment: [String: String], _ home: String
    ) throws(JobError) -> MarketInquiry {
        let network = try Settings.network(environment: environment, home: home)
        return MarketInquiry(
            venues: network.venues, transport: CurlTransport(trust: network.trust),
            hiding: network.credentials)
    }
}
