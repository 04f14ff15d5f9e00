import ArgumentParser
import Invocation
import Jobs
import Market

struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How the traders stand: price, averages, position, equity, what they wait for.",
        discussion: """
            Reads the checkpoints in the state directory, takes no lock and changes nothing. Times \
            are UTC; equity counts the open position at the last close; percentages of P&L are of \
            the initial balance. Colour is used on a terminal only, and never with NO_COLOR set.

            EXIT STATUS
              0 done   64 usage   74 disk   78 a trader's state is damaged
            """)

    @Option(help: "Only this trader; may be given several times.")
    var trader: [String] = []

    @Option(help: "Where algom.json, .env and state/ are. (default: $ALGOM_HOME or .)")
    var home: String?

    @Flag(help: "Print the stats of each trader as one JSON object a line.")
    var json = false

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let environment = Invocation.environment(Settings.variables)
            let job = StatusJob(
                home: Settings.home(environment, Settings.Options(home: home)), traders: trader,
                now: Timestamp(milliseconds: Invocation.wallClockMilliseconds()))
            let status = try job.run()
            if json {
                for line in status.json { try Self.say(line) }
            } else {
                let screen = Screen()
                try Self.say(status.text(width: screen.width, isColoured: screen.isColoured))
            }
            return status.status
        }
    }
}
