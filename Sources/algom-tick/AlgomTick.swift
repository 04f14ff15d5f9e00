import ArgumentParser
import Feeds
import HTTP
import Invocation
import Jobs
import Market

/// What cron starts: one tick, then gone.
@main
struct AlgomTick: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "algom-tick",
        abstract: "Fetch the candles that have closed, trade them on paper, write the state, exit.",
        discussion: """
            For every trader: fetches the closed candles it has not seen, steps through them in \
            order, commits, writes the stats files. Started every 5 minutes by cron, or by hand at \
            any time: a candle is never traded twice, and one that was missed is caught up.

            Without algom.json there is one trader, BTC/USDT 5m on $EXCHANGE (bybit). 'algom init' \
            writes files to start from; 'algom status' shows how the traders stand.

            EXAMPLES
              algom-tick --exchange binance
              algom-tick --exchange sim --home /tmp/try
              algom-tick --trader eth --json

            EXIT STATUS
              0 done, or nothing new   64 usage          65 bad data from the exchange
              69 exchange unavailable  70 a bug          74 disk
              75 try again later       78 configuration or state refused
              With several traders the largest of theirs; one's failure stops no other. Output
              that cannot be written is a warning: what the tick did is in the state.

            ENVIRONMENT
              EXCHANGE, BINANCE_API_KEY, BINANCE_BASE_URL, BYBIT_BASE_URL, ALGOM_HOME,
              SSL_CERT_FILE, SSL_CERT_DIR, https_proxy, no_proxy; also read from HOME/.env
            """,
        version: algomVersion)

    @Option(help: "Only this trader; may be given several times.")
    var trader: [String] = []

    @Option(help: "Only traders of this exchange: binance, bybit or sim.")
    var exchange: String?

    @Option(help: "Where algom.json, .env and state/ are. (default: $ALGOM_HOME or .)")
    var home: String?

    @Option(help: "The time it is on the sim market, as 2025-10-10T21:15:00Z; sim only.")
    var now: String?

    @Flag(help: "Print one JSON object a trader.")
    var json = false

    @Flag(help: "Print nothing but warnings and errors.")
    var quiet = false

    func run() throws {
        Invocation.beginWriting()
        let environment = Invocation.environment(Settings.variables)
        let options = Settings.Options(home: home, exchange: exchange, traders: trader)
        var entry = RunEntry(
            at: Timestamp(milliseconds: Invocation.wallClockMilliseconds()), program: "algom-tick")
        let start = Invocation.monotonicMilliseconds()
        do throws(JobError) {
            let results = try tick(environment, options, &entry)
            report(results)
            entry.take(results)
        } catch {
            Invocation.complain("algom-tick: \(error)")
            entry.take(error)
        }
        entry.milliseconds = Invocation.monotonicMilliseconds() - start
        let warning = RunLedger.add(entry, home: Settings.home(environment, options))
        if let warning { Invocation.complain("algom-tick: warning: \(warning)") }
        throw ExitCode(entry.status.rawValue)
    }

    private func tick(
        _ environment: [String: String], _ options: Settings.Options, _ entry: inout RunEntry
    ) throws(JobError) -> TickResults {
        let settings = try Settings(environment: environment, options: options)
        let clock = try TickJob.clock(
            now: now, for: settings,
            wall: { Timestamp(milliseconds: Invocation.wallClockMilliseconds()) },
            monotonicMilliseconds: Invocation.monotonicMilliseconds)
        entry.take(settings, now: clock.wall())
        let job = TickJob(
            settings: settings, transport: CurlTransport(trust: settings.trust), clock: clock,
            holder: "process \(Invocation.processID) since \(clock.wall())")
        var random = SystemRandomNumberGenerator()
        return try job.run(random: &random)
    }

    private func report(_ results: TickResults) {
        var isLost = quiet
        for result in results.traders {
            for warning in result.warnings {
                Invocation.complain("algom-tick: warning: \(warning)")
            }
            if let failure = result.failure { Invocation.complain("algom-tick: \(failure)") }
            guard !isLost, let line = json ? result.json : result.line else { continue }
            do {
                try Invocation.say(line)
            } catch {
                Invocation.complain("algom-tick: warning: \(error); what the tick did is done")
                isLost = true
            }
        }
        for warning in results.warnings { Invocation.complain("algom-tick: warning: \(warning)") }
    }
}
