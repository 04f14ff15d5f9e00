import ArgumentParser
import Invocation
import Jobs
import Market
internal import Settings
internal import Text

struct Chart: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw candles, a trade, or the equity of one or more traders.",
        discussion: """
            Without --output the last candles are drawn in characters, as many as fit: \
            both averages, ▲ where was bought, ▼ where was sold, × where the stop-loss did it, and \
            the prices that watch over an open position. Rising candles are lines, falling ones \
            blocks. More candles than columns are merged, and none is dropped.

            With --output it is a picture, 1200 by 675 pixels, as reports carry them: of several \
            traders their equity, of one with --last or --since its candles, else a trade with its \
            candles, both averages, entry, exit, stop and target; without --id that is the position \
            held now, or else the last trade. Beside a file, the words for those who cannot see it go \
            to standard output.

            Equity begins each window at 0 %, and a dashed or dotted line is what buying and holding \
            would have made of it, once a coin, fees not counted. More than eight traders have a \
            small panel or a row each. A trader has its colour everywhere. All is read from the \
            journal, which is checked on the way; times are UTC. Colour is used on a terminal only, \
            and never with NO_COLOR set.

            EXAMPLES
              algom chart
              algom chart --trader binance --last 500
              algom chart --last 48h | less
              algom chart --equity --since 2025-10-01
              algom chart --trader binance --output trade.png
              algom chart --trader binance --last 30d --output month.png
              algom chart --trader binance --id 1760130900000 --output trade.svg
              algom chart --kind equity --last 7d --output week.png

            EXIT STATUS
              0 done   64 usage   70 a picture that cannot be drawn   74 disk
              78 configuration, a damaged record, or no font
            """)

    @Option(help: "A trader; may be given several times. (default: all)", completion: .traders)
    var trader: [String] = []

    @Option(
        help: ArgumentHelp(
            "candles, trade or equity. (default: candles as text; in a picture equity of several traders, trade of one, its candles with --last)",
            valueName: "kind"))
    var kind: ChartJob.Kind?

    @Flag(help: "The same as --kind equity.")
    var equity = false

    @Option(help: "The trade's id, as 'algom export trades' lists it. (default: the last)")
    var id: Int64?

    @Option(
        help:
            "How far back: 48h, 7d, all, or so many candles. (default: the candles that fit; all equity)",
        completion: .list(["24h", "7d", "30d", "all"]))
    var last: ChartReach?

    @Option(help: "From then on: 2025-10-10, 2025-10-10T21:15:00Z, or 7d ago.")
    var since: String?

    @Flag(help: "Draw in characters, as without --output.")
    var text = false

    @Option(
        help: "FILE.svg or FILE.png, written whole or not at all; - for SVG on standard output.",
        completion: .file(extensions: ["svg", "png"]))
    var output: String?

    @OptionGroup var homeOption: HomeOption

    func validate() throws {
        if text, output != nil { throw ValidationError("--text and --output exclude each other") }
        if last != nil, since != nil {
            throw ValidationError("--last and --since exclude each other")
        }
        if equity, let kind, kind != .equity {
            throw ValidationError("--equity and --kind \(kind.rawValue) exclude each other")
        }
    }

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let settings = try homeOption.settings()
            guard let output else { return try draw(settings) }
            let job = try ChartJob(
                options(), home: settings.home, brand: settings.brand)
            let words = try job.run(png: Self.png)
            if output != "-" { try Self.say(words) }
            return .ok
        }
    }
}

extension Chart {
    private func options() throws(JobError) -> ChartJob.Options {
        var options = ChartJob.Options(
            kind: equity ? .equity : kind, traders: trader, id: id, output: output ?? "-")
        switch last {
        case .window(let window): options.window = window
        case .candles(let count): options.candles = count
        case nil: break
        }
        options.since = try TradeFilter.beginning(
            since, now: Timestamp(milliseconds: Invocation.wallClockMilliseconds()))
        return options
    }

    /// Draws in characters; a row is left for the shell to ask for the next command in.
    private func draw(_ settings: Settings) throws(JobError) -> ExitStatus {
        let screen = Screen(columns: 80)
        let found = try ChartTextJob(
            options(), home: settings.home, width: screen.width,
            height: screen.height - 1,
            isColoured: screen.isColoured
        ).run()
        for line in found.lines { try Self.say(line, isPainted: screen.isColoured) }
        for failure in found.failures { Self.complain("\(failure)") }
        return found.status
    }
}

extension Chart {
    private static func png(of svg: String) throws(JobError) -> [UInt8] {
        do {
            return try DrawingProgram.png(of: svg)
        } catch {
            throw JobError(error.isMissing ? .configuration : .bug, "\(error)")
        }
    }
}

extension ChartJob.Kind: ExpressibleByArgument {}
extension ChartReach: ExpressibleByArgument {
    init?(argument: String) { self.init(word: argument) }
}
