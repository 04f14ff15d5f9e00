import ArgumentParser
import Invocation
import Jobs
import Market
internal import Settings
internal import Text

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How the traders stand: price, averages, position, equity, what they wait for.",
        discussion: """
            Reads the checkpoints in the state directory, takes no lock and changes nothing. Times \
            are UTC; equity counts the open position at the last close; percentages of P&L are of \
            the initial balance; docs/statistics.md tells what each figure means. Colour is used on a terminal only, and never with NO_COLOR set. \
            With --watch the terminal is drawn anew every so many seconds, until Ctrl-C.

            EXAMPLES
              algom status
              algom status --trader binance --json
              algom status --watch
              algom status --watch=60

            EXIT STATUS
              0 done   64 usage   74 disk   78 a trader's state is damaged
            """)

    @OptionGroup var chosen: TraderOptions

    @OptionGroup var homeOption: HomeOption

    @Flag(help: "Print the stats of each trader as one JSON object a line.")
    var json = false

    @Option(
        defaultAsFlag: 5,
        help: ArgumentHelp(
            "Draw anew every so many seconds, 1 to 3600; on a terminal only.", valueName: "seconds")
    )
    var watch: Int?

    func validate() throws {
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
            } else {
                let screen = Screen()
                try Self.say(
                    status.text(width: screen.width, isColoured: screen.isColoured),
                    isPainted: screen.isColoured)
            }
            return status.status
        }
    }
}

extension Status {
    private func look(_ home: String) throws(JobError) -> Jobs.Status {
        try StatusJob(
            home: home, traders: chosen.trader,
            now: Timestamp(milliseconds: Invocation.wallClockMilliseconds())
        ).run()
    }

    private func watched(_ home: String, every seconds: Int) throws(JobError) -> ExitStatus {
        guard Invocation.isTerminal else {
            throw JobError(
                .usage, at: "--watch",
                "standard output is no terminal", remedy: "without --watch it is printed once")
        }
        return try WatchedScreen(every: seconds).show { screen throws(JobError) in
            let status = try look(home)
            let now = Timestamp(milliseconds: Invocation.wallClockMilliseconds())
            let text = status.text(width: screen.width, isColoured: screen.isColoured)
            let heading =
                "\(now.dateText) \(now.timeText(seconds: true)) UTC, every \(seconds) s, Ctrl-C ends"
            return ("\(heading)\n\n\(text)", status.status)
        }
    }
}
