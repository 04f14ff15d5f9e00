import ArgumentParser
import Invocation
import Jobs
import Market
internal import Settings

/// What the command line may say, and what `--help` tells.
struct AlgomTick: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "algom-tick",
        abstract: "Fetch the candles that have closed, trade them on paper, write the state, exit.",
        discussion: """
            For every trader: fetches the closed candles it has not seen, steps through them in \
            order, commits, writes the stats files. Started by cron, every 5 minutes or as often as \
            candles close, or by hand at any time: a candle is never traded twice, and one that was missed is caught up.

            Without algom.json there is one trader, BTC/USDT 5m on $EXCHANGE (bybit). 'algom init' \
            writes files to start from; 'algom status' shows how the traders stand. A directory \
            without algom.json, .env and state/ is no home, and refused: --new-home makes one.

            EXAMPLES
              algom-tick --exchange binance
              algom-tick --exchange sim --home /tmp/try --new-home
              algom-tick --trader eth --json

            EXIT STATUS
              0 done, or nothing new   64 usage          65 bad data from the exchange
              69 exchange unavailable  70 a bug          74 disk
              75 try again later       78 configuration or state refused
              With several traders the largest of theirs; one's failure stops no other.
              Output that cannot be written is a warning: what the tick did is in
              the state.

            ENVIRONMENT
            \(VariableTable.help(.tick))
            """,
        version: algomVersion)

    @Option(help: "Only this trader; may be given several times.", completion: .configuredTraders)
    var trader: [String] = []

    @Option(
        help: "Only traders of this exchange: binance, bybit or sim.",
        completion: .list(Exchange.allCases.map(\.rawValue)))
    var exchange: String?

    @Option(
        help: "Where algom.json, .env and state/ are. (default: $ALGOM_HOME or .)",
        completion: .directory)
    var home: String?

    @Flag(help: "Make the home where there is none yet: for a first tick, never in a crontab.")
    var newHome = false

    @Option(
        help: """
            The time it is on the sim market, as 2025-10-10T21:15:00Z, from 2009 to a day ahead; \
            sim only.
            """)
    var now: String?

    @Flag(help: "Print one JSON object a trader.")
    var json = false

    @Flag(help: "Print nothing but warnings and errors.")
    var quiet = false

    func run() throws {
        TickRun(
            traders: trader, exchange: exchange, home: home, isFounding: newHome,
            now: now, json: json, quiet: quiet
        ).run()
    }
}

extension CompletionKind {
    /// The traders of the home that the line or the environment names.
    fileprivate static var configuredTraders: CompletionKind {
        .custom { words, _, _ in
            let named = words.firstIndex(of: "--home").map { $0 + 1 }
            let home = named.flatMap { words.indices.contains($0) ? words[$0] : nil }
            let settings = try? Settings(
                environment: Invocation.environment(Settings.variables),
                options: Settings.Options(home: home))
            return settings?.names.map(\.trader) ?? []
        }
    }
}
