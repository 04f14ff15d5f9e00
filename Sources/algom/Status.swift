import ArgumentParser
import Invocation
import Jobs
import Market
import Reporting
internal import Settings
internal import Text
internal import Watch

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How the traders stand: price, averages, position, equity, what they wait for.",
        discussion: """
            Reads the checkpoints in the state directory, takes no lock and changes nothing. Times \
            are UTC; equity counts the open position at the last close; percentages of P&L are of \
            the initial balance; docs/statistics.md tells what each figure means. Up to three traders have a block of figures each (more with --long), \
            more of them a line each, under sums by currency. The alarm of a trader is the gravest of: \
            damaged, its record cannot be read; refused, it was made with other settings; failing, its \
            last tick failed; removed, algom.json does not name it; stale, its last candle is over 3 \
            timeframes old; skips, orders of the last 24 h were not filled; paused. What is wrong with \
            algom.json stands above all. Colour is used on a terminal only, and never with NO_COLOR set.

            With --watch the terminal is drawn anew every so many seconds: arrows, PgUp and PgDn (or \
            j, k, b, space, g, G) scroll, s sorts otherwise, q or Ctrl-C ends.

            EXAMPLES
              algom status
              algom status --trader binance --json
              algom status --wide --sort pnl
              algom status --watch
              algom status --watch=60

            EXIT STATUS
              0 done   64 usage   74 disk
              78 algom.json is refused, or a trader's state is damaged or refused
            """)

    @OptionGroup var chosen: TraderOptions

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "A line a trader with all there is, however wide.")
    var wide = false

    @Flag(help: "A block a trader, however many there are.")
    var long = false

    @Option(help: "In what order: file, name, pnl, unrealised, age or alarm.")
    var sort = StatusOrder.file

    @Flag(help: "Print the stats of each trader as one JSON object a line.")
    var json = false

    @Option(
        defaultAsFlag: 5,
        help: ArgumentHelp(
            "Draw anew every so many seconds, 1 to 3600; on a terminal only.", valueName: "seconds")
    )
    var watch: Int?

    func validate() throws {
        if wide, long { throw ValidationError("--wide and --long exclude each other") }
        if json, wide || long || sort != .file {
            throw ValidationError("--json excludes --wide, --long and --sort")
        }
        guard let watch else { return }
        guard (1...3_600).contains(watch) else {
            throw ValidationError("--watch: \(watch) is not between 1 and 3600 seconds")
        }
        if json { throw ValidationError("--watch and --json exclude each other") }
    }

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let home = try homeOption.found(for: .looking).path
            if let watch { return try watched(home, every: watch) }
            let status = try look(home)
            if json {
                for line in status.json { try Self.say(json: line) }
                if let refusal = status.refusal { Self.complain(refusal) }
            } else {
                let screen = Screen()
                let text = status.text(
                    width: screen.width, isColoured: screen.isColoured, form: form, order: sort)
                try Self.say(text, isPainted: screen.isColoured)
            }
            return status.status
        }
    }
}

extension Status {
    private var form: StatusReport.Form { wide ? .wide : long ? .long : .usual }

    private func look(_ home: String) throws(JobError) -> Jobs.Status {
        let ticks = LastTicks(home: home)
        return try StatusJob(
            home: home, traders: chosen.trader,
            now: Timestamp(milliseconds: Invocation.wallClockMilliseconds())
        ).run(
            against: Result { () throws(JobError) in try homeOption.settings() },
            failure: ticks.failure)
    }

    private func watched(_ home: String, every seconds: Int) throws(JobError) -> ExitStatus {
        guard Invocation.isTerminal else {
            throw JobError(
                .usage, at: "--watch",
                "standard output is no terminal", remedy: "without --watch it is printed once")
        }
        var order = sort
        var screen = WatchedScreen(every: seconds)
        return try screen.show(
            look: { () throws(JobError) in try look(home) },
            draw: { status, screen in
                let now = Timestamp(milliseconds: Invocation.wallClockMilliseconds())
                let heading =
                    "\(now.dateText) \(now.timeText(seconds: true)) UTC, every \(seconds) s, Ctrl-C ends"
                let (head, body) = status.lines(
                    width: screen.width, isColoured: screen.isColoured, form: form, order: order)
                return WatchedScreen.Page(
                    head: [heading, ""] + head, body: body, order: order.words,
                    status: status.status)
            },
            sort: { order = order.next })
    }
}

extension StatusOrder: ExpressibleByArgument {}
