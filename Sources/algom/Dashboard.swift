import ArgumentParser
import Invocation
import Jobs
import Market
internal import Settings
internal import Text

struct Dashboard: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write one page that shows how all traders stand and how they came there.",
        discussion: """
            A single HTML file that needs nothing else: no server, no network. It opens from the \
            disk and behind any web server, and says by itself when it is old. The state of each \
            trader is in it in words, its equity beside buying and holding, drawdown, the last \
            candles with what was bought and sold, figures over windows, the last trades and posts; \
            docs/statistics.md tells what each figure means. \
            Of several traders there is an overview first: what they are worth together, and a table \
            that sorts. Charts tell their values under the pointer and by the arrow keys.

            More than 50 traders have a page each, dashboard-NAME.html beside it, to which the overview \
            leads; each run writes those that are missing, and the 20 that are most behind.

            It is written whole or not at all, so that cron can write it anew every few minutes: \
            of a record older than 30 days it reads only what came since the page before. \
            The state directory is its owner's alone; for a web server, name a file in a directory \
            that it serves. A trader whose record is damaged is shown as that, and hides no other.

            EXAMPLES
              algom dashboard
              algom dashboard --output /var/www/html/algom.html

            EXIT STATUS
              0 done   64 usage   74 disk   78 configuration, or a record is damaged
            """)

    @Option(
        help:
            "The file to write, or - for standard output. (default: state/dashboard.html in the home)",
        completion: .file(extensions: ["html"])
    )
    var output: String?

    @Flag(help: "Write the pages of all of more than 50 traders that are behind their records.")
    var all = false

    @OptionGroup var homeOption: HomeOption

    func run() throws {
        try Self.reporting { () throws(JobError) in
            let home = try homeOption.found(for: output == nil ? .writing : .looking)
            let settings = try Settings(
                in: home, environment: Invocation.environment(Settings.variables),
                options: homeOption.options)
            let job = DashboardJob(
                settings: settings, output: output, isComplete: all,
                now: Timestamp(milliseconds: Invocation.wallClockMilliseconds()))
            var meter = ProgressMeter()
            defer { meter.clear() }
            let result = try job.run { meter.show($0, of: $1) }
            meter.clear()
            for failure in result.failures { Self.complain("\(failure)") }
            if output != "-" { try Self.say(result.line) }
            return result.status
        }
    }
}
