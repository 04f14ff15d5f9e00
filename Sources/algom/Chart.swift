import ArgumentParser
import Invocation
import Jobs
import Pictures

struct Chart: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Draw a trade, or the equity of one or more traders.",
        discussion: """
            Read from the journal, which is checked on the way. A trade is drawn with its candles, \
            both averages, entry, exit, stop and target; without --id it is the position held now, \
            or else the last trade. Equity is in percent of the initial balance, and a dashed line \
            is what buying and holding would have made of it, fees not counted. The pictures are \
            those that reports carry, 1200 by 675 pixels; times are UTC. Beside a file, the words for \
            those who cannot see it go to standard output.

            EXAMPLES
              algom chart --trader binance --output trade.png
              algom chart --trader binance --id 1760130900000 --output trade.svg
              algom chart --kind equity --last 7d --output week.png

            EXIT STATUS
              0 done   64 usage   70 a picture that cannot be drawn   74 disk
              78 configuration, a damaged record, or no font
            """)

    @Option(help: "A trader; may be given several times. (default: all)")
    var trader: [String] = []

    @Option(help: "trade or equity. (default: trade of one trader, equity of several)")
    var kind: ChartJob.Kind?

    @Option(help: "The trade's id, as 'algom export trades' lists it. (default: the last)")
    var id: Int64?

    @Option(help: "How far back equity goes: 24h, 7d or all. (default: all)")
    var last: ChartWindow?

    @Option(
        help: "FILE.svg or FILE.png, written whole or not at all; - for SVG on standard output.")
    var output = "-"

    @Option(help: "Where algom.json, .env and state/ are. (default: $ALGOM_HOME or .)")
    var home: String?

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let settings = try Settings(
                environment: Invocation.environment(Settings.variables),
                options: Settings.Options(home: home))
            let options = ChartJob.Options(
                kind: kind, traders: trader, id: id, window: last, output: output)
            let job = try ChartJob(options, home: settings.home, brand: settings.brand)
            let words = try job.run(png: Self.png)
            if output != "-" { try Self.say(words) }
            return .ok
        }
    }
}

extension Chart {
    private static func png(of svg: String) throws(JobError) -> [UInt8] {
        do {
            return try PNGFile.bytes(svg: svg)
        } catch {
            throw JobError(error == .noFonts ? .configuration : .bug, "\(error)")
        }
    }
}

extension ChartJob.Kind: ExpressibleByArgument {}
extension ChartWindow: ExpressibleByArgument {}
